import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LawReader } from '../../law.ts'
import { MissingFigureError } from '../../model/errors.ts'
import { Dec, kronorPerYear, share } from '../../model/quantity.ts'
import type { ComputedTax, Residence } from './index.ts'
import { calculatePreliminarskatt, calculateSlutligSkatt } from './index.ts'

interface Own {
  readonly pension?: number
  readonly work?: number
  readonly benefit?: number
  readonly birthYear?: number
  readonly year?: number
  readonly residence?: Residence
  readonly kyrkoavgift?: string
}

function taxOn({
  pension = 0,
  work = 0,
  benefit,
  birthYear = 1990,
  year = 2026,
  residence = 'average',
  kyrkoavgift,
}: Own) {
  const result = calculateSlutligSkatt(
    {
      pension: kronorPerYear(pension),
      work: kronorPerYear(work),
      birthYear,
      year,
      residence,
      ...(benefit !== undefined && { benefit: kronorPerYear(benefit) }),
      ...(kyrkoavgift === undefined ? {} : { kyrkoavgift: kyrkoavgift === 'average' ? 'average' : share(kyrkoavgift) }),
    },
    new LawReader(),
  )
  if (!result.computed) throw new Error('Not computed')
  return result
}

const partsOf = ({ parts }: ComputedTax) => Object.fromEntries(Object.entries(parts).map(([k, v]) => [k, Number(v)]))

// 480,000 of work in 2026: 8.108 prisbasbelopp: allowance 0.293 · 59,200 = 17,345.6 → 17,400; T = 462,600. 32.38 % =
// 149,789.88; 0.26 % = 1,202.76; fee 1 % of 1.42 · 83,400 = 1,184; 7 % of 480,000 = 33,600, credited whole; job
// credit (3.027 · 59,200 − 17,400) · 32.38 % = 52,390.3; 1,500. Sum 149,789 + 1,202 + 1,184 − 52,390 − 1,500 = 98,285.
test('work alone, below the age limit', () => {
  const result = taxOn({ work: 480_000 })
  expect(partsOf(result)).toEqual({
    kommunalskatt: 149_789,
    begravningsavgift: 1202,
    kyrkoavgift: 0,
    statligInkomstskatt: 0,
    publicServiceAvgift: 1184,
    allmanPensionsavgift: 33_600,
    skattereduktionPensionsavgift: -33_600,
    jobbskatteavdrag: -52_390,
    skattereduktionForvarvsinkomst: -1500,
  })
  expect([result.tax.toNumber(), result.net.toNumber()]).toEqual([98_285, 381_715])
})

// 300,000 of föräldrapenning in 2026: 5.0676 prisbasbelopp: allowance (1.081 − 0.50676) · 59,200 = 33,995.2 → 34,000;
// T = 266,000. 32.38 % = 86,130.8; 0.26 % = 691.6; fee 1 % of 1.42 · 83,400 = 1,184; 7 % of 300,000 = 21,000, credited
// whole; no job credit; 1,500. Sum 86,130 + 691 + 1,184 − 1,500 = 86,505.
test('a benefit in place of pay bears the pension fee and gives no jobbskatteavdrag', () => {
  const result = taxOn({ benefit: 300_000 })
  expect(partsOf(result)).toEqual({
    kommunalskatt: 86_130,
    begravningsavgift: 691,
    kyrkoavgift: 0,
    statligInkomstskatt: 0,
    publicServiceAvgift: 1184,
    allmanPensionsavgift: 21_000,
    skattereduktionPensionsavgift: -21_000,
    jobbskatteavdrag: 0,
    skattereduktionForvarvsinkomst: -1500,
  })
  expect([result.tax.toNumber(), result.net.toNumber()]).toEqual([86_505, 213_495])
})

// 240,450 of work and 60,380 of föräldrapenning in 2026: together 300,830 → 300,800; allowance 1.081 · 59,200 − 30,080 =
// 33,915.2 → 34,000; T = 266,800. Pension fee 7 % of 300,800 = 21,056 → 21,100 (of 240,400 and 60,300 apart it would be
// 21,000). Job credit on 240,400, 4.0608 prisbasbelopp: (0.99976 · 59,200 + 0.251 · 240,400 − 34,000) · 32.38 % =
// 85,526.2 · 32.38 % = 27,693.4.
test('work and a benefit beside it: the pension fee on both, jobbskatteavdrag on the work alone', () => {
  const result = taxOn({ work: 240_450, benefit: 60_380 })
  expect(result.taxable.toNumber()).toBe(266_800)
  expect(partsOf(result)).toMatchObject({ allmanPensionsavgift: 21_100, jobbskatteavdrag: -27_693 })
  expect(result.net.plus(result.tax).toNumber()).toBe(300_830)
})

