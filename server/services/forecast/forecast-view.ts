/**
 * The forecast as it is shown: pure, from what is known and what the engine says. Rounding as on the overview
 * (../overview/rounding.ts): each family by itself, and the total as their sum.
 */
import { age, ageInMonth, firstMonthAtAge } from '#forecasting/model/age.ts'
import { pillars } from '#forecasting/model/holding.ts'
import type { PayoutDuration } from '#forecasting/model/holding.ts'
import { Dec } from '#forecasting/model/quantity.ts'
import type { IsoDate, YearMonth } from '#forecasting/model/year-month.ts'
import { addMonths, formatYearMonth, monthOfDate, yearOf } from '#forecasting/model/year-month.ts'
import type { Prepared } from '#forecasting/projection/prepare.ts'
import type { HoldingResult, Projection } from '#forecasting/projection/types.ts'
import type { ForecastChoices } from '../api/choices.ts'
import type {
  ForecastAnswer,
  ForecastFrame,
  ForecastItem,
  ItemAnswer,
  LaterOutcomes,
  MarketCode,
  OutcomeView,
  SupplementView,
} from '../api/forecast.ts'
import { contractViews } from '../overview/contract-view.ts'
import type { Course } from '../overview/course.ts'
import {
  amountsOf,
  assumptionsOf,
  choosableAges,
  fallViews,
  paymentsOf,
  pillarParts,
  restsOnProjectedLaw,
  yearColumns,
} from '../overview/course.ts'
import { lowerTaxAfter } from '../overview/lower-tax.ts'
import { factStep, forecastStep, roundTo, totalOf } from '../overview/rounding.ts'
import { isPaidIn, sum } from '../overview/runs.ts'
import { stepsDown } from '../overview/steps-down.ts'
import type { Portfolio } from '../portfolio/portfolio.ts'
import { standingOf } from '../portfolio/standing.ts'
import { isLeftToDraw } from './age-moves.ts'
import type { Answer, NotFollowed } from './asking.ts'
import type { Money } from './money.ts'
import { moneyOfTheYear, todaysMoney } from './money.ts'
import { municipalityName } from '../facts/municipalities.ts'

export type Answers = Readonly<Record<MarketCode, Answer>>

/** The market that the figures of the page are of. */
const chosenOf = (answers: Answers, { market }: ForecastChoices): Answer => answers[market ?? 'expected']

export function forecastFrame(portfolio: Portfolio, answer: Answer): ForecastFrame {
  const { prepared, projection } = answer
  const { saver, known, facts, today } = portfolio
  const thisMonth = monthOfDate(today)
  const items = itemsOf(portfolio, prepared, projection)
  const pay = prepared.basis.income?.salary
  const { count, oldestFigures } = standingOf(portfolio)
  return {
    name: saver.name,
    age: choosableAges(answer, thisMonth),
    ageNow: ageInMonth(known.person.birthDate, prepared.basis.nextMonth),
    earliest: earliestByPillar(items),
    items,
    salary: pay === undefined ? null : { monthly: roundTo(factStep, pay.value.div(12)), date: pay.date },
    facts: {
      maritalStatus: facts.maritalStatus,
      churchMember: facts.churchMember,
      resident: facts.resident,
      residenceYears: facts.residenceYears,
      housing: facts.housing,
      agreement: facts.agreement,
    },
    municipality: known.person.municipality === undefined ? null : municipalityName(known.person.municipality),
    count,
    oldestFigures,
    collectionUnderWay: portfolio.collectionUnderWay,
  }
}

