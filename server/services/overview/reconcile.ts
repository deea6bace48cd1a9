/**
 * The same contract from two sources counts once.
 *
 * A selection centre and an insurer, or SPV and Kåpan, report one and the same contract. Identity is the insurer's
 * organisation number with the contract number; then the underlying and the earlier number. The insurer's own report
 * wins, every source is named. What only looks alike is flagged and stays in the total.
 */
import type { ContractHolding, Holding } from '#forecasting/model/holding.ts'
import { Dec } from '#forecasting/model/quantity.ts'
import type { IsoDate } from '#forecasting/model/year-month.ts'

/** A holding with the source that reported it. */
export interface ReportedHolding {
  readonly holdingId: string
  readonly providerId: string
  /** "16" + ten digits: whether a report is the insurer's own is decided by it. */
  readonly providerOrganisationNumber: string
  /** The day we fetched it. */
  readonly fetched: IsoDate
  readonly older: boolean
  readonly holding: Holding
}

export interface Contract {
  /** The report that counts. */
  readonly report: ReportedHolding
  /** Every source that reports it, the winner's first. */
  readonly reportedBy: readonly string[]
  readonly possibleDouble: boolean
}

const key = (insurerOrganisationNumber: string, contractNumber: string): string =>
  `${insurerOrganisationNumber} ${contractNumber.trim()}`

const ownKey = ({ identity }: Holding): string => key(identity.insurerOrganisationNumber, identity.contractNumber)

/** Keys under which a report names the same contract elsewhere: the underlying number first, then the earlier one. */
function otherKeys(holding: Holding): { underlying: string[]; earlier: string[] } {
  if (holding.kind === 'allman-pension') return { underlying: [], earlier: [] }
  const insurers = new Set([holding.identity.insurerOrganisationNumber])
  if (holding.insurer.organisationNumber !== 'not-reported') insurers.add(holding.insurer.organisationNumber)
  const under = (number: ContractHolding['earlierContractNumber']): string[] =>
    number === 'not-reported' ? [] : [...insurers].map((insurer) => key(insurer, number))
  return { underlying: under(holding.underlyingContractNumber), earlier: under(holding.earlierContractNumber) }
}

const isInsurersOwn = ({ holding, providerOrganisationNumber }: ReportedHolding): boolean =>
  holding.identity.insurerOrganisationNumber === providerOrganisationNumber

/** The day a holding's main figure holds for; empty when none is said, which sorts as oldest. */
export function valueDateOf(holding: Holding): IsoDate | null {
  if (holding.kind === 'allman-pension') {
    const balance =
      holding.inkomstpensionBalance === 'not-reported' ? holding.premiepensionBalance : holding.inkomstpensionBalance
    return balance === 'not-reported' ? null : balance.date
  }
  if (holding.formanstyp === 'formansbestamd' && holding.earnedBenefit !== 'not-reported')
    return holding.earnedBenefit.date
  if (holding.capital !== 'not-reported') return holding.capital.date
  return holding.earnedBenefit === 'not-reported' ? null : holding.earnedBenefit.date
}

/** The report that counts comes first: the insurer's own, then the newest figures; the ids make it certain. */
function byWeight(a: ReportedHolding, b: ReportedHolding): number {
  return (
    Number(isInsurersOwn(b)) - Number(isInsurersOwn(a)) ||
    (valueDateOf(b.holding) ?? '').localeCompare(valueDateOf(a.holding) ?? '') ||
    b.fetched.localeCompare(a.fetched) ||
    a.providerId.localeCompare(b.providerId) ||
    a.holdingId.localeCompare(b.holdingId)
  )
}

interface Group {
  reports: ReportedHolding[]
}

/**
 * @param reports the newest answer of every source.
 * @returns each contract once, in an order that depends on the contracts alone.
 */