// 120,000 of pension and 300,000 of work, born 1955, 2026: 7.0946 prisbasbelopp: 1.081 − 0.70946 + 0.017 + 0.338 · 7.0946
// = 2.78651 · 59,200 = 164,961.6 → 165,000; T = 255,000: 82,569; 663; 1,184; 21,000 both ways; the credit of the older
// 0.2635 · 59,200 + 7 % of 300,000 = 36,599.2; 1,500. Sum 46,317.
test('pension and work together, above the age limit', () => {
  const result = taxOn({ pension: 120_000, work: 300_000, birthYear: 1955 })
  expect(result.grundavdrag.toNumber()).toBe(165_000)
  expect(partsOf(result)).toMatchObject({
    kommunalskatt: 82_569,
    begravningsavgift: 663,
    allmanPensionsavgift: 21_000,
    skattereduktionPensionsavgift: -21_000,
    jobbskatteavdrag: -36_599,
  })
  expect(result.tax.toNumber()).toBe(46_317)
})

// 900,000 of pension, born 1990, 2026: allowance 17,400; T = 882,600: 285,785 and 2,294; 20 % of 882,600 − 643,000 =
// 47,920; 1,184; − 1,500: 335,683.
test('state tax above skiktgränsen', () => {
  const result = taxOn({ pension: 900_000 })
  expect(result.parts.statligInkomstskatt.toNumber()).toBe(47_920)
  expect(result.tax.toNumber()).toBe(285_785 + 2294 + 47_920 + 1184 - 1500)
})

// 27,000 of work: allowance 0.423 · 59,200 = 25,041.6 → 25,100; T = 1,900: 615 of tax, 4 and 19 of fees. The pension fee
// 1,890 → 1,900 is credited to 615; no job credit is left to take: 1,900 + 4 + 19 = 1,923.
test('credits never take more than the tax they are taken from', () => {
  const result = taxOn({ work: 27_000 })
  expect(partsOf(result)).toMatchObject({
    kommunalskatt: 615,
    allmanPensionsavgift: 1900,
    skattereduktionPensionsavgift: -615,
    jobbskatteavdrag: 0,
  })
  expect(result.tax.toNumber()).toBe(1923)
})

test('those born before 1938 pay no pension fee', () => {
  const feeOf = (birthYear: number) => taxOn({ work: 300_000, birthYear }).parts.allmanPensionsavgift.toNumber()
  expect([feeOf(1937), feeOf(1938)]).toEqual([0, 21_000])
})

// 0.2635 · 59,200 + 7 % of 300,000 = 36,599.2; of 300,099 it would be 36,606.
test('work counts in whole hundreds', () => {
  const creditOf = (work: number) =>
    taxOn({ work, pension: 120_000, birthYear: 1955 }).parts.jobbskatteavdrag.toNumber()
  expect([creditOf(300_000), creditOf(300_099), creditOf(300_100)]).toEqual([-36_599, -36_599, -36_606])
})

