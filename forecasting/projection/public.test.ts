import { describe, expect, test } from 'vitest'
import type { Age } from '../model/age.ts'
import { age } from '../model/age.ts'
import type { Holding, PublicHolding, PublicPayment } from '../model/holding.ts'
import { kronor, kronorPerMonth, kronorPerYear, share } from '../model/quantity.ts'
import { formatYearMonth, isoDateOf, yearMonth } from '../model/year-month.ts'
import { benefitOf, capitalOf, contract, forecast, publicPayment, publicPension, right } from '../testing/holdings.ts'
import { project } from './run.ts'
import type { Assumptions, Choices, PaymentRun, Person, Projection, PublicWithdrawal } from './types.ts'

interface Given extends Partial<Omit<Choices, 'retirementAge'>> {
  readonly birthDate?: string
  readonly at?: Age
  readonly today?: string
  readonly person?: Partial<Person>
  readonly assumptions?: Assumptions
}

function projected(holdings: readonly Holding[], given: Given = {}): Projection {
  const { birthDate = '1961-05-15', at = age(67), today = '2026-11-22', person, assumptions, ...choices } = given
  return project({
    person: { birthDate: isoDateOf(birthDate), ...person },
    holdings: holdings.map((holding, i) => ({ id: `h${i}`, holding })),
    choices: { retirementAge: at, ...choices },
    today: isoDateOf(today),
    ...(assumptions && { assumptions }),
  })
}

const inWords = ({ from, to, amount }: PaymentRun): string =>
  `${formatYearMonth(from)}–${to === 'lifelong' ? 'life' : formatYearMonth(to)} ${amount.toFixed()}`
const of = (result: Projection, component: PaymentRun['component'], by?: PaymentRun['calculatedBy']): string[] =>
  result.runs.filter((run) => run.component === component && (by ?? run.calculatedBy) === run.calculatedBy).map(inWords)
const draw = (from: Age, inkomstpension: number, premiepension = inkomstpension): PublicWithdrawal => ({
  from,
  inkomstpension: share(inkomstpension),
  premiepension: share(premiepension),
})

/** Work has ended: the newest year gave no income. */
const notWorking = { rights: [right(2025, 0)] }
const million = publicPension({ ...notWorking, inkomstpensionBalance: capitalOf(1_000_000) })
const funds = [{ name: 'AP7', value: kronor(500_000), fee: share('0.0005') }]
const halfMillion = publicPension({
  ...notWorking,
  premiepensionBalance: capitalOf(500_000),
  premiepensionFunds: funds,
})

// Born 15 May 1961, 67 years: June 2028, the delningstal of 67 years and 1 month. 16.34 at 67 and 15.75 at 68:
// 16.34 − 0.59 / 12 = 16.290833. Gains of 2026 and 2027 at 65 and 66: 1.007999 and 1.008937; cost 0.9997489.
const delningstal671 = 16.34 - 0.59 / 12
const cost = 0.9997489

