/**
 * Uttagsplaner: from a wanted monthly income to at most three plans for what is drawn when and for how long.
 *
 * Every contract and the public pension may start each quarter from the wished age on and be paid for each duration
 * that its rules allow. Plans are ranked by what lacks to the wish in the poorest month to 105, then by all that lacks, by
 * the lowest month from 85 on, by tax, and by how much is left open; of equals the earlier start and the longer payout come first. The plans
 * are found in doubles (./search.ts); what is returned is what the engine itself says of them: its rank, and that no
 * plan that was found gives at least as much in every month with at least as much capital left and more somewhere.
 * Two plans differ by at least 12 months in some start, or in a duration.
 *
 * In:  a prepared person; the wish, SEK/month in today's money, before or after tax; the age at which work ends.
 * Out: plans, best first; where none reaches the wish, the nearest and what lacks.
 * Outside: part withdrawal of the public pension; work beside; own savings, which are drawn as they were entered.
 */
import type { Age } from '../model/age.ts'
import { age, firstMonthAtAge } from '../model/age.ts'
import { ForecastInputError } from '../model/errors.ts'
import type { PayoutDuration } from '../model/holding.ts'
import type { Kronor, KronorPerMonth } from '../model/quantity.ts'
import { Dec, kronor, kronorPerMonth } from '../model/quantity.ts'
import type { YearMonth } from '../model/year-month.ts'
import { forecast } from '../projection/forecast.ts'
import type { Prepared } from '../projection/prepare.ts'
import { workUntil } from '../projection/prepare.ts'
import type { Outcome, OutcomeOf, PreparedHolding } from '../projection/prepared.ts'
import { ownOutcome } from '../projection/prepared.ts'
import type { Choices, PaymentRun, Projection } from '../projection/types.ts'
import type { WorkPath } from '../projection/work.ts'
import type { Choosable, Contest, Flow, PayoutOption, Rank } from './contest.ts'
import { compareRanks, incomesOf, TaxTables } from './contest.ts'
import type { Candidate } from './search.ts'
import { searchPlans } from './search.ts'

export interface Wish {
  /** When work ends and the income shall begin. */
  readonly from: Age
  readonly amount: KronorPerMonth
  readonly afterTax: boolean
}

export interface PlannedPayout {
  readonly holdingId: string
  readonly start: Age
  readonly duration: PayoutDuration
}

export interface Plan {
  readonly payouts: readonly PlannedPayout[]
  /** What `forecast` is asked for this plan. */
  readonly choices: Choices
  readonly projection: Projection
  readonly reached: boolean
  /** What lacks in the poorest month. */
  readonly gap: KronorPerMonth
  /** Sum over all months of what lacks. */
  readonly missing: Kronor
  /** The month with the least, and what it gives of what was wished for. */
  readonly lowest: { readonly month: YearMonth; readonly amount: KronorPerMonth }
  /** The least from 85 years on, before tax. */
  readonly lateIncome: KronorPerMonth
  /** Sum over all months; null where no tax is calculated. */
  readonly tax: Kronor | null
}

const quarter = 3
const lateAge = age(85)
const plansReturned = 3
/** Plans that are calculated by the engine itself before the best are chosen. */
const calculatedPlans = 12
/** A rounding of the doubles must not hide a plan that is as good. */
const tolerance = 1
const aYear = 12

/**
 * @throws ForecastInputError for a wish that is none, before the earliest age or after the latest, or after tax where
 *   no tax is calculated
 */
export function findPlans(prepared: Prepared, wish: Wish): readonly Plan[] {
  checkWish(prepared, wish)
  const outcomeOf = remembering()
  const contest = contestOf(prepared, wish, outcomeOf)
  const candidates = searchPlans(contest)
  const known = new Map<Candidate, Plan>()
  const planOf = (candidate: Candidate): Plan => {
    const plan = known.get(candidate) ?? calculate({ prepared, wish, contest, outcomeOf }, candidate)
    known.set(candidate, plan)
    return plan
  }
  const incomes = new Map<Candidate, Float64Array>()
  const incomeBy = incomesOf(contest)
  const incomeOf = (candidate: Candidate): Float64Array => {
    const income = incomes.get(candidate) ?? incomeBy(candidate.options)
    incomes.set(candidate, income)
    return income
  }
  const byEngine = (a: Candidate, b: Candidate): number => compareRanks(rankOf(planOf(a), a), rankOf(planOf(b), b))
  const chosen: Candidate[] = []
  for (const candidate of [...distinct(candidates, calculatedPlans)].sort(byEngine)) {
    if (chosen.length === plansReturned) break
    const best = undominated(candidate, candidates, contest, { planOf, incomeOf })
    if (chosen.every((other) => differ(best, other))) chosen.push(best)
  }
  return chosen.sort(byEngine).map(planOf)
}

/**
 * Under one wish a holding's outcome depends on its own choice alone, for work ends at the same age in all plans: each
 * choice is answered once.
 */
