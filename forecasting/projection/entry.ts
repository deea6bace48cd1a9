/** What the saver has added: savings drawn month by month, and other incomes. */
import {
  ageInText,
  durationInText,
  monthInText,
  reading,
  restOnProjectedLaw,
  startInText,
  stepOf,
} from '../explanation/steps.ts'
import { ForecastInputError } from '../model/errors.ts'
import type { Age } from '../model/age.ts'
import { age, firstMonthAtAge } from '../model/age.ts'
import type { PayoutDuration } from '../model/holding.ts'
import type { OwnEntry, OwnIncome, OwnSaving } from '../model/own-entry.ts'
import type { Kronor } from '../model/quantity.ts'
import { Dec, kronor, kronorPerYear, share } from '../model/quantity.ts'
import { toOre } from '../model/rounding.ts'
import type { YearMonth } from '../model/year-month.ts'
import { addMonths, nearestMonthStart } from '../model/year-month.ts'
import { avkastningsskatt } from '../parameters/avkastningsskatt.ts'
import { standardavgift } from '../parameters/standardavgift.ts'
import { capitalAtStart, monthlyGrowth } from '../rules/avtal/index.ts'
import { annuityCertain } from '../rules/payout/index.ts'
import { monthsToJanuary } from './contract-calculation.ts'
import { inOre } from './contract-capital.ts'
import { Market } from './market.ts'
import type { Asked, Basis, Outcome, PreparedHolding } from './prepared.ts'
import { limitsNow, startOf } from './start.ts'
import type { HoldingForSurvivors } from './contract-survivors.ts'
import type { AssumptionCode, HoldingResult, PaymentRun } from './types.ts'
import type { WorkPath } from './work.ts'

export const prepareEntry = (id: string, entry: OwnEntry, basis: Basis): PreparedHolding =>
  entry.kind === 'inkomst' ? preparedIncome(id, entry, basis) : new PreparedSaving(id, entry, basis)

const common = { pillar: 'eget', component: 'eget', calculatedBy: 'own-entry' } as const

/** It comes when the saver says, whatever is chosen. */
function preparedIncome(id: string, income: OwnIncome, { known, nextMonth, lastMonth }: Basis): PreparedHolding {
  const { birthDate } = known.person
  const from = Math.max(firstMonthAtAge(birthDate, income.from), nextMonth) as YearMonth
  const to = income.to === 'lifelong' ? income.to : addMonths(firstMonthAtAge(birthDate, income.to), -1)
  const isPaid = from <= lastMonth && (to === 'lifelong' || from <= to) && income.amount.gt(0)
  const run: PaymentRun = { ...common, holdingId: id, from, to, amount: income.amount, taxed: income.taxed }
  const inputs = { from: ageInText(income.from), to: income.to === 'lifelong' ? income.to : ageInText(income.to) }
  const outcome: Outcome = {
    runs: isPaid ? [run] : [],
    result: {
      holdingId: id,
      calculatedBy: isPaid ? 'own-entry' : null,
      notProjected: isPaid ? null : 'ended',
      assumptions: [],
      guaranteed: null,
      otherForecasts: [],
      capitalLeft: [],
      steps: [stepOf('eget.income', inputs, income.amount, [])],
      restsOnProjectedLaw: false,
    },
  }
  const duration: PayoutDuration =
    income.to === 'lifelong' ? 'lifelong' : { months: Math.max(1, income.to - income.from) }
  return {
    id,
    earliest: null,
    latest: null,
    durations: [duration],
    defaultDuration: duration,
    outcome: () => outcome,
    amountAt: () => null,
  }
}

/**
 * Sparande: drawn in equal monthly amounts that end when the money does; what is left goes to the estate.
 * capital / (12 · annuity-certain) at the yearly return, after fees and tax.
 */
class PreparedSaving implements PreparedHolding {
  readonly id: string
  readonly earliest = null
  readonly latest = null
  readonly durations: readonly PayoutDuration[]
  readonly defaultDuration: { readonly months: number }
  readonly #saving: OwnSaving
  readonly #basis: Basis
  readonly #read: ReturnType<typeof readReturn>

  constructor(id: string, saving: OwnSaving, basis: Basis) {
    this.id = id
    this.#saving = saving
    this.#basis = basis
    this.#read = readReturn(basis)
    this.defaultDuration = { months: saving.months }
    const usual = [60, 120, 180, 240].filter((months) => months !== saving.months)
    this.durations = [this.defaultDuration, ...usual.map((months) => ({ months }))]
  }