describe('inkomstpension from the balance, by hand', () => {
  const atTurn = Math.floor(Math.floor(1_000_000 * 1.007999 * cost) * 1.008937 * cost)

  test('with the gains of each year and the delningstal of the month', () => {
    expect(atTurn).toBe(1_016_495)
    const result = projected([million])
    expect(of(result, 'inkomstpension')).toEqual([`2028-06–life ${Math.floor(atTurn / delningstal671 / 12 + 0.5)}`])
    expect(of(result, 'inkomstpension')).toEqual(['2028-06–life 5200'])
    expect(result.salary).toBeNull()
  })

  test('may begin in the very month in which the lowest age is reached, at the delningstal of that age', () => {
    // Lowest age 63 for those born 1961, reached in February 2027 by those born in February 1964 at 64: 17.36.
    const result = projected([million], { birthDate: '1963-06-10', perHolding: { h0: { start: age(63, 11) } } })
    expect(of(result, 'inkomstpension')[0]).toMatch(/^2027-06–/)
    const step = result.holdings[0]?.steps.find(({ rule }) => rule === 'inkomstpension')
    expect(step?.inputs['at']).toBe('64-0')
    // The lowest age is told as the law has it, and as the ages that may be chosen do.
    const start = result.holdings[0]?.steps.find(({ rule }) => rule === 'allman-pension.start')
    expect(start?.inputs).toEqual({ chosen: '63-11', lowest: '64-0' })
    expect(result.ages.publicEarliest).toBe(age(64))
    expect(step?.figures.map(({ term }) => term)).toContain('delningstal för inkomstpension 64')
  })

  // PGI 460,000 gives 73,600 a year. Credited in 2026 and 2027: those of 2025 and 2026. Those of 2027 and of five
  // months of 2028 come after the start, each in the January after it is credited: in January 2029 at 67 years and
  // 8 months, 16.34 − 0.59 · 8/12 = 15.946667; in January 2030 at 68 years and 8 months, 15.75 − 0.6 · 8/12 = 15.35.
  // Pay behind 460,000: 494,600 (fee 34,600). Five twelfths: 206,083, counted 206,000, fee 14,400, PGI 191,600,
  // right 30,656. Gains of 2028 and 2029: 1.0088498 and 1.0098677.
  test('rights are placed when they are decided, the last two after the start', () => {
    const held = publicPension({ inkomstpensionBalance: capitalOf(2_000_000), rights: [right(2025, 460_000)] })
    const of2026 = Math.floor((2_000_000 + 73_600) * 1.007999 * cost)
    const of2027 = Math.floor((of2026 + 73_600) * 1.008937 * cost)
    const first = Math.floor(of2027 / delningstal671 / 12 + 0.5)
    const credited2028 = Math.floor(73_600 * 1.0088498 * cost)
    const second = Math.floor((first * 12 + credited2028 / (16.34 - (0.59 * 8) / 12) + 0.49) / 12)
    const credited2029 = Math.floor(30_656 * 1.0098677 * cost)
    const third = Math.floor((second * 12 + credited2029 / 15.35 + 0.49) / 12)
    const result = projected([held])
    expect(of(result, 'inkomstpension')).toEqual([
      `2028-06–2028-12 ${first}`,
      `2029-01–2029-12 ${second}`,
      `2030-01–life ${third}`,
    ])
    expect(result.holdings[0]?.assumptions).toContain('salary-unchanged')
    expect(result.salary).toEqual({ amount: kronorPerYear(460_000), date: '2025-12-31' })
  })

  test('in payment it stays level, or by the law at zero growth sinks by the norm each January', () => {
    const byLaw = projected([million], { assumptions: { paymentIndexation: 'law-at-zero-growth' } })
    const runs = of(byLaw, 'inkomstpension')
    expect(runs.slice(0, 3)).toEqual(['2028-06–2028-12 5200', '2029-01–2029-12 5118', '2030-01–2030-12 5037'])
    expect(byLaw.holdings[0]?.assumptions).toContain('payment-indexation-by-law')
    // The guarantee fills up what is lost, so it grows.
    const guarantee = byLaw.runs.filter(({ component }) => component === 'garantipension')
    expect(guarantee[10]?.amount.gt(guarantee[0]?.amount ?? 0)).toBe(true)
    expect(byLaw.falls).toEqual([])
  })

  // Born 1961: 16.54 at 66, 17.14 at 65 lead to 15.94 at 67, where 16.34 is published: 15.94 / 16.34 = 0.97552.
  test('drawn before riktålder it is counted anew there only when that is asked for; its worth is said either way', () => {
    const early = { at: age(65), birthDate: '1961-01-15', today: '2025-10-01' }
    // So much that no guarantee begins in the same month and hides the fall.
    const older = publicPension({ ...notWorking, inkomstpensionBalance: capitalOf(4_000_000, '2024-12-31') })
    const usual = projected([older], early)
    const final = projected([older], { ...early, assumptions: { delningstal: 'final' } })
    const [amount] = usual.runs.filter(({ component }) => component === 'inkomstpension')
    const before = amount?.amount.toNumber() ?? 0
    const after = Math.floor(before * (15.94 / 16.34) + 0.5)
    expect(of(final, 'inkomstpension')).toEqual([`2026-02–2027-12 ${before}`, `2028-01–life ${after}`])
    const worth = usual.holdings[0]?.steps.find(({ rule }) => rule === 'inkomstpension.divisor-worth')
    expect(worth).toMatchObject({ inputs: { month: '2028-01' }, result: String(after - before) })
    expect(final.falls).toMatchObject([{ reason: 'divisor-recomputed' }])
    expect(usual.falls).toEqual([])
  })

  // Riktålder in May 2028: of what is drawn before, in June 2027, and after, in October 2028, only the first is.
  test('what is drawn after riktålder in the same year is not counted anew', () => {
    const publicWithdrawal = [draw(age(66), 0.5), draw(age(67, 4), 1)]
    const [usual, final] = (['published', 'final'] as const).map((delningstal) =>
      projected([million], { at: age(66), publicWithdrawal, assumptions: { delningstal } })
        .runs.filter(({ component }) => component === 'inkomstpension')
        .map(({ from, amount }) => [formatYearMonth(from), amount.toNumber()] as const),
    )
    expect(usual?.map(([from]) => from)).toEqual(['2027-06', '2028-10'])
    const [half = 0, whole = 0] = usual?.map(([, amount]) => amount) ?? []
    const recounted = Math.floor(half * (15.94 / 16.34) + 0.5)
    expect(final).toEqual([
      ['2027-06', half],
      ['2028-05', recounted],
      ['2028-10', recounted + whole - half],
    ])
  })
})

