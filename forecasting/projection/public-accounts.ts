/**
 * The accounts of a public pension year by year, as the law moves them, until they are drawn.
 *
 * What a year does depends on the rights that the years before it gave, so each account is a tree of years: paths of
 * work that earn the same up to a year share what is calculated up to it, and a changed choice costs only what differs.
 */
import type { LawReader } from '../law.ts'
import type { Age } from '../model/age.ts'
import type { Dated, PublicHolding, Reported } from '../model/holding.ts'
import type { Kronor } from '../model/quantity.ts'
import { Dec, kronor, kronorPerYear } from '../model/quantity.ts'
import { wholeDown } from '../model/rounding.ts'
import type { YearMonth } from '../model/year-month.ts'
import { monthOfDate, monthOfYear, nearestMonthStart, yearMonth, yearOf } from '../model/year-month.ts'
import { delningstalInkomstpension } from '../parameters/delningstal-inkomstpension.ts'
import { delningstalPremiepension } from '../parameters/delningstal-premiepension.ts'
import type { TableParameter } from '../parameters/parameter.ts'
import { calculateDelningstal } from '../rules/delningstal/index.ts'
import type { AccountYear } from '../rules/inkomstpension/index.ts'
import { inkomstpensionYear, stepInkomstpension } from '../rules/inkomstpension/index.ts'
import {
  calculatePgi,
  pensionsrattInkomstpension,
  pensionsrattPremiepension,
  pensionsrattUtanPremiepension,
  reformedShare,
} from '../rules/pensionsratt/index.ts'
import type { PremiepensionYear } from '../rules/premiepension/index.ts'
import { fundFee, movePremiepension, premiepensionYear } from '../rules/premiepension/index.ts'
import { Market } from './market.ts'
import type { MarketOutcome } from './market.ts'
import type { Basis } from './prepared.ts'
import type { WorkPath } from './work.ts'
import { workIn } from './work.ts'

/** What one income year gives. */
export interface Rights {
  readonly inkomstpension: Dec
  readonly premiepension: Dec
  /** As if everything went to inkomstpension. */
  readonly whole: Dec
  /** Whether the year counts as one with a pensionable income. */
  readonly counts: boolean
}

const zero = new Dec(0)
const noRights: Rights = { inkomstpension: zero, premiepension: zero, whole: zero, counts: false }

/** Both balances of inkomstpension: the real one, and as if everything had gone to it. */
export interface IncomeBalance {
  readonly real: Dec
  readonly whole: Dec
}

interface Node<S> {
  readonly state: S
  readonly next: Map<Rights, Node<S>>
}

/** Some paths of a life; then what is kept is let go and made again, so that a person who is kept stays small. */
const mostNodes = 40
/** Years of rights by what is earned in them, likewise. */
const mostEarned = 24
/** Delningstal by age, likewise. */
const mostAges = 24

/** States at the ends of years, each made from the one before and the rights credited during the year. */
class Years<S> {
  readonly #first: number
  readonly #root: S
  readonly #step: (state: S, year: number, rights: Rights) => S
  #start: Node<S>
  #nodes = 0

  constructor(first: number, root: S, step: (state: S, year: number, rights: Rights) => S) {
    this.#first = first
    this.#root = root
    this.#step = step
    this.#start = { state: root, next: new Map() }
  }

  /** @param creditedIn the rights that are credited during a year */
  endOf(year: number, creditedIn: (year: number) => Rights): S {
    if (this.#nodes > mostNodes) {
      this.#start = { state: this.#root, next: new Map() }
      this.#nodes = 0
    }
    let node = this.#start
    for (let at = this.#first; at <= year; at++) {
      const rights = creditedIn(at)
      let next = node.next.get(rights)
      if (next === undefined) {
        next = { state: this.#step(node.state, at, rights), next: new Map() }
        node.next.set(rights, next)
        this.#nodes += 1
      }
      node = next
    }
    return node.state
  }
}

/** @param most so many answers are kept, then all are let go */
const memo = <K, V>(make: (key: K) => V, most = Infinity): ((key: K) => V) => {
  const made = new Map<K, V>()
  return (key) => {
    const known = made.get(key)
    if (known !== undefined) return known
    const value = make(key)
    if (made.size === most) made.clear()
    made.set(key, value)
    return value
  }
}

/** The share of what is counted that a delivered right history must explain to be taken as whole. */
const wholeHistory = 0.9

export class PublicAccounts {
  readonly fee: ReturnType<typeof fundFee>
  readonly delivered: Readonly<Record<'inkomstpension' | 'premiepension', Reported<Dated<Kronor>>>>
  /** Whether the delivered rights reach so far back that they explain the balance. */
  readonly rightsReachBack: boolean
  /** The balance of inkomstpension as if everything had gone to it, per krona of the real one. */
  readonly wholePerReal: Dec
  readonly #basis: Basis
  readonly #law: LawReader
  readonly #market: Market
  readonly #thisYear: number
  readonly #income: Years<IncomeBalance>
  readonly #premium: Years<Dec>
  /** The month that begins nearest to the day of the fund account. */
  readonly premiumMonth: YearMonth
  readonly #premiumBalance: Dec
  readonly #reported = new Map<number, Rights>()
  readonly #earned = new Map<string, Rights>()
  readonly #byPath = new WeakMap<WorkPath, Map<number, Rights>>()
  readonly #inPayment = new Map<YearMonth, number>()
  readonly incomeYear: (year: number) => AccountYear
  readonly #premiumYear: (year: number) => PremiepensionYear
  readonly delningstalInkomst: (at: Age) => Dec
  readonly delningstalPremie: (at: Age) => Dec

