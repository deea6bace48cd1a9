/**
 * "Arbetar som": where the saver works under an agreement that no source reports premiums of, its future premiums are a
 * contract of our own making. It holds nothing today, no source has it, and nobody can be asked to pay it.
 */
import { LawReader } from '#forecasting/law.ts'
import type { ContractHolding, Kollektivavtal } from '#forecasting/model/holding.ts'
import { unreportedContract } from '#forecasting/model/holding.ts'
import type { KronorPerYear } from '#forecasting/model/quantity.ts'
import { kronor } from '#forecasting/model/quantity.ts'
import type { IsoDate } from '#forecasting/model/year-month.ts'
import { incomeOf } from '#forecasting/projection/assumptions.ts'
import { isPaidInto } from '#forecasting/projection/contract-premiums.ts'
import type { HeldPension, Known } from '#forecasting/projection/types.ts'
import type { AssumedWork, SaverFacts, WorkAgreement } from '../api/facts.ts'

/**
 * The agreement whose premiums can be foreseen, and under which names a source may report them. Of ITP 2 that is ITPK:
 * what is earned as a defined benefit is the source's to say.
 */
const premiumsOf: Readonly<
  Record<WorkAgreement, { readonly assumed: Kollektivavtal; readonly reportedAs: readonly Kollektivavtal[] }>
> = {
  ITP1: { assumed: 'ITP1', reportedAs: ['ITP1'] },
  ITP2: { assumed: 'ITPK', reportedAs: ['ITPK'] },
  'SAF-LO': { assumed: 'SAF-LO', reportedAs: ['SAF-LO'] },
  'AKAP-KR': { assumed: 'AKAP-KR', reportedAs: ['AKAP-KR'] },
  'KAP-KL': { assumed: 'KAP-KL', reportedAs: ['KAP-KL'] },
  'PA16-1': { assumed: 'PA16-1', reportedAs: ['PA16-1'] },
  'PA16-2': { assumed: 'PA16-2', reportedAs: ['PA16-2', 'PA03'] },
}

/** Agreements that may also give a defined benefit. */
const withBenefit: readonly WorkAgreement[] = ['ITP2', 'KAP-KL', 'PA16-2']

/** What a contract of our own making is called, in words that the pages have: `arbetar-ITP1`. */
export const assumedIdOf = (agreement: WorkAgreement): string => `arbetar-${agreement}`

/** What is made of the agreement that the saver has said; null when they have said none. */
export function workOf({ agreement }: Pick<SaverFacts, 'agreement'>, known: Known): AssumedWork | null {
  if (agreement === null || agreement === 'none') return null
  const { reportedAs } = premiumsOf[agreement]
  const paidInto = known.holdings.flatMap(({ holding, assumed }) =>
    holding.kind === 'avtal' &&
    assumed !== true &&
    holding.kollektivavtal !== 'not-reported' &&
    isPaidInto(holding, known.today)
      ? [holding.kollektivavtal]
      : [],
  )
  const hasBenefit = withBenefit.includes(agreement)
  if (paidInto.some((paid) => reportedAs.includes(paid)))
    return { agreement, state: 'reported', hasBenefit, others: [] }
  if (incomeOf(known, new LawReader()) === null) return { agreement, state: 'no-pay', hasBenefit, others: [] }
  const others = new Set(
    paidInto.flatMap((paid) => (paid === 'none' || (agreement === 'ITP2' && paid === 'ITP2') ? [] : [paid])),
  )
  return { agreement, state: 'assumed', hasBenefit, others: [...others] }
}

/** With the contract of our own making, where there is to be one. */
export function withAssumed(facts: Pick<SaverFacts, 'agreement'>, known: Known): Known {
  const work = workOf(facts, known)
  const income = incomeOf(known, new LawReader())
  if (work?.state !== 'assumed' || income === null) return known
  const { agreement } = work
  const holding = assumedContract(premiumsOf[agreement].assumed, income.pay, known.today)
  return { ...known, holdings: [...known.holdings, { id: assumedIdOf(agreement), holding, assumed: true }] }
}

export interface AssumedContract {
  readonly contractId: string
  readonly holding: ContractHolding
}

/** Those that are nobody's report. */
export const assumedIn = ({ holdings }: Pick<Known, 'holdings'>): readonly AssumedContract[] =>
  holdings.flatMap(({ id, holding, assumed }) =>
    assumed === true && holding.kind === 'avtal' ? [{ contractId: id, holding }] : [],
  )

/** Begun another day: it never holds anything. */
export function begunOn(held: HeldPension, today: IsoDate): HeldPension {
  const { holding } = held
  if (holding.kind !== 'avtal' || holding.reportedSalary === 'not-reported') return held
  return {
    ...held,
    holding: {
      ...holding,
      capital: nothing(today),
      reportedSalary: { value: holding.reportedSalary.value, date: today },
    },
  }
}

const nothing = (today: IsoDate) => ({ value: kronor(0), date: today })

function assumedContract(agreement: Kollektivavtal, pay: KronorPerYear, today: IsoDate): ContractHolding {
  return {
    ...unreportedContract,
    identity: { insurerOrganisationNumber: '', contractNumber: '' },
    insurer: { name: 'not-reported', organisationNumber: 'not-reported' },
    kollektivavtal: agreement,
    skatteklass: 'T',
    formanstyp: 'premiebestamd',
    capital: nothing(today),
    reportedSalary: { value: pay, date: today },
  }
}
