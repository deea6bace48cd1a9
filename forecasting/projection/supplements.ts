/** Bostadstillägg and äldreförsörjningsstöd of a projection, where the saver has told what the home costs. */
import { monthInText, Steps } from '../explanation/steps.ts'
import type { LawReader } from '../law.ts'
import { age } from '../model/age.ts'
import { Dec, kronorPerMonth } from '../model/quantity.ts'
import type { IsoDate, YearMonth } from '../model/year-month.ts'
import { addMonths, monthOfDate, yearMonth, yearOf } from '../model/year-month.ts'
import { alderForhojtGrundavdrag } from '../parameters/alder-forhojt-grundavdrag.ts'
import { riktalder } from '../parameters/riktalder.ts'
import { riktalderForAret } from '../parameters/riktalder-for-aret.ts'
import { calculateBostadstillagg } from '../rules/bostadstillagg/index.ts'
import { calculateGrundavdrag, isOlder } from '../rules/skatt/index.ts'
import { hundredsDown, toOre } from '../model/rounding.ts'
import type { PayRun } from './months.ts'
import { monthRunsOf } from './months.ts'
import { lastYearOfChange } from './net.ts'
import { isPaidIn } from './timeline.ts'
import type { Housing, PaymentRun, Person, Step } from './types.ts'

export interface HousingSupport {
  readonly runs: readonly PaymentRun[]
  readonly steps: readonly Step[]
}

interface Asked {
  readonly person: Person
  readonly housing: Housing
  readonly law: LawReader
  /** The public holding, which the supplements stand beside. */
  readonly holdingId: string
  readonly first: YearMonth
  readonly last: YearMonth
  /** Whether all of the public pension is drawn (SFB 101 kap. 3 §). */
  readonly drawnInFull: (month: YearMonth) => boolean
}

const birthYearOf = ({ birthDate }: { readonly birthDate: IsoDate }): number => yearOf(monthOfDate(birthDate))

/** The first year, from one on, in which the supplement's own rule counts less tax for age: not always that of the tax. */
function yearOfOlderByRule(birthYear: number, from: number, law: LawReader): number {
  let year = from
  while (year - birthYear <= law.ofYear(riktalderForAret, year).toNumber()) year += 1
  return year
}

/** The months in which what counts for the supplement does not change: neither income nor law nor the tax of an age. */
function stretchesOf(runs: readonly PaymentRun[], pay: readonly PayRun[], asked: Asked) {
  const { person, housing, law, first, last } = asked
  const birthYear = birthYearOf(person)
  const settled = Math.max(
    lastYearOfChange(law),
    birthYear + law.forCohort(alderForhojtGrundavdrag, birthYear).toNumber(),
    ...[person, ...(housing.partner ? [housing.partner] : [])].map((one) =>
      yearOfOlderByRule(birthYearOf(one), yearOf(first), law),
    ),
  )
  return monthRunsOf(runs, pay, { first, last }, () => null).flatMap(({ from, to }) => {
    const januaries = Array.from({ length: Math.max(0, Math.min(yearOf(to), settled) - yearOf(from)) }, (_, i) =>
      yearMonth(yearOf(from) + i + 1, 1),
    )
    const starts = [from, ...januaries]
    return starts.map((start, i) => ({
      from: start,
      to: starts[i + 1] === undefined ? to : addMonths(starts[i + 1] ?? to, -1),
    }))
  })
}

const sumOf = (runs: readonly PaymentRun[], counts: (run: PaymentRun) => boolean): Dec =>
  runs
    .filter(counts)
    .reduce((sum, { amount }) => sum.plus(amount), new Dec(0))
    .times(12)

/**
 * The supplements from riktålder on, once all of the public pension is drawn, on what is paid otherwise; yearly incomes
 * are twelve times the month's.
 * @param runs all other payments
 */
export function housingSupport(runs: readonly PaymentRun[], pay: readonly PayRun[], asked: Asked): HousingSupport {
  const { person, housing, law, holdingId } = asked
  const birthYear = birthYearOf(person)
  // As the public pension: in the very month in which the age is reached.
  const begins = addMonths(monthOfDate(person.birthDate), age(law.forCohort(riktalder, birthYear).toNumber()))
  const first = Math.max(asked.first, begins) as YearMonth
  if (first > asked.last) return { runs: [], steps: [] }
  const steps = new Steps(law)
  const found = stretchesOf(runs, pay, { ...asked, first }).flatMap(({ from, to }): readonly PaymentRun[] => {
    if (!asked.drawnInFull(from)) return []
    const year = yearOf(from)
    const paid = runs.filter((run) => isPaidIn(run, from))
    const beside = pay.filter((span) => span.from <= from && from <= span.to)
    const yearly = (amountOf: (span: PayRun) => Dec): Dec =>
      beside.reduce((sum, span) => sum.plus(amountOf(span)), new Dec(0)).times(12)
    // A benefit in place of pay is no income from work, of which a part is left out.
    const benefit = yearly((span) => span.benefit)
    const work = yearly((span) => span.amount).minus(benefit)
    const income = sumOf(paid, ({ taxed, component }) => taxed && component !== 'inkomstpensionstillagg').plus(benefit)
    const counted = hundredsDown(income)
    const garantipension = sumOf(paid, ({ component }) => component === 'garantipension')
    const support = calculateBostadstillagg(
      {
        birthYear,
        year,
        income,
        garantipension,
        tjanstepension: sumOf(paid, ({ pillar }) => pillar === 'tjanstepension'),
        work,
        wealth: housing.wealth,
        rent: housing.cost.times(12),
        grundavdrag: calculateGrundavdrag({ income: counted, year, older: isOlder({ birthYear, year }, law) }, law),
        ...(housing.partner && {
          partner: {
            birthYear: birthYearOf(housing.partner),
            income: housing.partner.pension.times(12),
            garantipension: housing.partner.garantipension.times(12),
            tjanstepension: new Dec(0),
            // The saver's wealth is half of both's.
            wealth: housing.wealth,
          },
        }),
      },
      law,
    )
    const common = {
      holdingId,
      pillar: 'allman-pension',
      from,
      // It does not end with the projection.
      to: to === asked.last ? ('lifelong' as const) : to,
      taxed: false,
      calculatedBy: 'provider-values',
    } as const
    const monthly = (yearly: Dec) => kronorPerMonth(toOre(yearly.div(12)))
    const aldre = monthly(Dec.min(support.aldreforsorjningsstod, support.paid))
    const bostad = monthly(support.paid.minus(aldre.times(12)))
    steps.add(
      'bostadstillagg',
      { from: monthInText(from), income, garantipension, work, cost: housing.cost, wealth: housing.wealth },
      support.paid,
    )
    return [
      { ...common, component: 'bostadstillagg' as const, amount: bostad },
      { ...common, component: 'aldreforsorjningsstod' as const, amount: aldre },
    ].filter(({ amount }) => amount.gt(0))
  })
  return { runs: found, steps: steps.all() }
}