describe('premiepension from the account, by hand', () => {
  // Return 1.9 − 0.05 = 1.85 %; gains of 2026 and 2027 at 65 and 66: 0.0058038 and 0.0063356, shared by √1.0185. Five
  // months to June 2028; delningstal of 67 years and 1 month 17.96 − 0.6 / 12 = 17.91; interest in it 1.65 %.
  const step = (balance: number, gain: number) => Math.floor(balance * 1.0185 + (balance * gain) / Math.sqrt(1.0185))
  const atStart = step(step(500_000, 0.0058038), 0.0063356) * 1.0185 ** (5 / 12)
  const monthly = atStart / 17.91 / 12

  test('grows with the market and the gains, and is counted anew each January', () => {
    const runs = of(projected([halfMillion]), 'premiepension')
    const january = (years: number) => Math.floor(monthly * (1.0185 / 1.0165) ** (7 / 12 + years) + 0.5)
    expect(runs[0]).toBe(`2028-06–2028-12 ${Math.floor(monthly + 0.5)}`)
    expect(runs[1]).toBe(`2029-01–2029-12 ${january(0)}`)
    expect(runs[2]).toBe(`2030-01–2030-12 ${january(1)}`)
    expect(runs.at(-1)?.endsWith(` ${january(37)}`)).toBe(true)
  })

  test('what is left of the capital is what the amount is worth', () => {
    const [result] = projected([halfMillion]).holdings
    const [first] = result?.capitalLeft ?? []
    // January 2029 at 67 years and 8 months: 17.96 − 0.6 · 8/12 = 17.56.
    const worth = monthly * (1.0185 / 1.0165) ** (7 / 12) * 12 * 17.56
    expect(first && formatYearMonth(first.month)).toBe('2029-01')
    expect(first?.amount.toNumber()).toBeCloseTo(worth, 0)
  })

  test('a low and a high market move it, and the income pension not', () => {
    const under = (market: 'low' | 'expected' | 'high') =>
      projected([{ ...million, ...halfMillion, inkomstpensionBalance: capitalOf(1_000_000) }], {
        assumptions: { market },
      })
    const [low, expected, high] = (['low', 'expected', 'high'] as const).map((market) => {
      const result = under(market)
      expect(of(result, 'inkomstpension')).toEqual(['2028-06–life 5200'])
      return result.runs.find(({ component }) => component === 'premiepension')?.amount.toNumber() ?? 0
    })
    expect(low).toBeLessThan((expected ?? 0) * 0.95)
    expect(high).toBeGreaterThan((expected ?? 0) * 1.05)
    expect(under('low').holdings[0]?.assumptions).toContain('market-low')
  })

  // From the turn of 2025 ten months at 1.9 % are past; two are to come, at 1.9 % − 19.74 % · √6 = −46.4529 % a year:
  // 1.019^(10/12) · 0.5354707^(2/12) = 1.0158084 · 0.9011338 = 0.9153794, less the fee 0.9148794; with the gain at 65,
  // 0.0058038 / √0.9148794, 500,000 have become 460,473 in January 2027, at 65 years and 8 months.
  test('a low market takes nothing of the time that is past', () => {
    const low = projected([halfMillion], { at: age(65, 7), assumptions: { market: 'low' } })
    const [account, drawn] = ['premiepension.account', 'premiepension'].map((name) =>
      low.holdings[0]?.steps.find(({ rule }) => rule === name),
    )
    expect(Number(account?.result)).toBe(460_473)
    expect(drawn?.inputs).toMatchObject({ month: '2027-01' })
  })
})

describe('premiepension in payment, by hand', () => {
  const paid = (from = '2025-03-01', to: PublicPayment['to'] = 'lifelong') => ({
    ...halfMillion,
    payments: [publicPayment('premiepension', 1500, { from: isoDateOf(from), to })],
  })
  const firstOf = (holding: PublicHolding, assumptions: Assumptions = {}) =>
    of(projected([holding], { assumptions }), 'premiepension').slice(0, 3)

  // Return 1.9 − 0.05 = 1.85 % against the interest of 1.65 %: 1,502.95 and 1,505.91.
  test('is counted anew each January', () => {
    expect(firstOf(paid())).toEqual(['2025-03–2026-12 1500', '2027-01–2027-12 1503', '2028-01–2028-12 1506'])
    expect(projected([paid()]).holdings[0]?.assumptions).toEqual(['return-1.9', 'payment-indexation-level'])
  })

  // Three months: 1,500.74.
  test('begun in the autumn, for the months since; one that is to begin, after its first January', () => {
    expect(firstOf(paid('2026-10-01'))[1]).toBe('2027-01–2027-12 1501')
    expect(firstOf(paid('2027-04-01')).slice(0, 2)).toEqual(['2027-04–2027-12 1500', '2028-01–2028-12 1502'])
  })

  test('one of two ends, though the other is counted anew in the same month', () => {
    const payments = [
      publicPayment('premiepension', 1000),
      publicPayment('premiepension', 2000, { to: isoDateOf('2028-12-31') }),
    ]
    const { falls } = projected([{ ...halfMillion, payments }])
    expect(falls.map(({ month, reason }) => [formatYearMonth(month), reason])).toEqual([['2029-01', 'payment-ends']])
    const then = publicPayment('premiepension', 500, { from: isoDateOf('2029-01-01'), state: 'planned' })
    const followed = projected([{ ...halfMillion, payments: [...payments.slice(1), then] }])
    expect(followed.falls.map(({ month, reason }) => [formatYearMonth(month), reason])).toEqual([
      ['2029-01', 'payment-ends'],
    ])
  })

  test('for a time, it ends when it ends', () => {
    const runs = firstOf(paid('2025-03-01', isoDateOf('2028-02-29')))
    expect(runs).toEqual(['2025-03–2026-12 1500', '2027-01–2027-12 1503', '2028-01–2028-02 1506'])
  })

  // As above: ten months at 1.9 % are past, two are to come: 0.9153794 less the fee, 0.9148794 / 1.0165 = 0.9000289.
  test('a low market lowers it from January, and that is no fall', () => {
    const low = projected([paid()], { assumptions: { market: 'low' } })
    expect(of(low, 'premiepension').slice(0, 2)).toEqual(['2025-03–2026-12 1500', '2027-01–2027-12 1350'])
    expect(low.holdings[0]?.assumptions).toContain('market-low')
    expect(low.falls).toEqual([])
    const january = low.holdings[0]?.steps.find(({ rule }) => rule === 'premiepension.recounted')
    expect([january?.inputs['month'], january?.result]).toEqual(['2027-01', '1350'])
    expect(january?.figures).not.toEqual([])
  })
})

