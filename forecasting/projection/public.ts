/**
 * The public pension: what is in payment as the agency says; what is left to draw by the agency's own forecast of the
 * whole where it answers the question asked, else from the balances; garantipension and inkomstpensionstillägg by our
 * own calculation on top of either, since a forecast of the whole holds neither (docs/adr/0012).
 */
import { ageInText, monthInText, restOnProjectedLaw, startInText, Steps } from '../explanation/steps.ts'
import { LawReader } from '../law.ts'
import type { Age } from '../model/age.ts'
import { age, firstMonthAtAge } from '../model/age.ts'
import type { PayoutDuration, PublicComponent, PublicHolding, PublicPayment } from '../model/holding.ts'
import { hasUnclearPayments } from '../model/holding.ts'
import type { KronorPerMonth } from '../model/quantity.ts'
import { Dec, kronor, kronorPerMonth } from '../model/quantity.ts'
import type { YearMonth } from '../model/year-month.ts'
import { addMonths, monthOfDate, yearMonth, yearOf } from '../model/year-month.ts'
import { delningstalInkomstpension } from '../parameters/delningstal-inkomstpension.ts'
import { helBosattningstid } from '../parameters/hel-bosattningstid.ts'
import { lagstaUttagsalder } from '../parameters/lagsta-uttagsalder.ts'
import { normInkomstpension } from '../parameters/norm-inkomstpension.ts'
import { riktalder } from '../parameters/riktalder.ts'
import { forecastsFor, interpolated, otherForecasts, standardForecasts } from '../rules/prognos/index.ts'
import { earlyOrLateFactor } from '../rules/tillaggspension/index.ts'
import { PublicAccounts } from './public-accounts.ts'
import type { CapitalAt, Level, ShareChange } from './public-drawing.ts'
import { PublicDrawing } from './public-drawing.ts'
import { riktalderMonth, supplementsOf } from './public-supplements.ts'
import type { Asked, Basis, Outcome, PreparedHolding, SavedCapital } from './prepared.ts'
import { withRebuiltBalances } from './rebuilt-balances.ts'
import type { Start } from './start.ts'
import { limitsNow, livePeriods, monthsPaid, startOf } from './start.ts'
import type {
  AssumptionCode,
  CalculatedBy,
  FallReason,
  HoldingResult,
  NotProjectedReason,
  PaymentRun,
} from './types.ts'
import type { WorkPath } from './work.ts'

const zero = new Dec(0)
const one = new Dec(1)
const firstCohort = delningstalInkomstpension.rows[0]?.bornFrom ?? Infinity
/** The age from which years in Sweden are counted when no right says otherwise. */
const residenceFromAge = 25

type Component = PaymentRun['component']
type Drawn = Readonly<Record<'inkomstpension' | 'premiepension' | 'tillaggspension', Dec>>

/** One component's coming payments. */
interface Part {
  readonly component: Component
  readonly levels: readonly Level[]
  readonly calculatedBy: CalculatedBy
}

interface Calculated {
  readonly start: Start | null
  readonly parts: readonly Part[]
  readonly capital: () => readonly CapitalAt[]
  readonly codes: readonly AssumptionCode[]
  readonly lowered: readonly { readonly month: YearMonth; readonly reason: FallReason }[]
}

/** The shares drawn from a month on. */
interface Change {
  readonly month: YearMonth
  readonly inkomstpension: Dec
  readonly premiepension: Dec
}

const nothingComes: Calculated = { start: null, parts: [], capital: () => [], codes: [], lowered: [] }

export function preparePublic(id: string, holding: PublicHolding, basis: Basis): PreparedHolding {
  return new PublicPension(id, holding, basis)
}

class PublicPension implements PreparedHolding {
  readonly id: string
  readonly earliest: Age | null
  readonly latest = null
  readonly durations: readonly PayoutDuration[] = ['lifelong']
  readonly defaultDuration = 'lifelong'
  readonly #reported: PublicHolding
  /** As reported, or with balances rebuilt from the rights. */
  readonly #holding: PublicHolding
  readonly #basis: Basis
  readonly #accounts: PublicAccounts
  /** Under the expected market, by which a forecast of the whole is moved to another. */
  readonly #expected: PublicAccounts
  readonly #lowest: Age
  readonly #live: readonly PublicPayment[]
  readonly #drawn: Drawn
  readonly #forecasts: ReturnType<typeof forecastsFor>