describe('by municipality', () => {
  // T of 300,000 of pension in 2026, born 1990: 1.081 · 59,200 − 30,000 = 33,995.2 → 34,000: 266,000.
  test.each<[Residence, number, number]>([
    ['average', 86_130, 691], // 32.38 %, 0.26 %
    [{ municipality: '0180' }, 81_263, 186], // Stockholm 30.55 %, 0.07 %
    [{ municipality: '0687' }, 89_828, 758], // Tranås 33.77 %, 0.285 %
    [{ municipality: '0117' }, 76_953, 750], // Österåker 28.93 %, uniform 0.282 %
    [{ kommunalskatt: share('0.3'), begravningsavgift: share('0.001') }, 79_800, 266],
  ])('%o', (residence, kommunal, burial) => {
    expect(partsOf(taxOn({ pension: 300_000, residence }))).toMatchObject({
      kommunalskatt: kommunal,
      begravningsavgift: burial,
    })
  })

  test('the uniform burial fee of 2025 is 0.293 %: 300,000, T = 1.081 · 58,800 − 30,000 = 33,562.8 → 266,400', () => {
    const result = taxOn({ pension: 300_000, year: 2025, residence: { municipality: '1440' } })
    expect(result.parts.begravningsavgift.toNumber()).toBe(780)
  })

  test('one that does not exist is refused', () => {
    expect(() => taxOn({ pension: 1, residence: { municipality: '9999' } })).toThrow(MissingFigureError)
  })

  test('a member of the church pays the mean of the country or the own parish’s rate', () => {
    // T = 266,000: 1.32 % and 0.9 %.
    expect(taxOn({ pension: 300_000, kyrkoavgift: 'average' }).parts.kyrkoavgift.toNumber()).toBe(3511)
    expect(taxOn({ pension: 300_000, kyrkoavgift: '0.009' }).parts.kyrkoavgift.toNumber()).toBe(2394)
  })

  test('abroad nothing is counted, and that is said', () => {
    const of = { birthYear: 1950, year: 2026, pension: kronorPerYear(200_000), work: kronorPerYear(0) }
    const person = { ...of, residence: 'abroad' } as const
    expect(calculateSlutligSkatt(person, new LawReader())).toEqual({ computed: false, reason: 'resident-abroad' })
    const payers = [{ id: 'a', amount: kronorPerYear(1), kind: 'pension' }] as const
    expect(calculatePreliminarskatt({ ...person, payers }, new LawReader())).toEqual({
      computed: false,
      reason: 'resident-abroad',
    })
  })
})

test('the years after the last decided are taxed as 2026, and said to be projected', () => {
  const law = new LawReader()
  const tax = [2026, 2027, 2031, 2090].map((year) => {
    const of = { birthYear: 1990, year, pension: kronorPerYear(0), work: kronorPerYear(700_000) }
    const result = calculateSlutligSkatt({ ...of, residence: { municipality: '1280' } }, law)
    return result.computed && result.tax.toNumber()
  })
  // In 2090 the person is old: the raised allowance and the other credit.
  expect(new Set(tax.slice(0, 3)).size).toBe(1)
  expect(Number(tax[3])).toBeLessThan(Number(tax[0]))
  const statuses = new Map(law.takeRead().map(({ term, from, status }) => [`${term} ${from}`, status]))
  expect(statuses.get('kommunalskatt per kommun Malmö 2026-01-01')).toBe('decided')
  expect(statuses.get('kommunalskatt per kommun Malmö 2027-01-01')).toBe('projected')
  expect(statuses.get('enhetlig begravningsavgift 2026-01-01')).toBe('derived')
  expect(statuses.get('skiktgräns 2031-01-01')).toBe('projected')
})

// 7 % of 300,000, of which those born before 1938 pay nothing.
test('the general pension fee is for those born from 1938', () => {
  const fee = (birthYear: number) =>
    taxOn({ work: 300_000, birthYear, year: 2005 }).parts.allmanPensionsavgift.toNumber()
  expect([fee(1937), fee(1938)]).toEqual([0, 21_000])
})