  constructor(holding: PublicHolding, basis: Basis, law: LawReader, outcome: MarketOutcome) {
    const { birthYear, known } = basis
    this.#basis = basis
    this.#law = law
    this.#market = new Market(outcome, known.today, law)
    this.#thisYear = yearOf(monthOfDate(known.today))
    this.fee = fundFee(holding.premiepensionFunds, known.today, law)
    this.incomeYear = memo((year: number) => inkomstpensionYear({ birthYear, year }, law))
    const delningstalOf = (table: TableParameter) =>
      memo((at: Age) => calculateDelningstal(table, { birthYear, at }, law), mostAges)
    this.delningstalInkomst = delningstalOf(delningstalInkomstpension)
    this.delningstalPremie = delningstalOf(delningstalPremiepension)
    this.#premiumYear = memo((year: number) => {
      const from = Math.max(yearMonth(year, 1), this.premiumMonth) as YearMonth
      const growth = this.growth(from, yearMonth(year + 1, 1))
      return premiepensionYear({ birthYear, year, growth }, law)
    })
    for (const { incomeYear, pgi, pgb, inkomstpension, premiepension } of holding.rights) {
      if (incomeYear >= this.#thisYear) continue
      const counts = pgi.gt(0) || pgb.some(({ amount }) => amount.gt(0))
      const whole = inkomstpension.plus(premiepension)
      this.#reported.set(incomeYear, { inkomstpension, premiepension, whole, counts })
    }

    const { inkomstpensionBalance: income, premiepensionBalance: premium } = holding
    this.delivered = { inkomstpension: income, premiepension: premium }
    const incomeRoot = income === 'not-reported' ? this.#thisYear - 1 : yearOf(nearestMonthStart(income.date)) - 1
    const real = income === 'not-reported' ? zero : income.value
    const history = this.#history(incomeRoot, real)
    this.rightsReachBack = history !== null
    this.wholePerReal = history ?? this.#wholeOfAYear()
    this.#income = new Years(
      incomeRoot + 1,
      { real, whole: wholeDown(real.times(this.wholePerReal)) },
      (state, year, rights) => this.moveIncome(state, year, rights),
    )
    this.premiumMonth = premium === 'not-reported' ? basis.nextMonth : nearestMonthStart(premium.date)
    this.#premiumBalance = premium === 'not-reported' ? zero : premium.value
    const premiumFirst = yearOf(this.premiumMonth)
    this.#premium = new Years(premiumFirst, this.#premiumBalance, (balance, year, rights) =>
      movePremiepension({ balance, right: rights.premiepension }, this.#premiumYear(year)),
    )
  }

  /** Of a year since the reform, 18.5 to 16: the most that the real balance can lack. */
  #wholeOfAYear(): Dec {
    const year = this.#thisYear
    const pgi = kronorPerYear(100_000)
    return pensionsrattUtanPremiepension({ pgi, year }, this.#law).div(
      pensionsrattInkomstpension({ pgi, year }, this.#law),
    )
  }

  /** Both balances rolled from the delivered rights, in relation; null when these do not explain the real one. */
  #history(last: number, real: Dec): Dec | null {
    const years = [...this.#reported.keys()]
    const first = Math.min(...years)
    if (years.length === 0 || real.isZero()) return null
    let [rolled, whole] = [0, 0]
    for (let year = first + 1; year <= last; year++) {
      const rights = this.#reported.get(year - 1) ?? noRights
      const { gainOnBalance, gainOnAll, index, cost, scale } = this.incomeYear(year)
      const onRight = gainOnAll.times(cost).times(index.now).div(index.before).toNumber()
      const onBalance = onRight * gainOnBalance.toNumber()
      rolled = rolled * onBalance + onRight * scale.times(rights.inkomstpension).toNumber()
      whole = whole * onBalance + onRight * scale.times(rights.whole).toNumber()
    }
    return rolled >= real.toNumber() * wholeHistory && rolled > 0 ? new Dec(whole / rolled) : null
  }

  /** The account of the year in which a balance changes. */
  moveIncome(state: IncomeBalance, year: number, rights: Pick<Rights, 'inkomstpension' | 'whole'>): IncomeBalance {
    const factors = this.incomeYear(year)
    return {
      real: stepInkomstpension({ balance: kronor(state.real), right: rights.inkomstpension }, factors),
      whole: stepInkomstpension({ balance: kronor(state.whole), right: rights.whole }, factors),
    }
  }

  /** A fund account of which something was drawn during the year, from the month of that to the turn of the year. */
  turnPremium(balance: Dec, since: YearMonth, year: number, right: Dec): Dec {
    const growth = this.growth(since, yearMonth(year + 1, 1))
    return movePremiepension({ balance, right }, { ...this.#premiumYear(year), growth })
  }

  /** What a right placed during a year has become at its end. */
  placed(year: number, right: Dec): Dec {
    return this.#premiumYear(year).placed.times(right)
  }

  /** Growth of the fund account between two months, net of the funds' fees. */
  growth(from: YearMonth, to: YearMonth): Dec {
    const months = to - from
    if (months <= 0) return new Dec(1)
    const market = this.#market
    const yearly = 1 + market.between(market.yearsTo(from), market.yearsTo(to)) - this.fee.fee.toNumber()
    return new Dec(Math.pow(Math.max(0, yearly), months / 12))
  }

  /** What a year from a month on does to an amount in payment: its growth against the interest paid in advance. */
  yearInPayment(month: YearMonth, interest: number): number {
    const known = this.#inPayment.get(month)
    if (known !== undefined) return known
    const factor = this.growth(month, (month + 12) as YearMonth).toNumber() / (1 + interest)
    this.#inPayment.set(month, factor)
    return factor
  }

  /** What an income year gives: as decided, else as the path of work has it. */
  rightsOf(year: number, work: WorkPath): Rights {
    const reported = this.#reported.get(year)
    if (reported) return reported
    const known = this.#byPath.get(work) ?? new Map<number, Rights>()
    if (known.size === 0) this.#byPath.set(work, known)
    const rights = known.get(year) ?? this.#rightsOfWork(year, work)
    known.set(year, rights)
    return rights
  }

  #rightsOfWork(year: number, work: WorkPath): Rights {
    const { salary, benefit } = workIn(work, year)
    const income = benefit.isZero() ? salary : kronorPerYear(salary.plus(benefit))
    if (income.isZero()) return noRights
    const key = `${year} ${income.toString()}`
    const known = this.#earned.get(key)
    if (known) return known
    const { birthYear } = this.#basis
    const law = this.#law
    const pgi = calculatePgi({ salary: income, year }, law)
    const share = reformedShare({ birthYear, year }, law)
    const rights: Rights = pgi.isZero()
      ? noRights
      : {
          inkomstpension: pensionsrattInkomstpension({ pgi, year }, law, share),
          premiepension: pensionsrattPremiepension({ pgi, year }, law, share),
          whole: pensionsrattUtanPremiepension({ pgi, year }, law, share),
          counts: true,
        }
    if (this.#earned.size === mostEarned) this.#earned.clear()
    this.#earned.set(key, rights)
    return rights
  }

  /** The rights credited in a year: those of the income year before it. */
  readonly credited = (work: WorkPath) => (year: number) => this.rightsOf(year - 1, work)

  /** The undrawn balances of inkomstpension at the end of a year. */
  incomeAt(year: number, work: WorkPath): IncomeBalance {
    return this.#income.endOf(year, this.credited(work))
  }

  /** What the rights credited from this year to the end of a year come to, as if all went to inkomstpension. */
  creditedTo(year: number, work: WorkPath): Dec {
    let whole = zero
    for (let at = this.#thisYear; at <= year; at++) {
      const rights = { inkomstpension: zero, whole: this.rightsOf(at - 1, work).whole }
      whole = this.moveIncome({ real: zero, whole }, at, rights).whole
    }
    return whole
  }

  /** The undrawn fund account at the beginning of a month. */
  premiumAt(month: YearMonth, work: WorkPath): Dec {
    const year = yearOf(month)
    if (year <= yearOf(this.premiumMonth)) return this.#premiumBalance.times(this.growth(this.premiumMonth, month))
    const atTurn = this.#premium.endOf(year - 1, this.credited(work))
    return monthOfYear(month) === 1 ? atTurn : atTurn.times(this.growth(yearMonth(year, 1), month))
  }

  /** The first income year that is known of: the delivered rights'. */
  get firstYear(): number | null {
    return this.#reported.size === 0 ? null : Math.min(...this.#reported.keys())
  }

  /** Income years that count before one. */
  yearsWithIncome(before: number, work: WorkPath): number {
    let years = [...this.#reported].filter(([year, { counts }]) => counts && year < before).length
    for (let year = this.#thisYear - 1; year < before; year++) {
      if (!this.#reported.has(year) && this.rightsOf(year, work).counts) years += 1
    }
    return years
  }

  /** The last income year in which the path earns anything. */
  lastEarning(work: WorkPath): number {
    const ends = work.spans.at(-1)?.to
    const last = ends === undefined ? 0 : yearOf((ends - 1) as YearMonth)
    return Math.max(last, this.#thisYear - 1)
  }
}