describe('part of the public pension', () => {
  // Half from 66 (June 2027, at 66 years and 1 month: 16.54 − 0.2 / 12), the rest from 68 (June 2029, 68 and 1 month).
  test('is drawn at the delningstal of each change', () => {
    const result = projected([million], { at: age(66), publicWithdrawal: [draw(age(66), 0.5), draw(age(68), 1)] })
    const of2026 = Math.floor(1_000_000 * 1.007999 * cost)
    const half = Math.floor(of2026 / 2 / (16.54 - 0.2 / 12) / 12 + 0.5)
    const grown = [1.008937, 1.0088498].reduce((balance, gain) => Math.floor(balance * gain * cost), of2026 / 2)
    const rest = Math.floor(grown / (15.75 - 0.6 / 12) / 12 + 0.5)
    expect(of(result, 'inkomstpension')).toEqual([`2027-06–2029-05 ${half}`, `2029-06–life ${half + rest}`])
    // Garantipension needs the whole.
    expect(of(result, 'garantipension')[0]).toMatch(/^2029-06/)
  })

  test('lowered again it gives the rest back, and the fall is said', () => {
    const changes = [draw(age(66), 1), draw(age(67), 0.25, 0), draw(age(69), 1)]
    const result = projected([{ ...million, ...halfMillion, inkomstpensionBalance: capitalOf(1_000_000) }], {
      at: age(66),
      publicWithdrawal: changes,
    })
    const amounts = result.runs
      .filter(({ component }) => component === 'inkomstpension')
      .map(({ amount }) => amount.toNumber())
    expect(amounts).toHaveLength(3)
    expect(amounts[1]).toBe(Math.floor((amounts[0] ?? 0) / 4 + 0.5))
    expect(amounts[2]).toBeGreaterThan(amounts[0] ?? 0)
    expect(result.falls.map(({ month, reason }) => [formatYearMonth(month), reason])).toEqual([
      ['2028-06', 'withdrawal-lowered'],
    ])
    const inPause = result.runs.filter(
      ({ component, from }) => component === 'premiepension' && formatYearMonth(from) < '2030-06',
    )
    expect(inPause.at(-1)?.to).toBe((result.runs[1]?.from ?? 0) - 1)
  })

  test('a share that is chosen again changes nothing', () => {
    const held = { ...million, ...halfMillion, inkomstpensionBalance: capitalOf(1_000_000) }
    const runs = (...changes: PublicWithdrawal[]) =>
      projected([held], { at: age(66), publicWithdrawal: changes }).runs.map(inWords)
    const once = runs(draw(age(66), 0.5), draw(age(68), 1))
    expect(runs(draw(age(66), 0.5), draw(age(67), 0.5), draw(age(68), 1))).toEqual(once)
  })

  test('already drawn in part, only the rest is counted', () => {
    const payments = [
      publicPayment('inkomstpension', 14_000),
      publicPayment('premiepension', 1000, { shareDrawn: share('0.5') }),
    ]
    const held = { ...halfMillion, payments }
    const result = projected([held])
    const whole = projected([halfMillion]).runs.find(({ component }) => component === 'premiepension')
    const [rest] = result.runs.filter(
      ({ component, calculatedBy }) => component === 'premiepension' && calculatedBy === 'provider-values',
    )
    expect(of(result, 'inkomstpension', 'in-payment')).toEqual(['2025-03–life 14000'])
    expect(Math.abs((rest?.amount.toNumber() ?? 0) * 2 - (whole?.amount.toNumber() ?? 0))).toBeLessThanOrEqual(1)
  })

  test('who works beside a pension in payment earns more of it each January', () => {
    const payments = [publicPayment('inkomstpension', 14_000), publicPayment('premiepension', 2000)]
    const result = projected([publicPension({ payments, rights: [right(2024, 300_000), right(2025, 300_000)] })], {
      at: age(68),
    })
    const added = result.runs.filter(
      ({ component, calculatedBy }) => component === 'inkomstpension' && calculatedBy === 'provider-values',
    )
    expect(added.map(({ from }) => formatYearMonth(from))).toEqual([
      '2027-01',
      '2028-01',
      '2029-01',
      '2030-01',
      '2031-01',
    ])
  })
})

