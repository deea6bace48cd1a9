/**
 * The payments of a public pension that is drawn by choice: how much from which month, per component, as the law
 * counts it anew when a share is changed, when a right is added and when a year turns.
 *
 * Months and ages: the law lets the public pension begin in the very month in which an age is reached, so the age of
 * a payment month is the one reached during it (../../docs/adr/0011-first-month-of-a-pension.md).
 */
import type { Steps } from '../explanation/steps.ts'
import { ageInText, monthInText } from '../explanation/steps.ts'
import type { LawReader } from '../law.ts'
import type { Age } from '../model/age.ts'
import { age } from '../model/age.ts'
import type { Kronor, KronorPerMonth } from '../model/quantity.ts'
import { Dec, kronor, kronorPerMonth } from '../model/quantity.ts'
import { toOre, wholeKronor } from '../model/rounding.ts'
import type { YearMonth } from '../model/year-month.ts'
import { addMonths, monthOfDate, nearestMonthStart, yearMonth, yearOf } from '../model/year-month.ts'
import { lagstaUttagsalder } from '../parameters/lagsta-uttagsalder.ts'
import { rantaDelningstalPremiepension } from '../parameters/ranta-delningstal-premiepension.ts'
import { omrakningVidRiktalder } from '../rules/delningstal/index.ts'
import { foljsamhetsindexering, withLaterRight } from '../rules/inkomstpension/index.ts'
import { earlyOrLateFactor } from '../rules/tillaggspension/index.ts'
import type { PublicAccounts } from './public-accounts.ts'
import type { Basis } from './prepared.ts'
import type { WorkPath } from './work.ts'

/** The amount of a component from a month on, until the next level. */
export interface Level {
  readonly month: YearMonth
  readonly amount: KronorPerMonth
}

/** The share of the whole that is drawn from a month on. */
export interface ShareChange {
  readonly month: YearMonth
  readonly share: Dec
}

export interface CapitalAt {
  readonly month: YearMonth
  readonly amount: Kronor
}

const one = new Dec(1)
const zero = new Dec(0)
const nextJanuary = (year: number): YearMonth => yearMonth(year + 1, 1)

export class PublicDrawing {
  readonly accounts: PublicAccounts
  readonly #basis: Basis
  readonly #law: LawReader
  /** Only when an explanation is asked for. */
  readonly #steps: Steps | null
  readonly #birthMonth: YearMonth
  readonly #until: YearMonth
  readonly #lowest: Age

  /** @param until what changes after this month is left out */
  constructor(
    accounts: PublicAccounts,
    basis: Basis,
    law: LawReader,
    steps: Steps | null,
    until: YearMonth = basis.lastMonth,
  ) {
    this.accounts = accounts
    this.#basis = basis
    this.#law = law
    this.#steps = steps
    this.#until = until
    this.#birthMonth = monthOfDate(basis.known.person.birthDate)
    this.#lowest = age(law.forCohort(lagstaUttagsalder, basis.birthYear).toNumber())
  }