function remembering(): OutcomeOf {
  const known = new Map<PreparedHolding, Map<string, Outcome>>()
  return (holding, asked) => {
    const outcomes = known.get(holding) ?? new Map<string, Outcome>()
    if (outcomes.size === 0) known.set(holding, outcomes)
    const { start, duration } = asked.choice
    const key = `${start} ${duration === undefined ? '' : lengthOf(duration)}`
    const outcome = outcomes.get(key) ?? holding.outcome(asked)
    outcomes.set(key, outcome)
    return outcome
  }
}

function checkWish({ ages, basis }: Prepared, { from, amount, afterTax }: Wish): void {
  if (from < ages.earliest) throw new ForecastInputError('age-too-low', 'wish.from')
  if (from > ages.latest) throw new ForecastInputError('age-too-high', 'wish.from')
  if (!amount.isFinite() || amount.lte(0)) throw new ForecastInputError('negative-amount', 'wish.amount')
  if (afterTax && basis.known.person.resident === 'abroad')
    throw new ForecastInputError('tax-not-calculated', 'wish.afterTax')
}

const flowOf = ({ from, to, amount, taxed }: PaymentRun): Flow => ({ from, to, amount: amount.toNumber(), taxed })

export function contestOf(
  prepared: Prepared,
  { from, amount, afterTax }: Wish,
  outcomeOf: OutcomeOf = ownOutcome,
): Contest {
  const { basis, holdings, publicId, taxOf } = prepared
  const { person } = basis.known
  const work = workUntil(prepared, from)
  const asked = { retirementAge: from, publicWithdrawal: null, work }
  const entries = new Set(basis.known.entries?.map(({ id }) => id))
  const choosable: Choosable[] = []
  const fixed: Flow[] = []
  for (const holding of holdings) {
    const options = entries.has(holding.id)
      ? []
      : optionsOf(holding, { prepared, from, work, outcomeOf, isPublic: holding.id === publicId })
    if (options.length > 0) choosable.push({ id: holding.id, options })
    else fixed.push(...outcomeOf(holding, { ...asked, choice: {} }).runs.map(flowOf))
  }
  const perMonth = (value: number): KronorPerMonth => kronorPerMonth(value.toFixed(2))
  return {
    choosable,
    fixed,
    first: firstMonthAtAge(person.birthDate, from),
    last: basis.lastMonth,
    late: firstMonthAtAge(person.birthDate, lateAge),
    wish: amount.toNumber(),
    afterTax,
    taxes: new TaxTables(
      (year, taxed) =>
        taxOf(year, { pension: perMonth(taxed), work: perMonth(0), benefit: perMonth(0) })?.toNumber() ?? 0,
    ),
  }
}

interface Offered {
  readonly prepared: Prepared
  readonly from: Age
  readonly work: WorkPath
  readonly outcomeOf: OutcomeOf
  readonly isPublic: boolean
}

/** In order of start, the longest payout first. Empty where nothing is left to choose. */
function optionsOf(
  holding: PreparedHolding,
  { prepared, from, work, outcomeOf, isPublic }: Offered,
): readonly PayoutOption[] {
  const { basis, ages } = prepared
  const { birthDate } = basis.known.person
  const held = basis.known.holdings.find(({ id }) => id === holding.id)?.holding
  const taxed = held?.kind !== 'avtal' || held.skatteklass !== 'K'
  const lowest = Math.max(holding.earliest ?? from, from)
  const highest = Math.min(holding.latest ?? ages.latest, ages.latest)
  const durations = [...holding.durations].sort((a, b) => lengthOf(b) - lengthOf(a))
  const starts: Age[] = []
  for (let start = lowest; start <= highest; start += quarter) starts.push(start as Age)
  return starts.flatMap((start) =>
    durations.flatMap((duration): readonly PayoutOption[] => {
      if (isPublic) {
        const choice = { start, duration }
        const { runs } = outcomeOf(holding, { retirementAge: from, choice, publicWithdrawal: null, work })
        return [{ start, duration, flows: runs.map(flowOf) }]
      }
      const ore =
        holding.oreAt?.(start, duration, work) ?? holding.amountAt(start, duration, work)?.times(100).toNumber()
      if (ore === undefined || Number.isNaN(ore)) return []
      const month = firstMonthAtAge(birthDate, start)
      const to = duration === 'lifelong' ? duration : ((month + duration.months - 1) as YearMonth)
      return [{ start, duration, flows: [{ from: month, to, amount: ore / 100, taxed }] }]
    }),
  )
}

const lengthOf = (duration: PayoutDuration): number => (duration === 'lifelong' ? Infinity : duration.months)

/** The first of those that differ from all before by a year in a start, or in a duration. */
function distinct(candidates: readonly Candidate[], count: number): readonly Candidate[] {
  const chosen: Candidate[] = []
  for (const candidate of candidates) {
    if (chosen.length === count) break
    if (chosen.every((other) => differ(candidate, other))) chosen.push(candidate)
  }
  return chosen
}