describe('work', () => {
  const held = publicPension({
    inkomstpensionBalance: capitalOf(2_000_000),
    rights: [right(2024, 450_000), right(2025, 460_000)],
  })
  const rightsIn = (result: Projection): Record<string, string> =>
    Object.assign(
      {},
      ...(result.holdings[0]?.steps ?? [])
        .filter(({ rule }) => rule === 'inkomstpension.account')
        .map(({ inputs }) => inputs),
    ) as Record<string, string>

  test('part-time and leave with benefits change what those years give', () => {
    const work = [
      { from: age(66), to: age(66, 7), salary: kronorPerYear(250_000) },
      { from: age(66, 7), to: age(67), salary: kronorPerYear(0), benefit: kronorPerYear(300_000) },
    ]
    const rights = rightsIn(projected([held], { at: age(68), work }))
    // From June 2027: five months of 494,600 and seven of 250,000: 351,916, counted 351,900, fee 24,600, PGI 327,300.
    expect(rights['right 2026']).toBe('73600')
    expect(rights['right 2027']).toBe(String(Math.floor(327_300 * 0.16)))
  })

  test('beside the pension goes on after it has begun, is shown as pay, and its end is a fall', () => {
    const work = [{ from: age(67), to: age(69), salary: kronorPerYear(240_000) }]
    const alone = projected([held])
    const beside = projected([held], { work })
    const levels = of(beside, 'inkomstpension')
    expect(levels.length).toBeGreaterThan(of(alone, 'inkomstpension').length)
    expect(beside.months.find(({ from }) => formatYearMonth(from) === '2029-01')?.work.toNumber()).toBe(20_000)
    expect(
      beside.falls.map(({ month, amount, reason, holdingId }) => [
        formatYearMonth(month),
        amount.toFixed(),
        reason,
        holdingId,
      ]),
    ).toEqual([['2030-06', '20000', 'work-ends', null]])
  })

  // Born 1961, 2027: 300,000 a year in place of pay. Allowance 1.081 · 59,200 − 30,000 = 33,995.2 → 34,000; T = 266,000:
  // 86,130 + 691 + 1,184 − 1,500 = 86,505 a year, no jobbskatteavdrag: 7,208.75 a month. The same as pay: 5.0676
  // prisbasbelopp, credit (0.99976 · 59,200 + 0.251 · 300,000 − 34,000) · 32.38 % = 32,537.3: 53,968 a year, 4,497.3.
  test('a benefit in place of pay is taxed without jobbskatteavdrag', () => {
    const taxOf = (period: { readonly salary: number; readonly benefit?: number }) => {
      const { salary, benefit } = period
      const work = [
        {
          from: age(65),
          to: age(67),
          salary: kronorPerYear(salary),
          ...(benefit !== undefined && { benefit: kronorPerYear(benefit) }),
        },
      ]
      const { months, steps } = projected([held], { at: age(67), work })
      const month = months.find(({ from, to }) => from <= yearMonth(2027, 3) && yearMonth(2027, 3) <= to)
      const told = steps.some(({ rule, inputs }) => rule === 'skatt' && inputs['benefit'] === '25000')
      return [month?.work.toNumber(), month?.benefit.toNumber(), month?.tax?.toNumber(), told]
    }
    expect(taxOf({ salary: 0, benefit: 300_000 })).toEqual([25_000, 25_000, 7209, true])
    expect(taxOf({ salary: 300_000 })).toEqual([25_000, 0, 4497, false])
  })

  test('a stated salary counts in place of what was reported', () => {
    const result = project({
      person: { birthDate: isoDateOf('1961-05-15') },
      holdings: [{ id: 'h0', holding: held }],
      salary: kronorPerYear(600_000),
      choices: { retirementAge: age(68) },
      today: isoDateOf('2026-11-22'),
    })
    // PGI of 600,000: 558,000.
    expect(rightsIn(result)['right 2026']).toBe('89280')
    expect(result.salary).toEqual({ amount: kronorPerYear(600_000), date: '2026-11-22' })
  })

  test.each([
    [2024, '2026-10-31', 450_000],
    [2023, '2026-10-31', undefined],
    [2023, '2025-12-31', 450_000],
    [2020, '2025-12-31', undefined],
  ])('an income of %d is still had in figures of %s: %s', (year, date, salary) => {
    const pensioner = publicPension({
      inkomstpensionBalance: capitalOf(1_000_000, date),
      rights: [right(year - 1, 460_000), right(year, 450_000)],
    })
    const result = projected([pensioner])
    expect(result.salary?.amount.toNumber()).toBe(salary)
    expect(result.holdings[0]?.assumptions.includes('salary-unchanged')).toBe(salary !== undefined)
  })

  test('an income of long ago gives a pension that is being paid no further rights', () => {
    const payments = [publicPayment('inkomstpension', 14_000), publicPayment('premiepension', 2000)]
    const result = projected([publicPension({ payments, rights: [right(2020, 300_000)] })], { at: age(68) })
    expect(of(result, 'inkomstpension')).toEqual(['2025-03–life 14000'])
  })

  test('a salary of an earlier employment does not', () => {
    const reportedSalary = { value: kronorPerYear(900_000), date: isoDateOf('2015-06-30') }
    expect(projected([held, contract({ reportedSalary })]).salary?.amount.toNumber()).toBe(460_000)
  })
})