export function reconcile(reports: readonly ReportedHolding[]): Contract[] {
  const byKey = new Map<string, Group>()
  for (const report of [...reports].sort((a, b) => a.holdingId.localeCompare(b.holdingId))) {
    const group = byKey.get(ownKey(report.holding))
    if (group) group.reports.push(report)
    else byKey.set(ownKey(report.holding), { reports: [report] })
  }
  // Underlying numbers name the very contract and are joined before earlier numbers, which may name one since split.
  for (const sort of ['underlying', 'earlier'] as const) {
    for (const group of [...byKey.keys()].sort().flatMap((own) => byKey.get(own) ?? [])) {
      for (const named of group.reports.flatMap(({ holding }) => otherKeys(holding)[sort])) {
        const other = byKey.get(named)
        if (other && other !== group && !reportedTogether(group, other)) join(byKey, group, other)
      }
    }
  }
  const contracts = [...new Set(byKey.values())].map(({ reports: all }) => [...all].sort(byWeight))
  const doubles = suspectedDoubles(contracts.flatMap(([winner]) => winner ?? []))
  return contracts.flatMap(([winner, ...others]) =>
    winner === undefined
      ? []
      : {
          report: winner,
          reportedBy: [...new Set([winner, ...others].map(({ providerId }) => providerId))],
          possibleDouble: doubles.has(winner.holdingId),
        },
  )
}

/** A source that lists two contracts itself says that they are two, whatever their numbers refer to. */
const reportedTogether = (a: Group, b: Group): boolean =>
  a.reports.some(({ providerId }) => b.reports.some((other) => other.providerId === providerId))

function join(byKey: Map<string, Group>, into: Group, from: Group): void {
  into.reports.push(...from.reports)
  for (const [own, group] of byKey) if (group === from) byKey.set(own, into)
}

/** Same agreement, amount within 1 %, overlapping dates, from different sources, and yet not known to be the same. */
function suspectedDoubles(reports: readonly ReportedHolding[]): Set<string> {
  const suspected = new Set<string>()
  for (const [index, a] of reports.entries()) {
    for (const b of reports.slice(index + 1)) {
      if (a.providerId === b.providerId || a.holding.kind !== 'avtal' || b.holding.kind !== 'avtal') continue
      if (
        sameAgreement(a.holding, b.holding) &&
        nearlySameAmount(a.holding, b.holding) &&
        overlap(a.holding, b.holding)
      ) {
        suspected.add(a.holdingId)
        suspected.add(b.holdingId)
      }
    }
  }
  return suspected
}

const sameAgreement = (a: ContractHolding, b: ContractHolding): boolean =>
  a.kollektivavtal === b.kollektivavtal && !['not-reported', 'none', 'other'].includes(a.kollektivavtal)

function nearlySameAmount(a: ContractHolding, b: ContractHolding): boolean {
  return (
    within1Percent(reportedValue(a.capital), reportedValue(b.capital)) ||
    within1Percent(reportedValue(a.earnedBenefit), reportedValue(b.earnedBenefit)) ||
    a.payments.some((one) => b.payments.some((other) => within1Percent(one.amount, other.amount)))
  )
}

const reportedValue = <T>(dated: { readonly value: T } | 'not-reported'): T | null =>
  dated === 'not-reported' ? null : dated.value

function within1Percent(a: Dec | null, b: Dec | null): boolean {
  if (a === null || b === null) return false
  const larger = Dec.max(a, b)
  return larger.gt(0) && a.minus(b).abs().lte(larger.times('0.01'))
}

/** Contracts not yet in payment are alive at the same time; payments must have a day in common. */
function overlap(a: ContractHolding, b: ContractHolding): boolean {
  if (a.payments.length === 0 || b.payments.length === 0) return true
  return a.payments.some((one) =>
    b.payments.some(
      (other) => (other.to === 'lifelong' || one.from <= other.to) && (one.to === 'lifelong' || other.from <= one.to),
    ),
  )
}