/** Contracts as on the overview, by family and size; then own entries in the order they were written. */
function itemsOf(portfolio: Portfolio, prepared: Prepared, projection: Projection): ForecastItem[] {
  const { known, contracts, assumed, sources, today } = portfolio
  const choiceOf = (id: string): ForecastItem['choice'] => {
    const holding = prepared.holdings.find((one) => one.id === id)
    if (holding === undefined || !isLeftToDraw({ prepared, projection }, id)) return null
    const { earliest } = prepared.ages
    const now = ageInMonth(known.person.birthDate, prepared.basis.nextMonth)
    const usual = inMonths(holding.defaultDuration)
    return {
      earliest: Math.max(holding.earliest ?? earliest, now),
      latest: holding.latest ?? prepared.ages.latest,
      durations: [usual, ...holding.durations.map(inMonths).filter((one) => one !== usual)],
    }
  }
  return [
    ...contractViews({ contracts, assumed, projection, sources, today }, projection.firstMonth).map(
      ({ contractId, pillar, label, providerName }) => ({
        id: contractId,
        pillar,
        label,
        providerName,
        choice: choiceOf(contractId),
      }),
    ),
    ...(known.entries ?? []).map(({ id, entry }) => ({
      id,
      pillar: 'eget' as const,
      label: entry.name,
      providerName: '',
      choice: choiceOf(id),
    })),
  ]
}

const inMonths = (duration: PayoutDuration): number | 'lifelong' =>
  duration === 'lifelong' ? duration : duration.months

function earliestByPillar(items: readonly ForecastItem[]): ForecastFrame['earliest'] {
  return pillars.flatMap((pillar) => {
    const [first] = items
      .flatMap((item) =>
        item.pillar === pillar && item.choice ? [{ label: item.label, age: item.choice.earliest }] : [],
      )
      .sort((a, b) => a.age - b.age)
    return first === undefined ? [] : [{ pillar, ...first }]
  })
}

export function forecastAnswer(
  { items }: ForecastFrame,
  birthDate: IsoDate,
  today: IsoDate,
  choices: ForecastChoices,
  answers: Answers,
): ForecastAnswer {
  const { projection, notFollowed } = chosenOf(answers, choices)
  const money = choices.nominal === true ? moneyOfTheYear(today) : todaysMoney
  const thisMonth = monthOfDate(today)
  const first = Math.max(projection.firstMonth, thisMonth) as YearMonth
  const course: Course = { projection, shown: items, birthDate, thisMonth, money }
  const falls = fallViews(course)
  const outcomes = {
    low: outcomeIn({ ...course, projection: answers.low.projection }, first),
    expected: outcomeIn({ ...course, projection: answers.expected.projection }, first),
    high: outcomeIn({ ...course, projection: answers.high.projection }, first),
  }
  return {
    choices,
    age: projection.retirementAge,
    firstMonth: formatYearMonth(first),
    notFollowed: {
      age: notFollowed.includes('retirement-age'),
      work: notFollowed.includes('work'),
      withdrawal: notFollowed.includes('withdrawal'),
      contracts: [
        ...new Set(notFollowed.flatMap((one: NotFollowed) => (typeof one === 'string' ? [] : [one.contractId]))),
      ],
    },
    outcomes,
    later: laterOutcomes(course, answers, first),
    lowerTax: lowerTaxAfter(projection, first, money),
    byPillar: pillarParts(items, amountsOf(course, first, first)),
    work: workIn(projection, first, money),
    supplements: supplementsOf(course, first),
    years: yearColumns(course, first, null),
    falls,
    stepsDown: stepsDown(falls),
    items: items.map(({ id }) => itemAnswer(course, id)),
    assumptions: assumptionsOf(projection),
    restsOnProjectedLaw: restsOnProjectedLaw(projection),
  }
}

function outcomeIn(course: Course, month: YearMonth): OutcomeView {
  const { projection, shown, money } = course
  const growth = money(yearOf(month))
  const run = projection.months.find(({ from, to }) => from <= month && month <= to)
  const net = run?.netPayments ?? null
  return {
    gross: totalOf(pillarParts(shown, amountsOf(course, month, month))),
    net: net && roundTo(forecastStep, net.times(growth)),
    guaranteed: roundTo(forecastStep, guaranteedIn(projection, month).times(growth)),
  }
}

