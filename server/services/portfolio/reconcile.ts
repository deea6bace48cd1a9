/**
 * The same contract from two sources counts once.
 *
 * A selection centre and an insurer, or SPV and Kåpan, report one and the same contract. Identity is the insurer's
 * organisation number with the contract number; then the underlying and the earlier number. The insurer's own report
 * wins, every source is named. What only looks alike is flagged and stays in the total, and so is a contract number that
 * one source lists more than once: it may mean two contracts, or one told twice.
 */
import type { ContractHolding, Holding } from '#forecasting/model/holding.ts'
import { Dec } from '#forecasting/model/quantity.ts'
import type { IsoDate } from '#forecasting/model/year-month.ts'
import { valueDateOf } from '#server/db/value-date.ts'

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

/** Reports of one contract, at most one of each source. */
type Group = ReportedHolding[]

/**
 * @param reports the newest answer of every source.
 * @returns each contract once, in an order that depends on the contracts alone.
 */
export function reconcile(reports: readonly ReportedHolding[]): Contract[] {
  const ordered = [...reports].sort(
    (a, b) => compare(ownKey(a.holding), ownKey(b.holding)) || compare(a.holdingId, b.holdingId),
  )
  const groupOf = new Map<ReportedHolding, Group>(ordered.map((report) => [report, [report]]))
  const sameKey = Map.groupBy(ordered, ({ holding }) => ownKey(holding))
  const groupsUnder = (named: string): Group[] => groupsOf(groupOf, sameKey.get(named) ?? [])

  const joinAll = (keysOf: (holding: Holding) => readonly string[]): void => {
    for (const report of ordered) {
      for (const named of keysOf(report.holding)) {
        const own = groupOf.get(report) ?? []
        const other = groupsUnder(named).find((one) => !reportedTogether(own, one))
        if (other) for (const moved of other) groupOf.set(moved, own)
        own.push(...(other ?? []))
      }
    }
  }
  joinAll((holding) => [ownKey(holding)])
  // Underlying numbers name the very contract and are joined before earlier numbers, which may name one since split.
  joinAll((holding) => otherKeys(holding).underlying)
  joinAll((holding) => otherKeys(holding).earlier)

  const groups = groupsOf(groupOf, ordered)
  for (const group of groups) group.sort(byWeight)
  const doubles = suspectedDoubles(groups.flatMap(([winner]) => winner ?? []))
  const sameNumber = new Set(
    [...sameKey.keys()]
      .map(groupsUnder)
      .filter(({ length }) => length > 1)
      .flat(),
  )
  return groups.flatMap((group) => {
    const [winner] = group
    if (winner === undefined) return []
    return {
      report: winner,
      reportedBy: group.map(({ providerId }) => providerId),
      possibleDouble: sameNumber.has(group) || doubles.has(winner.holdingId),
    }
  })
}

const compare = (a: string, b: string): number => a.localeCompare(b)

const groupsOf = (groupOf: ReadonlyMap<ReportedHolding, Group>, reports: readonly ReportedHolding[]): Group[] => [
  ...new Set(reports.flatMap((report) => [groupOf.get(report) ?? []])),
]

/** A source that lists two contracts itself says that they are two, whatever their numbers are or refer to. */
const reportedTogether = (a: Group, b: Group): boolean =>
  a.some(({ providerId }) => b.some((other) => other.providerId === providerId))

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