describe('the agency’s own forecast of the whole', () => {
  const held = publicPension({
    inkomstpensionBalance: capitalOf(1_000_000),
    ...notWorking,
    forecasts: [forecast(age(65), 6000), forecast(age(67), 7200)],
  })

  test('wins at the delivered ages; the supplements come on top, and it is said', () => {
    const result = projected([held], { at: age(66) })
    expect(of(result, 'allman-pension')).toEqual(['2027-06–life 6600'])
    expect(of(result, 'garantipension')[0]).toMatch(/^2028-05–/)
    expect(result.holdings[0]).toMatchObject({ calculatedBy: 'provider-forecast' })
    expect(result.holdings[0]?.assumptions).toContain('supplements-own-calculation')
  })

  test('is never extrapolated', () => {
    expect(of(projected([held], { at: age(68) }), 'allman-pension')).toEqual([])
  })

  test('gives way to our own calculation when work or withdrawal is another, and that is said', () => {
    const work = [{ from: age(66), to: age(67), salary: kronorPerYear(100_000) }]
    for (const changed of [{ work }, { publicWithdrawal: [draw(age(67), 0.5)] }]) {
      const result = projected([held], changed)
      expect(of(result, 'allman-pension')).toEqual([])
      expect(result.holdings[0]?.assumptions).toContain('provider-forecast-set-aside')
    }
  })

  test('and when the saver says another salary', () => {
    const result = project({
      person: { birthDate: isoDateOf('1961-05-15') },
      holdings: [{ id: 'h0', holding: held }],
      salary: kronorPerYear(600_000),
      choices: { retirementAge: age(66) },
      today: isoDateOf('2026-11-22'),
    })
    expect(of(result, 'allman-pension')).toEqual([])
    expect(result.holdings[0]?.assumptions).toContain('provider-forecast-set-aside')
  })

  test('work that ends before the lowest age: our own calculation, from the month of that age', () => {
    const young = {
      ...held,
      rights: [right(2025, 400_000)],
      forecasts: [forecast(age(64), 6000), forecast(age(67), 7200)],
    }
    const result = projected([young, contract({ capital: capitalOf(1) })], { at: age(62), birthDate: '1965-05-15' })
    expect(result.runs[0]).toMatchObject({ component: 'inkomstpension', calculatedBy: 'provider-values' })
    expect(of(result, 'inkomstpension')[0]).toMatch(/^2029-05/)
    expect(result.holdings[0]?.assumptions).toContain('start-moved-to-earliest')
  })
})