  constructor(id: string, holding: PublicHolding, basis: Basis) {
    const { known, law, birthYear } = basis
    this.id = id
    this.#basis = basis
    this.#reported = holding
    this.#holding = this.#isReformed ? withRebuiltBalances(holding, basis, law) : holding
    const lowest = age(law.forCohort(lagstaUttagsalder, birthYear).toNumber())
    this.#lowest = lowest
    this.#live = livePeriods(holding.payments, known.today)
    const drawnOf = (component: PublicComponent) =>
      this.#live
        .filter((period) => period.component === component)
        .reduce<Dec>((drawn, period) => Dec.max(drawn, period.shareDrawn), zero)
    this.#drawn = {
      inkomstpension: drawnOf('inkomstpension'),
      premiepension: drawnOf('premiepension'),
      tillaggspension: drawnOf('tillaggspension'),
    }
    const market = known.assumptions?.market ?? 'expected'
    this.#accounts = new PublicAccounts(this.#holding, basis, law, market)
    this.#expected = market === 'expected' ? this.#accounts : new PublicAccounts(this.#holding, basis, law, 'expected')
    this.#forecasts =
      holding.payments.length > 0 ? [] : forecastsFor(standardForecasts(holding.forecasts, 'continue'), 'lifelong')
    this.earliest = this.#leftToDraw() ? lowest : null
  }

  /**
   * The first age that may be asked for: a choice counts from the month after its age, this pension by law from the
   * month in which the lowest age is reached.
   */
  get #lowestChoice(): Age {
    return (this.#lowest - 1) as Age
  }

  /** Whether something of a component is left to draw. Those born before the reformed system have only the older one. */
  #has(component: keyof Drawn): boolean {
    const { inkomstpensionBalance, premiepensionBalance, tillaggspension } = this.#holding
    const value = { inkomstpension: inkomstpensionBalance, premiepension: premiepensionBalance, tillaggspension }[
      component
    ]
    const mayHold = component === 'tillaggspension' || this.#isReformed
    return mayHold && value !== 'not-reported' && this.#drawn[component].lt(1)
  }

  get #isReformed(): boolean {
    return this.#basis.birthYear >= firstCohort
  }

  get #isRebuilt(): boolean {
    return this.#holding !== this.#reported
  }

  #leftToDraw(): boolean {
    if (hasUnclearPayments(this.#holding)) return false
    if (this.#holding.payments.length === 0 && this.#holding.forecasts.length > 0) return true
    return this.#has('inkomstpension') || this.#has('premiepension') || this.#has('tillaggspension')
  }

  amountAt(start: Age, duration: PayoutDuration, work: WorkPath): KronorPerMonth | null {
    const limits = limitsNow({ earliest: this.#lowestChoice, latest: null }, this.#basis)
    if (this.earliest === null || duration !== 'lifelong' || start < limits.earliest) return null
    const asked: Asked = { retirementAge: start, choice: { start }, publicWithdrawal: null, work }
    const month = firstMonthAtAge(this.#basis.known.person.birthDate, start)
    const { parts } = this.#calculate(asked, this.#accounts, this.#basis.law, null, month)
    if (parts.length === 0) return null
    const first = parts.map(({ levels }) => levels.findLast((level) => level.month <= month)?.amount ?? zero)
    return kronorPerMonth(first.reduce((sum, amount) => sum.plus(amount), zero))
  }

  /** The balances that are delivered, undrawn; null when something is drawn of them. */
  savedIn(month: YearMonth, work: WorkPath): SavedCapital | null {
    const { inkomstpensionBalance: income, premiepensionBalance: premium, payments } = this.#reported
    const none = income === 'not-reported' && premium === 'not-reported'
    if (!this.#isReformed || none || payments.length > 0) return null
    const amount = (income === 'not-reported' ? zero : this.#expected.incomeAt(yearOf(month) - 1, work).real).plus(
      premium === 'not-reported' ? zero : this.#expected.premiumAt(month, work),
    )
    return { amount: kronor(amount), contributions: null }
  }

  outcome(asked: Asked): Outcome {
    const { law } = this.#basis
    const calculated = this.#calculate(asked, this.#accounts, law, null)
    const runs = [
      ...this.#paidRuns(this.#accounts, law, null),
      ...calculated.parts.flatMap((part) => this.#runsOf(part)),
    ]
    // Of one of whom nothing is known it is not known either.
    const isKnown = this.#live.length > 0 || this.#leftToDraw()
    const drawnInFull = isKnown ? this.#drawnInFull(this.#changesAsked(asked)) : () => false
    const ended = this.#live.flatMap(({ to }) =>
      to === 'lifelong' ? [] : [{ month: addMonths(monthOfDate(to), 1), reason: 'payment-ends' as const }],
    )
    return { runs, result: this.#result(asked, calculated), lowered: [...calculated.lowered, ...ended], drawnInFull }
  }

  /** The choice's shares, where something is left to draw. */
  #changesAsked(asked: Asked): readonly Change[] {
    return this.#leftToDraw() ? this.#changes(asked, this.#startOf(asked)) : []
  }

  #drawnInFull(changes: readonly Change[]): (month: YearMonth) => boolean {
    const drawn = this.#drawn
    return (month) => {
      const change = changes.findLast((one) => one.month <= month)
      if (change === undefined) return changes.length === 0
      return (
        Dec.max(change.inkomstpension, drawn.inkomstpension).gte(1) &&
        Dec.max(change.premiepension, drawn.premiepension).gte(1)
      )
    }
  }

  /** What is in payment: as the agency says; from the next January premiepension as the markets move it. */
  #paidRuns(accounts: PublicAccounts, law: LawReader, steps: Steps | null): readonly PaymentRun[] {
    const { lastMonth } = this.#basis
    const drawing = new PublicDrawing(accounts, this.#basis, law, steps)
    return this.#live.flatMap((period): readonly PaymentRun[] => {
      const { component, amount, shareDrawn } = period
      const paid = monthsPaid(period)
      steps?.add(`${component}.in-payment`, { month: monthInText(paid.from), shareDrawn }, amount)
      const last = paid.to === 'lifelong' ? lastMonth : paid.to
      const levels = this.#levelsInPayment(component, { month: paid.from, amount }, drawing)
      return levels
        .filter(({ month }) => month <= last)
        .map((level, i, all): PaymentRun => {
          const next = all[i + 1]
          return {
            holdingId: this.id,
            pillar: 'allman-pension',
            component,
            from: i === 0 ? paid.from : level.month,
            to: next === undefined ? paid.to : addMonths(next.month, -1),
            amount: level.amount,
            taxed: true,
            calculatedBy: 'in-payment',
          }
        })
    })
  }

  /** Premiepension follows the markets; inkomstpension and tilläggspension stand, or lose the norm each January. */
  #levelsInPayment(component: PublicComponent, paid: Level, drawing: PublicDrawing): readonly Level[] {
    // What is paid is set for the year.
    const month = Math.max(paid.month, yearMonth(yearOf(monthOfDate(this.#basis.known.today)), 1)) as YearMonth
    const level = { ...paid, month }
    if (component === 'premiepension') return drawing.premiepensionInPayment(level)
    const indexed = this.#basis.known.assumptions?.paymentIndexation === 'law-at-zero-growth'
    const follows = component === 'inkomstpension' || component === 'tillaggspension'
    return indexed && follows ? drawing.indexed([level], `${component}.payment-indexation`) : [level]
  }

  #runsOf({ component, levels, calculatedBy }: Part): readonly PaymentRun[] {
    return levels.flatMap(({ month, amount }, i): readonly PaymentRun[] => {
      const next = levels[i + 1]
      if (amount.isZero()) return []
      return [
        {
          holdingId: this.id,
          pillar: 'allman-pension',
          component,
          from: month,
          to: next === undefined ? 'lifelong' : addMonths(next.month, -1),
          amount,
          taxed: true,
          calculatedBy,
        },
      ]
    })
  }

  /** The shares drawn from each month on: as chosen, else everything from the start. */
  #changes(asked: Asked, start: Start): readonly Change[] {
    const { publicWithdrawal } = asked
    const { birthDate } = this.#basis.known.person
    if (publicWithdrawal === null) return [{ month: start.month, inkomstpension: one, premiepension: one }]
    return publicWithdrawal.map(({ from, inkomstpension, premiepension }) => ({
      month: Math.max(firstMonthAtAge(birthDate, from), this.#basis.nextMonth) as YearMonth,
      inkomstpension,
      premiepension,
    }))
  }

  #startOf(asked: Asked): Start {
    const limits = limitsNow({ earliest: this.#lowestChoice, latest: null }, this.#basis)
    const first = asked.publicWithdrawal?.find(({ inkomstpension, premiepension }) =>
      inkomstpension.plus(premiepension).gt(0),
    )
    return startOf(first === undefined ? asked : { ...asked, choice: { start: first.from } }, limits, this.#basis)
  }

  /**
   * @param steps where the explanation is written, or null
   * @param until what begins or changes after this month is left out
   */
  #calculate(
    asked: Asked,
    accounts: PublicAccounts,
    law: LawReader,
    steps: Steps | null,
    until: YearMonth = this.#basis.lastMonth,
  ): Calculated {
    const { holding, drawn } = { holding: this.#holding, drawn: this.#drawn }
    if (hasUnclearPayments(holding)) return nothingComes
    const left = this.#leftToDraw()
    const inPayment = this.#isReformed && (drawn.inkomstpension.gt(0) || drawn.premiepension.gt(0))
    if (!left && !inPayment) return nothingComes
    const drawing = new PublicDrawing(accounts, this.#basis, law, steps, until)
    const start = left ? this.#startOf(asked) : null
    if (start !== null) {
      const chosen = asked.choice.start ?? asked.retirementAge
      steps?.add(
        'allman-pension.start',
        { chosen: ageInText(chosen), lowest: ageInText(this.#lowest) },
        startInText(start),
      )
    }
    const changes = this.#changesAsked(asked)
    const codes = new Set<AssumptionCode>(start?.moved ? [start.moved] : [])
    const parts: Part[] = []
    const lowered: { month: YearMonth; reason: FallReason }[] = []
    let capital: Calculated['capital'] = () => []

    const whole = start && this.#forecastOfTheWhole(asked, start, steps)
    if (start !== null && whole) {
      const levels = [{ month: start.month, amount: whole }]
      parts.push({ component: 'allman-pension', levels, calculatedBy: 'provider-forecast' })
      codes.add('salary-unchanged')
    } else {
      if (start !== null && this.#isSetAside(asked, start)) codes.add('provider-forecast-set-aside')
      const own = this.#fromBalances(asked, drawing, changes, steps)
      parts.push(...own.parts)
      lowered.push(...own.lowered)
      capital = own.capital
      for (const code of own.codes) codes.add(code)
    }
    if (start !== null || inPayment) {
      const added = this.#supplements(asked, { accounts, law, steps, until, whole: whole !== null, changes })
      parts.push(...added.parts)
      lowered.push(...added.lowered)
      for (const code of added.codes) codes.add(code)
    }
    const paid = parts.filter(({ levels }) => levels.length > 0)
    if (this.#isRebuilt && paid.some(({ component }) => component !== 'allman-pension')) {
      codes.add('balance-rebuilt-from-rights')
    }
    return { start, parts: paid, capital, codes: [...codes], lowered }
  }

  /** Whether the agency's forecast is there but rests on other work, withdrawal or ages than are asked for. */
  #isSetAside(asked: Asked, start: Start): boolean {
    if (this.#forecasts.length === 0) return false
    return interpolated(this.#forecasts, start.at) !== null || !asked.work.isStandard
  }

  /** The agency's own forecast of the whole: work goes on as now until everything is drawn. */
  #forecastOfTheWhole(asked: Asked, start: Start, steps: Steps | null): KronorPerMonth | null {
    const { known } = this.#basis
    const worksUntilStart = start.at <= asked.retirementAge || asked.work.usual === null
    if (asked.publicWithdrawal !== null || !asked.work.isStandard || known.salary !== undefined || !worksUntilStart) {
      return null
    }
    const amount = interpolated(this.#forecasts, start.at)
    if (amount === null) return null
    const moved =
      this.#accounts === this.#expected
        ? zero
        : this.#premiumAtStart(this.#accounts, asked, start).minus(this.#premiumAtStart(this.#expected, asked, start))
    const result = kronorPerMonth(Dec.max(0, amount.plus(moved)))
    steps?.add('prognos', { month: monthInText(start.month), at: ageInText(start.at), forecast: amount, moved }, result)
    return result
  }

  #premiumAtStart(accounts: PublicAccounts, { work }: Asked, { month }: Start): Dec {
    if (!this.#has('premiepension')) return zero
    const drawing = new PublicDrawing(accounts, this.#basis, this.#basis.law, null)
    return drawing.premiepension([{ month, share: one }], zero, work).levels[0]?.amount ?? zero
  }

  #fromBalances({ work }: Asked, drawing: PublicDrawing, changes: readonly Change[], steps: Steps | null) {
    const { known } = this.#basis
    const drawn = this.#drawn
    const sharesOf = (component: 'inkomstpension' | 'premiepension'): readonly ShareChange[] =>
      changes.map((change) => ({ month: change.month, share: change[component] }))
    const parts: Part[] = []
    const codes: AssumptionCode[] = []
    let capital: Calculated['capital'] = () => []
    if (work.usual !== null) codes.push('salary-unchanged')
    const own = (component: Component, levels: readonly Level[]): void => {
      if (levels.length > 0) parts.push({ component, levels, calculatedBy: 'provider-values' })
    }
    if (steps !== null && work.usual !== null) {
      const { income } = this.#basis
      steps.add(
        'pensionsratt.pay',
        { date: income?.salary.date ?? known.today, from: income?.from ?? 'stated' },
        work.usual,
      )
    }
    if (this.#has('inkomstpension') || (this.#isReformed && drawn.inkomstpension.gt(0))) {
      const levels = drawing.inkomstpension(sharesOf('inkomstpension'), drawn.inkomstpension, work)
      own('inkomstpension', levels)
      if (levels.length > 0) {
        drawing.explainOmrakning(levels)
        if (this.#basis.birthYear > lastDecidedCohort) codes.push('divisor-projected')
        if (known.assumptions?.delningstal === 'final') codes.push('divisor-recomputed')
      }
    }
    if (this.#has('premiepension') || (this.#isReformed && drawn.premiepension.gt(0))) {
      const found = drawing.premiepension(sharesOf('premiepension'), drawn.premiepension, work)
      own('premiepension', found.levels)
      capital = found.capital
      if (found.levels.length > 0) codes.push(...this.#premiepensionCodes())
    }
    const { tillaggspension } = this.#holding
    if (this.#has('tillaggspension') && tillaggspension !== 'not-reported') {
      own(
        'tillaggspension',
        drawing.tillaggspension(sharesOf('inkomstpension'), drawn.tillaggspension, tillaggspension.value),
      )
    }
    const lowered = changes.flatMap(({ month, inkomstpension, premiepension }, i) => {
      const before = changes[i - 1]
      const isLower = before && (inkomstpension.lt(before.inkomstpension) || premiepension.lt(before.premiepension))
      return isLower ? [{ month, reason: 'withdrawal-lowered' as const }] : []
    })
    const recounted =
      known.assumptions?.delningstal === 'final'
        ? [{ month: riktalderMonth(this.#basis, this.#basis.law), reason: 'divisor-recomputed' as const }]
        : []
    return { parts, codes, capital, lowered: [...lowered, ...recounted] }
  }

  #premiepensionCodes(): readonly AssumptionCode[] {
    const market = this.#basis.known.assumptions?.market
    const codes: (AssumptionCode | false)[] = [
      'return-1.9',
      this.#accounts.fee.assumed && 'default-fee',
      market === 'low' && 'market-low',
      market === 'high' && 'market-high',
    ]
    return codes.filter((code) => code !== false)
  }

  /** Garantipension and inkomstpensionstillägg, unless the agency has decided about them already. */
  #supplements(
    { work }: Asked,
    of: {
      readonly accounts: PublicAccounts
      readonly law: LawReader
      readonly steps: Steps | null
      readonly until: YearMonth
      readonly whole: boolean
      readonly changes: readonly Change[]
    },
  ): { parts: readonly Part[]; codes: readonly AssumptionCode[]; lowered: Calculated['lowered'] } {
    const { accounts, law, changes } = of
    const { known, nextMonth } = this.#basis
    const nothing = { parts: [], codes: [], lowered: [] }
    const drawn = this.#drawn
    const target = riktalderMonth(this.#basis, law)
    const paidInFull = (['inkomstpension', 'premiepension'] as const).every(
      (component) => drawn[component].gte(1) || !this.#has(component),
    )
    const decided = this.#live.some(({ component }) => component === 'garantipension')
    if (decided || (changes.length === 0 && (target < nextMonth || !paidInFull))) return nothing
    const isWhole = this.#drawnInFull(changes)
    const months = changes.length === 0 ? [nextMonth] : changes.map(({ month }) => month)
    const first = months.findIndex(isWhole)
    if (first === -1 || Math.max(months[first] ?? Infinity, target) > of.until) return nothing
    const inPayment = this.#inPaymentAsAtRiktalder(accounts, law)
    const hasBalance = this.#has('inkomstpension')
    const tillaggspension = this.#tillaggspensionAsAt65(law)
    // Without any value of what is earned, a guarantee would fill up a pension that is not zero.
    if (!hasBalance && inPayment.isZero() && tillaggspension.isZero()) return nothing
    const residence = this.#residence(accounts, law)
    const { garantipension, inkomstpensionstillagg } = supplementsOf({
      ...of,
      basis: this.#basis,
      work,
      isWhole,
      months: months.slice(first),
      inPayment,
      hasBalance,
      tillaggspension,
      residence,
    })
    const fallsOf = (levels: readonly Level[], reason: FallReason) =>
      levels.flatMap(({ month, amount }, i) => (amount.lt(levels[i - 1]?.amount ?? 0) ? [{ month, reason }] : []))
    const any = garantipension.length > 0 || inkomstpensionstillagg.length > 0
    const codes: (AssumptionCode | false)[] = [
      any && of.whole && 'supplements-own-calculation',
      any && !accounts.rightsReachBack && this.#isReformed && 'guarantee-base-from-balance',
      garantipension.length > 0 && residence.assumed && 'residence-years-assumed',
      garantipension.length > 0 && known.person.maritalStatus === undefined && 'single-assumed',
    ]
    return {
      parts: [
        { component: 'garantipension', levels: garantipension, calculatedBy: 'provider-values' },
        { component: 'inkomstpensionstillagg', levels: inkomstpensionstillagg, calculatedBy: 'provider-values' },
      ],
      codes: codes.filter((code) => code !== false),
      lowered: [
        ...fallsOf(garantipension, 'guarantee-lowered'),
        ...fallsOf(inkomstpensionstillagg, 'supplement-lowered'),
      ],
    }
  }

  /**
   * The inkomstpension in payment, yearly, as if everything had gone to it and it had begun at riktålder: until then a
   * balance that is left takes its gains, bears its cost, and does not lose the norm that a pension loses in payment.
   */
  #inPaymentAsAtRiktalder(accounts: PublicAccounts, law: LawReader): Dec {
    if (!this.#isReformed) return zero
    const at = age(law.forCohort(riktalder, this.#basis.birthYear).toNumber())
    const first = age(law.forCohort(lagstaUttagsalder, this.#basis.birthYear).toNumber())
    const birth = monthOfDate(this.#basis.known.person.birthDate)
    const thisYear = yearOf(monthOfDate(this.#basis.known.today))
    const target = yearOf(addMonths(birth, at))
    return this.#live
      .filter(({ component }) => component === 'inkomstpension')
      .reduce<Dec>((sum, { amount, from }) => {
        const began = Math.max(first, monthOfDate(from) - birth) as Age
        const years = Array.from(
          { length: Math.max(0, target - yearOf(addMonths(birth, began))) },
          (_, i) => target - 1 - i,
        )
        const asAtTarget = years.reduce<Dec>(
          (factor, year) => {
            const { gainOnBalance, gainOnAll, cost } = accounts.incomeYear(year)
            const kept = factor.times(gainOnBalance).times(gainOnAll).times(cost)
            return year < thisYear ? kept.times(law.ofYear(normInkomstpension, year + 1).plus(1)) : kept
          },
          accounts.delningstalInkomst(began).div(accounts.delningstalInkomst(at)),
        )
        return sum.plus(amount.times(12).times(accounts.wholePerReal).times(asAtTarget))
      }, zero)
  }

  /** Yearly, as from 65: as it is earned, else as what is in payment was at 65. */
  #tillaggspensionAsAt65(law: LawReader): Dec {
    const { tillaggspension } = this.#holding
    if (tillaggspension !== 'not-reported') return tillaggspension.value.times(12)
    const first = age(law.forCohort(lagstaUttagsalder, this.#basis.birthYear).toNumber())
    const birth = monthOfDate(this.#basis.known.person.birthDate)
    return this.#live
      .filter(({ component }) => component === 'tillaggspension')
      .reduce<Dec>((sum, { amount, from }) => {
        const began = Math.max(first, monthOfDate(from) - birth) as Age
        return sum.plus(
          amount.times(12).div(earlyOrLateFactor({ at: began, year: yearOf(addMonths(birth, began)) }, law)),
        )
      }, zero)
  }

  /** Years in Sweden at riktålder: as told, as the agency says with those to come, else from the first right or 25. */
  #residence(accounts: PublicAccounts, law: LawReader): { readonly years: number; readonly assumed: boolean } {
    const { known, birthYear } = this.#basis
    const told = known.person.residenceYears
    if (told !== undefined) return { years: told, assumed: false }
    const thisYear = yearOf(monthOfDate(known.today))
    const target = birthYear + law.forCohort(riktalder, birthYear).toNumber()
    const whole = law.ofYear(helBosattningstid, thisYear).toNumber()
    const { residenceYears } = this.#holding
    if (residenceYears !== 'not-reported') {
      return { years: Math.min(whole, residenceYears + Math.max(0, target - thisYear)), assumed: false }
    }
    const grownUp = birthYear + residenceFromAge
    const from = accounts.rightsReachBack
      ? (accounts.firstYear ?? grownUp)
      : Math.min(grownUp, accounts.firstYear ?? grownUp)
    return { years: Math.max(0, Math.min(whole, target - from)), assumed: true }
  }

  #result(asked: Asked, { parts, codes, capital }: Calculated): HoldingResult {
    const main = parts[0]
    const calculatedBy = main?.calculatedBy ?? (this.#live.length > 0 ? 'in-payment' : null)
    const indexation: AssumptionCode =
      this.#basis.known.assumptions?.paymentIndexation === 'law-at-zero-growth'
        ? 'payment-indexation-by-law'
        : 'payment-indexation-level'
    const isPaid = this.#live.some(({ component }) => component === 'premiepension')
    const paidCodes = isPaid ? this.#premiepensionCodes() : []
    let explained: Steps | null = null
    const steps = () => (explained ??= this.#explain(asked)).all()
    return {
      holdingId: this.id,
      calculatedBy,
      notProjected: calculatedBy === null ? this.#notProjected() : null,
      assumptions: calculatedBy === null ? [] : [...new Set([...codes, ...paidCodes, indexation])],
      guaranteed: null,
      otherForecasts: otherForecasts(this.#holding.forecasts),
      get capitalLeft() {
        return capital()
      },
      get steps() {
        return steps()
      },
      get restsOnProjectedLaw() {
        return restOnProjectedLaw(steps())
      },
    }
  }

  /** The same calculation once more, with a reader of its own, so that every figure read is written down. */
  #explain(asked: Asked): Steps {
    const law = new LawReader()
    const market = this.#basis.known.assumptions?.market ?? 'expected'
    const accounts = new PublicAccounts(this.#holding, this.#basis, law, market)
    const steps = new Steps(law)
    if (this.#isRebuilt) withRebuiltBalances(this.#reported, this.#basis, law, steps)
    this.#paidRuns(accounts, law, steps)
    this.#calculate(asked, accounts, law, steps)
    return steps
  }

  #notProjected(): NotProjectedReason {
    const { payments, forecasts } = this.#holding
    if (hasUnclearPayments(this.#holding)) return 'not-understood'
    if (payments.some(({ state }) => state === 'paused')) return 'paused'
    if (payments.length > 0) return 'ended'
    return forecasts.length > 0 ? 'outside-forecast-ages' : 'no-value-reported'
  }
}

/** The last birth year whose delningstal is decided. */
const lastDecidedCohort = delningstalInkomstpension.rows.findLast(({ status }) => status === 'decided')?.bornFrom ?? 0