const differ = (a: Candidate, b: Candidate): boolean =>
  a.options.some((option, i) => {
    const other = b.options[i]
    return (
      other !== undefined &&
      (Math.abs(option.start - other.start) >= aYear || lengthOf(option.duration) !== lengthOf(other.duration))
    )
  })

interface Question {
  readonly prepared: Prepared
  readonly wish: Wish
  readonly contest: Contest
  readonly outcomeOf: OutcomeOf
}

function calculate({ prepared, wish, contest, outcomeOf }: Question, { options }: Candidate): Plan {
  const payouts = contest.choosable.flatMap(({ id }, i): readonly PlannedPayout[] => {
    const option = options[i]
    return option === undefined ? [] : [{ holdingId: id, start: option.start, duration: option.duration }]
  })
  const choices: Choices = {
    retirementAge: wish.from,
    perHolding: Object.fromEntries(payouts.map(({ holdingId, start, duration }) => [holdingId, { start, duration }])),
  }
  const projection = forecast(prepared, choices, outcomeOf)
  const months = projection.months.filter(({ to }) => to >= contest.first)
  let missing = new Dec(0)
  let tax: Dec | null = new Dec(0)
  let lowest: Plan['lowest'] | null = null
  let late: Dec | null = null
  for (const run of months) {
    const from = Math.max(run.from, contest.first) as YearMonth
    const count = run.to - from + 1
    const income = (wish.afterTax ? run.net : run.gross) ?? run.gross
    missing = missing.plus(Dec.max(0, wish.amount.minus(income)).times(count))
    tax = tax && run.tax && tax.plus(run.tax.times(count))
    if (lowest === null || income.lt(lowest.amount)) lowest = { month: from, amount: kronorPerMonth(income) }
    if (run.to >= contest.late && (late === null || run.gross.lt(late))) late = run.gross
  }
  return {
    payouts,
    choices,
    projection,
    reached: missing.isZero(),
    gap: kronorPerMonth(lowest === null ? wish.amount : Dec.max(0, wish.amount.minus(lowest.amount))),
    missing: kronor(missing),
    lowest: lowest ?? { month: contest.first, amount: kronorPerMonth(0) },
    lateIncome: kronorPerMonth(late ?? 0),
    tax: tax && kronor(tax),
  }
}

const rankOf = (plan: Plan, { rank }: Candidate): Rank => ({
  gap: Math.max(0, plan.gap.toNumber()),
  missing: plan.missing.toNumber(),
  lateIncome: plan.lateIncome.toNumber(),
  tax: plan.tax?.toNumber() ?? 0,
  undecided: rank.undecided,
})

interface Calculated {
  readonly planOf: (candidate: Candidate) => Plan
  readonly incomeOf: (candidate: Candidate) => Float64Array
}

/** The candidate, or the one that dominates it: of those that seem as good in every month, the engine has the word. */
function undominated(
  candidate: Candidate,
  all: readonly Candidate[],
  contest: Contest,
  { planOf, incomeOf }: Calculated,
): Candidate {
  let best = candidate
  for (const other of all) {
    if (other === best) continue
    const income = incomeOf(best)
    if (incomeOf(other).some((amount, i) => amount < (income[i] ?? 0) - tolerance)) continue
    if (dominates(planOf(other).projection, planOf(best).projection, contest)) best = other
  }
  return best
}

/** At least as much in every month and as much capital left, and somewhere more. */
export function dominates(
  a: Projection,
  b: Projection,
  { first, afterTax }: Pick<Contest, 'first' | 'afterTax'>,
): boolean {
  let more = false
  for (const run of b.months) {
    for (const other of a.months) {
      if (other.to < Math.max(run.from, first) || other.from > run.to) continue
      const [mine, theirs] = [other, run].map(({ net, gross }) => (afterTax ? (net ?? gross) : gross))
      if (mine === undefined || theirs === undefined) continue
      if (mine.lt(theirs)) return false
      if (mine.gt(theirs)) more = true
    }
  }
  // What is left is asked only where the incomes leave it open, and only of what the plans have not in common.
  const [left, otherLeft] = [capitalByMonth(a, b), capitalByMonth(b, a)]
  for (const month of new Set([...left.keys(), ...otherLeft.keys()])) {
    const [mine, theirs] = [left.get(month) ?? new Dec(0), otherLeft.get(month) ?? new Dec(0)]
    if (mine.lt(theirs)) return false
    if (mine.gt(theirs)) more = true
  }
  return more
}

/** The capital of those holdings that another projection does not have the very same result of. */
function capitalByMonth({ holdings }: Projection, beside: Projection): ReadonlyMap<YearMonth, Dec> {
  const left = new Map<YearMonth, Dec>()
  for (const [i, holding] of holdings.entries()) {
    if (holding === beside.holdings[i]) continue
    for (const { month, amount } of holding.capitalLeft) left.set(month, (left.get(month) ?? new Dec(0)).plus(amount))
  }
  return left
}