  amountAt(start: Age, duration: PayoutDuration, work: WorkPath): PaymentRun['amount'] | null {
    const { earliest } = limitsNow({ earliest: age(0), latest: null }, this.#basis)
    if (duration === 'lifelong' || start < earliest) return null
    return this.#amount(firstMonthAtAge(this.#basis.known.person.birthDate, start), duration.months, work)
  }

  outcome(asked: Asked): Outcome {
    const { from } = this.#saving
    const choice = from === undefined ? asked.choice : { start: from, ...asked.choice }
    const start = startOf({ ...asked, choice }, limitsNow({ earliest: age(0), latest: null }, this.#basis), this.#basis)
    const duration = choice.duration ?? this.defaultDuration
    if (duration === 'lifelong' || !Number.isInteger(duration.months) || duration.months < 1) {
      throw new ForecastInputError('duration-not-allowed', `choices.perHolding.${this.id}.duration`)
    }
    const amount = this.#amount(start.month, duration.months, asked.work)
    const isPaid = amount.gt(0)
    const { months } = duration
    const to = addMonths(start.month, months - 1)
    const { taxed = false } = this.#saving
    const run: PaymentRun = { ...common, holdingId: this.id, from: start.month, to, amount, taxed }
    const { figures } = this.#read
    const rate = this.#yearlyAt(start.month)
    const result: HoldingResult = {
      holdingId: this.id,
      calculatedBy: isPaid ? 'own-entry' : null,
      notProjected: isPaid ? null : 'no-value-reported',
      assumptions: isPaid
        ? [...this.#assumptions(), ...(start.moved && choice.start !== undefined ? [start.moved] : [])]
        : [],
      guaranteed: null,
      otherForecasts: [],
      capitalLeft: isPaid ? this.#januariesOf(run) : [],
      steps: [
        stepOf(
          'eget.saving',
          {
            value: this.#saving.value.value,
            date: this.#saving.value.date,
            savedPerMonth: this.#saving.saved,
            savedUntil: monthInText(Math.min(start.month, asked.work.retirement) as YearMonth),
            return: rate,
            start: startInText(start),
            duration: durationInText(duration),
          },
          amount,
          this.#saving.return === undefined ? figures : [],
        ),
      ],
      restsOnProjectedLaw: this.#saving.return === undefined && restOnProjectedLaw([{ figures }]),
    }
    return { runs: isPaid ? [run] : [], result }
  }

  /** Savings go to the estate at once. */
  forSurvivors(asked: Asked, month: YearMonth): HoldingForSurvivors {
    const [run] = this.outcome(asked).runs
    const capital = run === undefined || month <= run.from ? this.#savedAt(month, asked.work) : this.#leftOf(run, month)
    const isLeft = capital.gt(0)
    return {
      holdingId: this.id,
      status: isLeft ? 'paid' : 'none',
      covers: [],
      payments: [],
      capital: isLeft ? capital : null,
      beneficiariesNamed: 'not-reported',
    }
  }

  #assumptions(): readonly AssumptionCode[] {
    if (this.#saving.return !== undefined) return []
    const { outcome } = this.#read.value.market
    const market: readonly AssumptionCode[] = outcome === 'expected' ? [] : [`market-${outcome}`]
    return ['return-1.9', 'default-fee', ...market]
  }

  /** The saver's own word, else the standard's return, which the market moves, less yield tax and the standard fee. */
  #yearlyAt(month: YearMonth): Dec {
    if (this.#saving.return !== undefined) return this.#saving.return
    const { market, less } = this.#read.value
    if (market.outcome === 'expected') return market.expected.minus(less)
    return new Dec(market.meanOf(nearestMonthStart(this.#saving.value.date), month)).minus(less)
  }

  #januariesOf(run: PaymentRun): HoldingResult['capitalLeft'] {
    const last = Math.min(run.to === 'lifelong' ? Infinity : run.to, this.#basis.lastMonth)
    const first = addMonths(run.from, monthsToJanuary(run.from))
    const years = Math.max(0, Math.floor((last - first) / 12) + 1)
    return Array.from({ length: years }, (_, i) => addMonths(first, 12 * i)).map((month) => ({
      month,
      amount: this.#leftOf(run, month),
    }))
  }

  /** The worth of the payments from a month on. */
  #leftOf(run: PaymentRun, month: YearMonth): Kronor {
    const months = run.to === 'lifelong' ? 0 : Math.max(0, run.to - month + 1)
    const rate = this.#payoutRate(this.#yearlyAt(run.from))
    return kronor(toOre(run.amount.times(new Dec(annuityCertain(rate, months) * 12))))
  }

  #savedAt(start: YearMonth, work: WorkPath): Kronor {
    const { value, saved } = this.#saving
    const begins = Math.min(nearestMonthStart(value.date), start) as YearMonth
    return capitalAtStart(
      {
        capital: value,
        fees: { ofPremium: share(0), fixed: kronorPerYear(0) },
        birthDate: this.#basis.known.person.birthDate,
        mortality: null,
      },
      {
        premiums: [{ from: begins, to: start, yearly: kronorPerYear(saved.times(12)) }],
        until: Math.min(start, work.retirement) as YearMonth,
        start,
        monthly: monthlyGrowth(this.#yearlyAt(start)),
      },
    )
  }

  #amount(start: YearMonth, months: number, work: WorkPath): PaymentRun['amount'] {
    const factor = annuityCertain(this.#payoutRate(this.#yearlyAt(start)), months)
    return inOre(this.#savedAt(start, work).div(new Dec(factor * 12)))
  }

  /** While it is drawn it is kept as it was saved; a low market has then done what it does. */
  #payoutRate(yearly: Dec): number {
    const { market, less } = this.#read.value
    return market.outcome === 'expected' || this.#saving.return !== undefined
      ? yearly.toNumber()
      : market.expected.minus(less).toNumber()
  }
}

const readReturn = ({ known, law }: Basis) =>
  reading(law, () => ({
    market: new Market(known.assumptions?.market ?? 'expected', known.today, law),
    less: law.value(avkastningsskatt, known.today).plus(law.value(standardavgift, known.today)),
  }))