describe('garantipension and inkomstpensionstillägg', () => {
  // Shadow balance 1,000,000 · 18.5 / 16 = 1,156,250, with two years of gains: floor(floor(1,156,250 · 1.007999 · cost)
  // · 1.008937 · cost) = 1,175,322; / 16.34 = 71,929 a year, down to whole kronor a month 71,928. Single, 40 years:
  // 2.43 · 59,200 − 71,928 = 71,928: 5,994 a month.
  test('by hand, from the balance', () => {
    expect(of(projected([million]), 'garantipension')).toEqual(['2028-06–life 5994'])
  })

  test('begins in the month of riktålder for who draws earlier, as if drawn then', () => {
    const result = projected([million], { at: age(66) })
    expect(of(result, 'garantipension')).toEqual(['2028-05–life 5994'])
  })

  test('married, with fewer years here, or abroad it is less or none', () => {
    // Above 1.14 · 59,200 = 67,488: 1.06 · 59,200 − 0.48 · 4,440 = 60,620.8: 5,052. 20 of 40 years: 71,928 / 2 / 12 = 2,997.
    expect(of(projected([million], { person: { maritalStatus: 'married' } }), 'garantipension')).toEqual([
      '2028-06–life 5052',
    ])
    expect(of(projected([million], { person: { residenceYears: 20 } }), 'garantipension')).toEqual([
      '2028-06–life 2997',
    ])
    expect(of(projected([million], { person: { resident: 'abroad' } }), 'garantipension')).toEqual([])
  })

  test('years in Sweden are as the agency says with those to come, else from 25 or the first right', () => {
    const years = (holding: PublicHolding) =>
      projected([holding]).holdings[0]?.steps.find(({ rule }) => rule === 'garantipension')?.inputs['residenceYears']
    expect(years({ ...million, residenceYears: 30 })).toBe('32')
    expect(years(million)).toBe('40')
    expect(years({ ...million, residenceYears: 39 })).toBe('40')
  })

  test('rest on the rights of each year where these explain the balance', () => {
    // All since 2000, all of 16 and 2.5: the relation is 18.5 to 16 whatever the factors, as rights are whole kronor.
    const rights = Array.from({ length: 26 }, (_, i) => right(2000 + i, 230_000))
    const held = publicPension({ inkomstpensionBalance: capitalOf(1_400_000), rights })
    const result = projected([held], { birthDate: '1975-05-15', at: age(68) })
    expect(result.holdings[0]?.assumptions).not.toContain('guarantee-base-from-balance')
    const steps = result.holdings[0]?.steps ?? []
    expect(Number(steps.find(({ rule }) => rule === 'inkomstpensionstillagg')?.inputs['yearsWithIncome'])).toBe(43)
    // Rights before 1995 were 18.5 already: the base is nearer to the balance.
    const later = Array.from({ length: 40 }, (_, i) => right(1986 + i, 300_000))
    const early = later.map((year) =>
      year.incomeYear < 1995
        ? { ...year, inkomstpension: kronorPerYear(55_500), premiepension: kronorPerYear(0) }
        : year,
    )
    const base = (rightsOf: typeof early) =>
      Number(
        projected([{ ...held, inkomstpensionBalance: capitalOf(2_000_000), rights: rightsOf }]).holdings[0]?.steps.find(
          ({ rule }) => rule === 'garantipension',
        )?.inputs['base'],
      )
    expect(base(early)).toBeLessThan(base(later) * 0.97)
  })

  // PGI 300,000: 55,500 of 18.5 % a year, credited like the rights of inkomstpension: those of 2025 and 2026 before the
  // start, that of 2027 in January 2029, all by the delningstal at riktålder, 16.34.
  test('the base grows with the whole right of each year', () => {
    const held = publicPension({ inkomstpensionBalance: capitalOf(1_000_000), rights: [right(2025, 300_000)] })
    const steps = projected([held]).holdings[0]?.steps.filter(({ rule }) => rule === 'garantipension') ?? []
    const shadow = [1.007999, 1.008937].reduce(
      (balance, gain) => Math.floor((balance + 55_500) * gain * cost),
      1_156_250,
    )
    const first = Math.floor((shadow / 16.34 + 0.49) / 12) * 12
    const second = first + Math.floor(55_500 * 1.0088498 * cost) / 16.34
    expect(steps.slice(0, 2).map(({ inputs }) => Number(inputs['base']))).toEqual([first, expect.closeTo(second, 4)])
  })

  // Work to 67, June 2028; its last right is credited at the end of 2029, when a part is left undrawn for half a year.
  test('the base takes a right that comes while a part is left undrawn', () => {
    const held = publicPension({ inkomstpensionBalance: capitalOf(1_000_000), rights: [right(2025, 300_000)] })
    const last = (given: Given) =>
      of(projected([held], given), 'garantipension')
        .at(-1)
        ?.split(' ')[1]
    const paused = [draw(age(67), 1), draw(age(68, 4), 1, 0), draw(age(68, 10), 1)]
    expect(last({ publicWithdrawal: paused })).toBe(last({}))
  })

  test('what the agency has decided is left alone', () => {
    const payments = [publicPayment('inkomstpension', 4000), publicPayment('premiepension', 300)]
    expect(of(projected([publicPension({ payments })], { birthDate: '1955-02-11' }), 'garantipension')).toEqual([])
    const guarantee = [...payments, publicPayment('garantipension', 5000)]
    expect(of(projected([publicPension({ payments: guarantee })]), 'garantipension')).toEqual(['2025-03–life 5000'])
    // In payment in full before riktålder: it is still to be decided.
    expect(of(projected([publicPension({ payments })]), 'garantipension')[0]).toMatch(/^2028-05/)
  })

  // Paid 9,000 since June 2024, at 63 years and 1 month: 108,000 · 18.5 / 16 · (18.32 − 0.59 / 12) / 16.34, with the gains
  // and costs of the four years to riktålder and the norm that it has lost twice, in January 2025 and 2026.
  test('in payment since before riktålder it counts what a balance that was left would have become', () => {
    const since = { from: isoDateOf('2024-06-01') }
    const payments = [publicPayment('inkomstpension', 9000, since), publicPayment('premiepension', 300, since)]
    const steps = projected([publicPension({ payments })]).holdings[0]?.steps ?? []
    const drawn = (124_875 * (18.32 - 0.59 / 12)) / 16.34
    const gains = 1.006537 * 1.007301 * 1.007999 * 1.008937
    const base = drawn * gains * 0.999655 * 0.9997489 ** 3 * 1.016 ** 2
    expect(steps.find(({ rule }) => rule === 'garantipension')?.inputs['base']).toBe(
      String(Math.floor((base + 0.49) / 12) * 12),
    )
  })

  // PGI 300,000: 55,500 of 18.5 %, credited at the end of 2026 with that year's gain, and kept with that of 2027.
  test('in payment it counts the rights that are still to come', () => {
    const payments = [publicPayment('inkomstpension', 4000), publicPayment('premiepension', 300)]
    const base = (pgi: number) => {
      const held = publicPension({ payments, rights: [right(2025, pgi), right(2026, 0)] })
      const steps = projected([held]).holdings[0]?.steps ?? []
      return Number(steps.find(({ rule }) => rule === 'garantipension')?.inputs['base'])
    }
    const credited = Math.floor(Math.floor(55_500 * 1.007999 * cost) * 1.008937 * cost)
    expect(base(300_000) - base(0)).toBeGreaterThan(credited / 16.34 - 12)
    expect(base(300_000) - base(0)).toBeLessThan(credited / 16.34 + 12)
  })

  // Three quarters in payment since 75, the rest still to draw: 1,420 of tilläggspension are 1,420 / 1.42 = 1,000 at 65.
  test('tilläggspension in payment counts as at 65', () => {
    const since = { from: isoDateOf('2025-06-01'), shareDrawn: share('0.75') }
    const base = (more: readonly ReturnType<typeof publicPayment>[]) => {
      const payments = [
        publicPayment('inkomstpension', 4000, since),
        publicPayment('premiepension', 300, since),
        ...more,
      ]
      const held = publicPension({ ...notWorking, payments, inkomstpensionBalance: capitalOf(100_000) })
      const steps = projected([held], { birthDate: '1950-03-10', at: age(75) }).holdings[0]?.steps ?? []
      return Number(steps.find(({ rule }) => rule === 'garantipension')?.inputs['base'])
    }
    expect(base([publicPayment('tillaggspension', 1420, { from: isoDateOf('2025-06-01') })]) - base([])).toBe(12_000)
  })

  // Born May 1961: 67 in May 2028. What lacks to live on is not filled up while the pension itself is left to wait.
  test('no bostadstillägg and no äldreförsörjningsstöd before all of it is drawn', () => {
    const person = { housing: { cost: kronorPerMonth(8_000), wealth: kronor(0) }, residenceYears: 40 }
    const support = (given: Given) =>
      ['bostadstillagg', 'aldreforsorjningsstod'].flatMap((component) =>
        of(projected([million], { person, ...given }), component as PaymentRun['component']).map((words) =>
          words.slice(0, 7),
        ),
      )
    expect(support({ at: age(69) }).sort()[0]).toBe('2030-06')
    expect(support({ at: age(64) }).sort()[0]).toBe('2028-05')
    expect(support({ publicWithdrawal: [draw(age(67), 0.75, 1)] })).toEqual([])
    expect(support({ publicWithdrawal: [draw(age(67), 0.75, 1), draw(age(68), 1)] }).sort()[0]).toBe('2029-06')
    const nothing = projected([publicPension()], { person })
    expect(nothing.runs).toEqual([])
  })

  test('no guarantee fills up a pension that nobody has reported', () => {
    expect(projected([publicPension()]).runs).toEqual([])
    expect(projected([publicPension()]).holdings[0]?.notProjected).toBe('no-value-reported')
  })
})