/** Of these the first that lies five years ahead: then the markets have had time to tell. */
const lateAges = [85, 95] as const

function laterOutcomes(course: Course, { low, expected, high }: Answers, first: YearMonth): LaterOutcomes | null {
  const firstMonthAt = (years: number) => firstMonthAtAge(course.birthDate, age(years))
  const late = lateAges.find((years) => firstMonthAt(years) >= addMonths(first, 60))
  if (late === undefined) return null
  const from = firstMonthAt(late)
  const totalUnder = ({ projection }: Answers[MarketCode]): number =>
    totalOf(pillarParts(course.shown, amountsOf({ ...course, projection }, from, addMonths(from, 11))))
  const totals = { low: totalUnder(low), expected: totalUnder(expected), high: totalUnder(high) }
  return totals.low === 0 || totals.low === totals.high ? null : { age: late, ...totals }
}

/** What contracts guarantee of what they pay in a month. */
const guaranteedIn = ({ runs, holdings }: Projection, month: YearMonth): Dec =>
  sum(
    holdings.flatMap(({ holdingId, guaranteed }) => {
      const paid = runs.filter((run) => run.holdingId === holdingId && isPaidIn(run, month))
      return guaranteed === null ? [] : [Dec.min(guaranteed, sum(paid.map(({ amount }) => amount)))]
    }),
  )

function workIn(projection: Projection, month: YearMonth, money: Money): ForecastAnswer['work'] {
  const run = projection.months.find(({ from, to }) => from <= month && month <= to)
  if (run === undefined || run.work.isZero()) return null
  const growth = money(yearOf(month))
  return {
    monthly: roundTo(forecastStep, run.work.times(growth)),
    net: run.net && roundTo(forecastStep, run.net.times(growth)),
  }
}

const supplementKinds = ['garantipension', 'inkomstpensionstillagg', 'bostadstillagg', 'aldreforsorjningsstod'] as const

/** Each as it is when it is first paid. */
function supplementsOf({ projection, money }: Course, from: YearMonth): SupplementView[] {
  return supplementKinds.flatMap((kind) => {
    const [first] = projection.runs
      .filter((run) => run.component === kind && (run.to === 'lifelong' || run.to >= from) && run.amount.gt(0))
      .sort((a, b) => a.from - b.from)
    if (first === undefined) return []
    const month = Math.max(first.from, from) as YearMonth
    return [
      {
        kind,
        monthly: roundTo(forecastStep, first.amount.times(money(yearOf(month)))),
        from: formatYearMonth(month),
      },
    ]
  })
}

function itemAnswer({ projection, shown, birthDate, money, thisMonth }: Course, id: string): ItemAnswer {
  // An assumed contract, whose id is its name, comes to nothing for one without pay: that is no payment of 0.
  const assumed = shown.some((part) => part.id === id && part.label === id)
  const runs = projection.runs.filter((run) => run.holdingId === id && !(assumed && run.amount.isZero()))
  const result: HoldingResult | undefined = projection.holdings.find((one) => one.holdingId === id)
  const first = runs.toSorted((a, b) => a.from - b.from)[0]
  const ends = runs.map(({ to }) => to)
  const last = ends.includes('lifelong') ? 'lifelong' : Math.max(...ends.map(Number))
  const growth = first === undefined ? todaysMoney(0) : money(yearOf(first.from))
  return {
    id,
    payments: paymentsOf(runs, thisMonth, money),
    start: first === undefined ? null : ageInMonth(birthDate, first.from),
    duration: first === undefined ? null : last === 'lifelong' ? last : last - first.from + 1,
    calculatedBy: result?.calculatedBy ?? null,
    notProjected: result?.notProjected ?? null,
    guaranteed: result?.guaranteed ? roundTo(forecastStep, result.guaranteed.times(growth)) : null,
    assumptions: result?.assumptions ?? [],
  }
}