describe('several payers', () => {
  // Born 1955, 2026. 200,000 alone: 3.378 prisbasbelopp: 1.081 − 0.3378 − 0.073 + 0.356 · 3.378 = 1.87289 → 110,875 →
  // 110,900; T = 89,100: 28,850; 231; 891; − 0.75 % of 49,100 = 368: 29,604. 50,000 at 30 %: 15,000. Together 250,000:
  // 4.223: 1.008 + 0.256 · 4.223 = 2.08908 → 123,673.6 → 123,700; T = 126,300: 40,895; 328; 1,184; − 647: 41,760.
  test('the largest withholds by table, the others 30 %, and what is left is said', () => {
    const result = calculatePreliminarskatt(
      {
        payers: [
          { id: 'avtal', amount: kronorPerYear(50_001), kind: 'pension' },
          { id: 'allman', amount: kronorPerYear(200_000), kind: 'pension' },
        ],
        birthYear: 1955,
        year: 2026,
        residence: 'average',
      },
      new LawReader(),
    )
    expect(result).toEqual({
      computed: true,
      byPayer: [
        { id: 'avtal', main: false, withheld: new Dec(15_000) },
        { id: 'allman', main: true, withheld: new Dec(29_604) },
      ],
      tax: new Dec(41_760),
      left: new Dec(41_760 - 15_000 - 29_604),
    })
  })

  test('work and pension are taxed together, and a single payer withholds all of it, even of nothing', () => {
    const of = (pension: number, work: number) => {
      const payers = [
        { id: 'pension', amount: kronorPerYear(pension), kind: 'pension' },
        { id: 'work', amount: kronorPerYear(work), kind: 'work' },
      ] as const
      const paid = { payers, birthYear: 1955, year: 2026, residence: 'average' } as const
      const result = calculatePreliminarskatt(paid, new LawReader())
      if (!result.computed) throw new Error('Not computed')
      return { tax: result.tax.toNumber(), main: result.byPayer.map(({ main }) => main) }
    }
    // Born 1955, 120,000 of pension and 300,000 of work: 46,317, as above.
    expect(of(120_000, 300_000)).toEqual({ tax: 46_317, main: [false, true] })
    expect(of(0, 0)).toEqual({ tax: 0, main: [true, false] })
  })

  test('nobody pays: no tax', () => {
    const none = { payers: [], birthYear: 1955, year: 2026, residence: 'average' } as const
    expect(calculatePreliminarskatt(none, new LawReader())).toEqual({
      computed: true,
      byPayer: [],
      tax: new Dec(0),
      left: new Dec(0),
    })
  })
})

const incomes = fc.integer({ min: 0, max: 2_000_000 })
const people = fc.record({
  pension: incomes,
  work: incomes,
  birthYear: fc.integer({ min: 1938, max: 2000 }),
  year: fc.integer({ min: 2025, max: 2035 }),
})

describe('for all', () => {
  test('the parts sum to the tax, the tax to what is not left, and each part has its sign', () => {
    const rates = fc.integer({ min: 0, max: 40 }).map((percent) => share(percent / 100))
    fc.assert(
      fc.property(people, rates, (person, rate) => {
        const result = taxOn({ ...person, residence: { kommunalskatt: rate, begravningsavgift: share('0.003') } })
        const { parts, tax, net, grundavdrag, taxable } = result
        const sum = Object.values(partsOf(result)).reduce((total, part) => total + part, 0)
        expect(sum).toBe(tax.toNumber())
        expect(net.plus(tax).toNumber()).toBe(person.pension + person.work)
        expect(grundavdrag.plus(taxable).toNumber()).toBe(Math.floor((person.pension + person.work) / 100) * 100)
        for (const [name, part] of Object.entries(partsOf(result))) {
          const isReduction = /^(skattereduktion|jobbskatteavdrag)/.test(name)
          expect(isReduction ? part <= 0 : part >= 0).toBe(true)
        }
        const reduced = parts.jobbskatteavdrag
          .plus(parts.skattereduktionForvarvsinkomst)
          .plus(parts.skattereduktionPensionsavgift)
        expect(reduced.plus(parts.kommunalskatt).plus(parts.statligInkomstskatt).gte(0)).toBe(true)
        expect(tax.gte(0)).toBe(true)
      }),
    )
  })

  // A step of income in whole hundreds moves the allowance by at most a hundred too: two hundreds are taxed at once.
  test('1,000 kr more a year never leaves less, whether of pension or of work', () => {
    fc.assert(
      fc.property(people, fc.boolean(), fc.integer({ min: 1000, max: 100_000 }), (person, ofWork, more) => {
        const raised = ofWork ? { ...person, work: person.work + more } : { ...person, pension: person.pension + more }
        expect(taxOn(raised).net.gte(taxOn(person).net)).toBe(true)
      }),
    )
  })

  test('where the rate is higher, no less is taxed', () => {
    fc.assert(
      fc.property(people, fc.constantFrom('0117', '0180', '1280', '1440', '2361'), (person, municipality) => {
        const low = taxOn({ ...person, residence: { municipality } })
        const high = taxOn({
          ...person,
          residence: { kommunalskatt: share('0.4'), begravningsavgift: share('0.003') },
        })
        expect(high.tax.gte(low.tax)).toBe(true)
      }),
    )
  })
})