describe('tilläggspension', () => {
  // 60 months after 65 at 0.7 %, those after 70 not counted: 3,000 · 1.42 = 4,260.
  test('is higher for each month after 65, and drawn with the rest', () => {
    const held = publicPension({ tillaggspension: benefitOf(3000) })
    const result = projected([held], { birthDate: '1953-03-10', at: age(74) })
    expect(of(result, 'tillaggspension')).toEqual(['2027-04–life 4260'])
  })

  test('of those born before 1938 is all there is, with a guarantee by their own rules', () => {
    const held = publicPension({ tillaggspension: benefitOf(3000), inkomstpensionBalance: capitalOf(1_000_000) })
    const result = projected([held], { birthDate: '1935-05-15', at: age(92) })
    expect(new Set(result.runs.map(({ component }) => component))).toEqual(
      new Set(['tillaggspension', 'garantipension']),
    )
  })
})

describe('explanation', () => {
  const held = publicPension({
    inkomstpensionBalance: capitalOf(1_000_000),
    premiepensionBalance: capitalOf(250_000),
    rights: [right(2024, 300_000), right(2025, 310_000)],
  })

  test.each<Given>([
    {},
    { at: age(65, 3) },
    { publicWithdrawal: [draw(age(66), 0.5, 1), draw(age(67), 0.25, 0.75), draw(age(70), 1)], at: age(66) },
    { assumptions: { paymentIndexation: 'law-at-zero-growth', market: 'low' } },
  ])('every amount paid is the result of a step, with its figures dated and sourced: %#', (given) => {
    const result = projected([held], given)
    const steps = result.holdings[0]?.steps ?? []
    for (const run of result.runs) {
      const month = formatYearMonth(run.from)
      const found = steps.filter(({ rule, inputs }) => rule.startsWith(run.component) && inputs['month'] === month)
      expect(found.map((step) => step.result)).toContain(run.amount.toFixed())
    }
    for (const { figures } of steps) {
      for (const { from, source, status } of figures) {
        expect(from).toMatch(/^\d{4}-\d\d-\d\d$/)
        expect(source.length).toBeGreaterThan(10)
        expect(['decided', 'derived', 'projected', 'assumed']).toContain(status)
      }
    }
    expect(result.holdings[0]?.restsOnProjectedLaw).toBe(true)
  })

  test('the parts of a month sum to the whole exactly', () => {
    const { runs, months } = projected([held])
    for (const { from, gross } of months) {
      const parts = runs.filter((run) => run.from <= from && (run.to === 'lifelong' || from <= run.to))
      const sum = parts.reduce((total, { amount }) => total.plus(amount), kronor(0).plus(0))
      expect(gross.eq(sum)).toBe(true)
    }
  })
})