  /** The age reached during a month; of who is paid before the lowest age, that. */
  ageAt(month: YearMonth): Age {
    return Math.max(this.#lowest, month - this.#birthMonth) as Age
  }

  #push(levels: Level[], level: Level, rule: string, inputs: Parameters<Steps['add']>[1]): void {
    const last = levels.at(-1)
    if (last === undefined ? level.amount.isZero() : last.amount.eq(level.amount)) return
    if (last?.month === level.month) levels.pop()
    levels.push(level)
    this.#steps?.add(
      rule,
      { month: monthInText(level.month), at: ageInText(this.ageAt(level.month)), ...inputs },
      level.amount,
    )
  }

  /**
   * Inkomstpension.
   *
   * @param drawn the share that is in payment already, whose amount is not counted here
   */
  inkomstpension(changes: readonly ShareChange[], drawn: Dec, work: WorkPath): readonly Level[] {
    const { accounts } = this
    const { assumptions } = this.#basis.known
    const indexed = assumptions?.paymentIndexation === 'law-at-zero-growth'
    const begins = changes[0]?.month
    const first = drawn.gt(0) ? this.#thisYear : begins === undefined ? Infinity : yearOf(begins)
    if (first === Infinity) return []
    let undrawn = drawn.gte(1) ? zero : accounts.incomeAt(first - 1, work).real
    if (undrawn.gt(0)) this.#explainAccount('inkomstpension', { to: yearMonth(first, 1), amount: undrawn }, work)
    const lastChange = yearOf(changes.at(-1)?.month ?? yearMonth(first, 1))
    let omrakning = this.#omrakning(begins)
    const settled = Math.max(
      lastChange,
      accounts.lastEarning(work) + 1,
      omrakning === null ? 0 : yearOf(omrakning.month),
    )
    const last = indexed ? yearOf(this.#until) : Math.min(settled, yearOf(this.#until))
    const levels: Level[] = []
    let [share, amount] = [drawn, kronorPerMonth(0)]
    /** Only what has been drawn before its month is counted anew. */
    const recountBy = (month: YearMonth): void => {
      if (omrakning === null || omrakning.month > month) return
      const before = amount
      amount = kronorPerMonth(wholeKronor(amount.times(omrakning.factor)))
      const level = { month: omrakning.month, amount }
      this.#push(levels, level, 'inkomstpension.divisor-recomputed', { before, factor: omrakning.factor })
      omrakning = null
    }
    for (let year = first; year <= last; year++) {
      for (const change of changes.filter(({ month }) => yearOf(month) === year)) {
        recountBy(change.month)
        const at = this.ageAt(change.month)
        const delningstal = accounts.delningstalInkomst(at)
        const wished = Dec.max(drawn, change.share)
        if (wished.gt(share)) {
          const taken = undrawn.times(wished.minus(share)).div(one.minus(share))
          amount = kronorPerMonth(amount.plus(wholeKronor(taken.div(delningstal).div(12))))
          undrawn = undrawn.minus(taken)
          const inputs = { balance: taken, share: wished, delningstal }
          this.#push(levels, { month: change.month, amount }, 'inkomstpension', inputs)
        } else if (wished.lt(share)) {
          const left = kronorPerMonth(wholeKronor(amount.times(wished.minus(drawn)).div(share.minus(drawn))))
          const returned = amount.minus(left).times(12).times(delningstal)
          amount = left
          undrawn = undrawn.plus(returned)
          const inputs = { returned, share: wished, delningstal }
          this.#push(levels, { month: change.month, amount }, 'inkomstpension.withdrawal-lowered', inputs)
        }
        share = wished
      }
      recountBy(yearMonth(year, 12))
      const january = nextJanuary(year)
      if (january > this.#until) break
      const rights = accounts.rightsOf(year - 1, work)
      if (undrawn.gt(0) || rights.inkomstpension.gt(0)) {
        const right = rights.inkomstpension.times(one.minus(share))
        undrawn = accounts.moveIncome({ real: undrawn, whole: zero }, year, { inkomstpension: right, whole: zero }).real
      }
      if (rights.inkomstpension.gt(0) && share.gt(0)) {
        const right = rights.inkomstpension.times(share)
        const credited = accounts.moveIncome({ real: zero, whole: zero }, year, {
          inkomstpension: right,
          whole: zero,
        }).real
        const drawnAt = { credited, birthYear: this.#basis.birthYear, at: this.ageAt(january) }
        amount = kronorPerMonth(withLaterRight(amount, drawnAt, this.#law).div(12))
        const inputs = { incomeYear: year - 1, right, credited }
        this.#push(levels, { month: january, amount }, 'inkomstpension.later-right', inputs)
      }
      if (indexed && amount.gt(0)) {
        const factor = foljsamhetsindexering(year + 1, this.#law)
        amount = kronorPerMonth(wholeKronor(amount.times(factor)))
        this.#push(levels, { month: january, amount }, 'inkomstpension.payment-indexation', { factor })
      }
    }
    return levels
  }

  /** How a delivered balance became what is there when it is drawn: the rights of each year between, and the growth. */
  #explainAccount(
    component: 'inkomstpension' | 'premiepension',
    { to, amount }: { readonly to: YearMonth; readonly amount: Dec },
    work: WorkPath,
  ): void {
    if (this.#steps === null) return
    const delivered = this.accounts.delivered[component]
    if (delivered === 'not-reported') return
    const first = yearOf(nearestMonthStart(delivered.date))
    const years = Array.from({ length: Math.max(0, yearOf(to) - first) }, (_, i) => first + i)
    const rights = Object.fromEntries(
      years.map((year) => [`right ${year - 1}`, this.accounts.rightsOf(year - 1, work)[component]]),
    )
    const inputs = { balance: delivered.value, date: delivered.date, to: monthInText(to), ...rights }
    this.#steps.add(`${component}.account`, inputs, amount)
  }

  /** The month from which what was drawn before it is counted anew, when that is asked for. */
  #omrakning(begins: YearMonth | undefined): { readonly month: YearMonth; readonly factor: Dec } | null {
    if (begins === undefined || this.#basis.known.assumptions?.delningstal !== 'final') return null
    const found = omrakningVidRiktalder({ birthYear: this.#basis.birthYear, at: this.ageAt(begins) }, this.#law)
    return found && { month: addMonths(this.#birthMonth, found.from), factor: found.factor }
  }

  /** What counting anew at riktålder would change, which is said whether it is asked for or not. */
  explainOmrakning(levels: readonly Level[]): void {
    const first = levels[0]
    if (first === undefined || this.#steps === null) return
    const found = omrakningVidRiktalder({ birthYear: this.#basis.birthYear, at: this.ageAt(first.month) }, this.#law)
    if (found === null) return
    const month = addMonths(this.#birthMonth, found.from)
    const then = levels.findLast((level) => level.month < month) ?? first
    const worth = wholeKronor(then.amount.times(found.factor)).minus(then.amount)
    this.#steps.add('inkomstpension.divisor-worth', { month: monthInText(month), factor: found.factor }, worth)
  }

  /**
   * Premiepension, counted anew each January at the market's return against the interest in its delningstal.
   *
   * @param drawn the share that is in payment already, whose amount is not counted here
   */
  premiepension(
    changes: readonly ShareChange[],
    drawn: Dec,
    work: WorkPath,
  ): { readonly levels: readonly Level[]; readonly capital: () => readonly CapitalAt[] } {
    const { accounts } = this
    const running = Math.max(yearMonth(this.#thisYear, 1), accounts.premiumMonth) as YearMonth
    const begins = drawn.gt(0) ? running : changes[0]?.month
    const levels: Level[] = []
    const capital: (() => CapitalAt)[] = []
    if (begins === undefined) return { levels, capital: () => [] }
    const interest = this.#law.forCohort(rantaDelningstalPremiepension, this.#basis.birthYear).toNumber()
    /** The account is one, drawn or not: of what is in payment, only the rest is counted. */
    let undrawn = drawn.gte(1) ? zero : accounts.premiumAt(begins, work).times(one.minus(drawn))
    if (undrawn.gt(0)) this.#explainAccount('premiepension', { to: begins, amount: undrawn }, work)
    let [share, since] = [drawn, begins]
    let parts: { readonly yearly: Dec; readonly since: YearMonth }[] = []
    const monthly = () => kronorPerMonth(wholeKronor(parts.reduce((sum, { yearly }) => sum.plus(yearly), zero).div(12)))
    const last = yearOf(this.#until)
    const settled = Math.max(yearOf(changes.at(-1)?.month ?? begins), accounts.lastEarning(work) + 1)
    for (let year = yearOf(begins); year <= last; year++) {
      for (const change of changes.filter(({ month }) => yearOf(month) === year)) {
        const { month } = change
        const wished = Dec.max(drawn, change.share)
        if (wished.eq(share)) continue
        const delningstal = accounts.delningstalPremie(this.ageAt(month))
        undrawn = undrawn.times(accounts.growth(since, month))
        since = month
        if (wished.gt(share)) {
          const taken = undrawn.times(wished.minus(share)).div(one.minus(share))
          parts.push({ yearly: taken.div(delningstal), since: month })
          undrawn = undrawn.minus(taken)
          this.#push(levels, { month, amount: monthly() }, 'premiepension', {
            capital: taken,
            share: wished,
            delningstal,
          })
        } else {
          const kept = wished.minus(drawn).div(share.minus(drawn))
          const all = parts.reduce((sum, { yearly }) => sum.plus(yearly), zero)
          const returned = all.times(one.minus(kept)).times(delningstal)
          undrawn = undrawn.plus(returned)
          parts = parts.map((part) => ({ ...part, yearly: part.yearly.times(kept) }))
          const inputs = { returned, share: wished, delningstal }
          this.#push(levels, { month, amount: monthly() }, 'premiepension.withdrawal-lowered', inputs)
        }
        share = wished
      }
      const january = nextJanuary(year)
      if (january > this.#until) break
      const right = year <= settled ? accounts.rightsOf(year - 1, work).premiepension : zero
      if (undrawn.gt(0) || (right.gt(0) && share.lt(1))) {
        undrawn = accounts.turnPremium(undrawn, since, year, right.times(one.minus(share)))
      }
      since = january
      const placed = accounts.placed(year, right.times(share))
      parts = parts.map((part) => ({ yearly: this.#recounted(part, january, interest), since: january }))
      if (placed.gt(0)) {
        parts.push({ yearly: placed.div(accounts.delningstalPremie(this.ageAt(january))), since: january })
      }
      if (parts.length > 1)
        parts = [{ yearly: parts.reduce((sum, { yearly }) => sum.plus(yearly), zero), since: january }]
      if (parts.length === 0 && undrawn.isZero()) break
      if (year > settled && parts.length === 1 && undrawn.isZero()) {
        const yearly = parts[0]?.yearly ?? zero
        capital.push(...this.#goOn(levels, { month: january, yearly }, interest))
        break
      }
      this.#push(levels, { month: january, amount: monthly() }, 'premiepension.recounted', { placed })
      const [behind, left] = [parts, undrawn]
      capital.push(() => this.#capitalAt(january, behind, left))
    }
    return { levels, capital: () => capital.map((at) => at()) }
  }

  /** Nothing is earned or chosen any more: from here on only the markets move the amount. */
  #goOn(
    levels: Level[],
    from: { readonly month: YearMonth; readonly yearly: Dec },
    interest: number,
  ): readonly (() => CapitalAt)[] {
    const capital: (() => CapitalAt)[] = []
    const monthly = from.yearly.div(12)
    const first = monthly.toNumber()
    let factor = 1
    for (let month = from.month; month <= this.#until; month = addMonths(month, 12)) {
      const moved = factor
      const rough = first * moved
      // Doubles settle the krona but for amounts that lie as good as on a half.
      const isNearHalf = Math.abs(rough - Math.floor(rough) - 0.5) < 1e-6
      const krona = isNearHalf ? wholeKronor(monthly.times(new Dec(moved))) : Math.floor(rough + 0.5)
      this.#push(levels, { month, amount: kronorPerMonth(krona) }, 'premiepension.recounted', { placed: 0 })
      capital.push(() => this.#capitalAt(month, [{ yearly: from.yearly.times(new Dec(moved)) }], zero))
      factor *= this.accounts.yearInPayment(month, interest)
    }
    return capital
  }

  /** Premiepension in payment: as it is until the year turns, then counted anew each January. */
  premiepensionInPayment({ month, amount }: Level): readonly Level[] {
    const interest = this.#law.forCohort(rantaDelningstalPremiepension, this.#basis.birthYear).toNumber()
    const january = nextJanuary(yearOf(month))
    const yearly = this.#recounted({ yearly: amount.times(12), since: month }, january, interest)
    const levels: Level[] = [{ month, amount }]
    this.#goOn(levels, { month: january, yearly }, interest)
    return levels
  }

  #recounted({ yearly, since }: { yearly: Dec; since: YearMonth }, month: YearMonth, interest: number): Dec {
    const paidOut = Math.pow(1 + interest, (month - since) / 12)
    return yearly.times(this.accounts.growth(since, month)).times(new Dec(1 / paidOut))
  }

  #capitalAt(month: YearMonth, parts: readonly { readonly yearly: Dec }[], undrawn: Dec): CapitalAt {
    const yearly = parts.reduce((sum, part) => sum.plus(part.yearly), zero)
    const behind = yearly.times(this.accounts.delningstalPremie(this.ageAt(month)))
    return { month, amount: kronor(toOre(behind.plus(undrawn))) }
  }

  /** Tilläggspension, lower before 65 and higher after it; drawn with the inkomstpension. */
  tillaggspension(changes: readonly ShareChange[], drawn: Dec, earned: KronorPerMonth): readonly Level[] {
    const levels: Level[] = []
    let [share, amount] = [drawn, kronorPerMonth(0)]
    for (const change of changes) {
      const at = this.ageAt(change.month)
      const wished = Dec.max(drawn, change.share)
      const factor = earlyOrLateFactor({ at, year: yearOf(change.month) }, this.#law)
      const own = share.minus(drawn)
      amount = kronorPerMonth(
        wished.gt(share)
          ? amount.plus(wholeKronor(earned.times(factor).times(wished.minus(share))))
          : own.isZero()
            ? amount
            : wholeKronor(amount.times(wished.minus(drawn)).div(own)),
      )
      share = wished
      this.#push(levels, { month: change.month, amount }, 'tillaggspension', { earned, factor, share })
    }
    if (this.#basis.known.assumptions?.paymentIndexation !== 'law-at-zero-growth') return levels
    return this.indexed(levels, 'tillaggspension.payment-indexation')
  }

  /** Levels that follow the law at zero growth: each January by the norm's part less. */
  indexed(levels: readonly Level[], rule: string): readonly Level[] {
    const first = levels[0]
    if (first === undefined) return levels
    const result: Level[] = []
    let [amount, before] = [kronorPerMonth(0), kronorPerMonth(0)]
    const months = new Set(levels.map(({ month }) => month))
    for (let year = yearOf(first.month); nextJanuary(year) <= this.#until; year++) months.add(nextJanuary(year))
    for (const month of [...months].sort((a, b) => a - b)) {
      if (month > first.month && month === yearMonth(yearOf(month), 1)) {
        amount = kronorPerMonth(wholeKronor(amount.times(foljsamhetsindexering(yearOf(month), this.#law))))
      }
      const level = levels.find((one) => one.month === month)
      if (level) {
        amount = kronorPerMonth(Dec.max(0, amount.plus(level.amount).minus(before)))
        before = level.amount
      }
      this.#push(result, { month, amount }, rule, {})
    }
    return result
  }

  get #thisYear(): number {
    return yearOf(monthOfDate(this.#basis.known.today))
  }
}
