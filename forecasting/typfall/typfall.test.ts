/** Typfall mode against the agency's own runs: results, what they are made of, and five careers year by year. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { lawful, typfallsmodellen } from '../departures.ts'
import { Dec } from '../model/quantity.ts'
import { resultHeaders, resultValues } from './columns.ts'
import type { TypfallRow } from './csv.ts'
import { readTypfallFile } from './csv.ts'
import type { TypfallInput } from './input.ts'
import { agreements } from './input.ts'
import { Economies, runTypfall } from './run.ts'

const folder = join(import.meta.dirname, 'testing')
const read = (file: string): string => readFileSync(join(folder, file), 'utf8')

/** Rows of a file by its header. */
function records(file: string): readonly Readonly<Record<string, string>>[] {
  const [header = '', ...lines] = read(file).trim().split(/\r?\n/)
  const names = header.split(',')
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [names[i] ?? '', cell])))
}
const numberIn = (row: Readonly<Record<string, string>>, column: string): Dec => {
  const text = row[column]
  if (text === undefined) throw new Error(`No column ${column}`)
  return new Dec(text === '' ? 0 : text)
}

const economies = new Economies()
const run = (input: TypfallInput) => runTypfall(input, typfallsmodellen, economies)
const golden = readTypfallFile(read('golden.csv'))
const named = (row: TypfallRow): string =>
  `${row.input.birthYear}, ${row.input.workStartAge} to ${row.input.retirementAge}, ${row.input.salary.toFixed()}, ${row.input.agreement}`

test('all 35 handed-out runs are here, with every result', () => {
  expect(golden).toHaveLength(35)
  expect(golden.flatMap(({ expected }) => expected.filter((value) => value !== null))).toHaveLength(35 * 12)
  expect(new Set(golden.map(({ input }) => input.agreement)).size).toBe(8)
})

test.each(golden.map((row) => [`line ${row.line}: ${named(row)}`, row] as const))(
  'EX-TFM %s: every column within 0.01 kr a month',
  (_, { input, expected }) => {
    const values = resultValues(run(input).result)
    const apart = values.map(
      (value, i) =>
        [
          resultHeaders[i],
          value
            .minus(expected[i] ?? NaN)
            .abs()
            .toNumber(),
        ] as const,
    )
    expect(apart.filter(([, difference]) => !(difference <= 0.01))).toEqual([])
    // The runs have ten decimals; anything more would be another rounding.
    expect(Math.max(...apart.map(([, difference]) => difference))).toBeLessThan(1e-9)
  },
)

// Made by a program of its own from the model's description and tables: what the handed-out runs do not show.
const independent = readTypfallFile(read('independent.csv'))

test('the other runs show every agreement, cohort 1938 to 1953, and economies that grow, stand and shrink', () => {
  const of = <T>(value: (input: TypfallInput) => T): ReadonlySet<T> =>
    new Set(independent.map(({ input }) => value(input)))
  expect(of(({ agreement }) => agreement).size).toBe(8)
  expect([...of(({ birthYear }) => birthYear)]).toEqual(
    expect.arrayContaining(Array.from({ length: 16 }, (_, i) => 1938 + i)),
  )
  expect(of(({ inflation, realGrowth, realReturn }) => [inflation, realGrowth, realReturn].join(' ')).size).toBe(8)
  expect([...of(({ retirementAge }) => retirementAge)].sort((a, b) => a - b)).toEqual(
    Array.from({ length: 15 }, (_, i) => 61 + i),
  )
})

test.each(independent.map((row) => [`line ${row.line}: ${named(row)}`, row] as const))(
  'independently computed, %s: every column to the last decimal',
  (_, { input, expected }) => {
    const apart = resultValues(run(input).result).map((value, i) => value.minus(expected[i] ?? NaN).abs())
    expect(apart.map((difference, i) => [resultHeaders[i], difference.lt('1e-9')])).toEqual(
      resultHeaders.map((header) => [header, true]),
    )
  },
)

describe('what the results are made of', () => {
  const checks = records('check_intermediates.csv')

  test('every run has its row', () => {
    expect(checks).toHaveLength(golden.length)
  })

  test.each(checks.map((row) => [`case ${row['case'] ?? ''}`, row] as const))('%s', (_, row) => {
    const of = (column: string) => numberIn(row, column)
    const { input } =
      golden.find(
        ({ input: candidate }) =>
          candidate.birthYear === of('born').toNumber() &&
          candidate.workStartAge === of('work_start_age').toNumber() &&
          candidate.retirementAge === of('retirement_age').toNumber() &&
          candidate.salary.eq(of('salary_2025_sek')) &&
          candidate.agreement === agreements[of('scheme_no').toNumber() as keyof typeof agreements],
      ) ?? {}
    if (input === undefined) throw new Error('No such run')
    const { steps } = run(input)
    const reformed = input.birthYear >= 1938
    const compared: readonly (readonly [column: string, value: Dec | number])[] = [
      ['ip_balance', steps.balances.inkomstpension],
      ['gp_balance', steps.balances.undivided],
      ['pp_balance', steps.balances.premiepension],
      ['tjp_capital', steps.balances.tjanstepension],
      ['ip_right_last', steps.rightsLast.inkomstpension],
      ['pp_right_last', steps.rightsLast.premiepension],
      ['gp_right_last', steps.rightsLast.undivided],
      ['ip_divisor_halfyear', steps.delningstal],
      ...(reformed ? ([['ip_close', steps.closing]] as const) : []),
      // Before riktålder these enter no result, and the check's rows hold other things there.
      ...(reformed && row['gp_base_month'] !== ''
        ? ([
            ['gp_close', steps.closingUndivided],
            ['gp_base_month', steps.guaranteeBase.div(12)],
            ['gp_base_loop_month', steps.supplementBase.div(12)],
          ] as const)
        : []),
      ['ip_loop_month', steps.inkomstpensionBefore],
      ['pp_loop_month', steps.premiepensionBefore],
      ['years_with_right', steps.yearsWithIncome],
      ['tjp_dc_month', steps.fromCapital.div(12)],
      ['basic_allowance', steps.grundavdrag],
      ['taxable', steps.taxable],
      ['net_year', steps.net],
    ]
    for (const [column, value] of compared) {
      expect([column, Number(value).toFixed(6)]).toEqual([column, of(column).toNumber().toFixed(6)])
    }
  })
})

describe('five careers year by year', () => {
  const pattern = /^trace_(\d+)_(\d+)_(\d+)_(\d+)_([a-z0-9]+)(_inflation_growth)?\.csv$/
  const named = { itp1: 'ITP1', itp2: 'ITP2', saflo: 'SAF-LO', kapkl: 'KAP-KL' } as const
  const files = readdirSync(folder).filter((file) => file.startsWith('trace_'))

  test('all five are here', () => {
    expect(files).toHaveLength(5)
  })

  test.each(files)('%s', (file) => {
    const [, born, start, retired, salary, agreement, growth] = pattern.exec(file) ?? []
    const found = golden.find(
      ({ input }) =>
        input.birthYear === Number(born) &&
        input.workStartAge === Number(start) &&
        input.retirementAge === Number(retired) &&
        input.salary.eq(salary ?? NaN) &&
        input.agreement === named[agreement as keyof typeof named] &&
        (growth === undefined || (input.inflation.gt(0) && input.realGrowth.gt(0))),
    )
    if (found === undefined) throw new Error(`No run for ${file}`)
    const { years } = run(found.input).career
    const rows = records(file)
    expect(rows.length).toBeGreaterThan(40)
    for (const row of rows) {
      const at = numberIn(row, 'year').toNumber()
      const here = years.find(({ year }) => year === at)
      const before = years.find(({ year }) => year === at - 1)
      if (here === undefined) throw new Error(`No year ${at}`)
      const compared: readonly (readonly [column: string, value: Dec])[] = [
        ['wage', here.pay],
        ['pgi', here.pgi],
        ['atp_points', here.points],
        ['ip_right', before?.rights.inkomstpension ?? new Dec(0)],
        ['gp_right', before?.rights.undivided ?? new Dec(0)],
        ['pp_right', before?.rights.premiepension ?? new Dec(0)],
        ['ip_balance', here.balances.inkomstpension],
        ['gp_balance', here.balances.undivided],
        ['pp_balance', here.balances.premiepension],
        ['tjp_premium', here.premium],
        ['tjp_capital', here.balances.tjanstepension],
      ]
      for (const [column, value] of compared) {
        expect([at, column, value.toFixed(6)]).toEqual([at, column, numberIn(row, column).toFixed(6)])
      }
    }
  })
})

test('the same careers run by the law alone, and give other figures', () => {
  for (const { input } of golden) {
    const own = runTypfall(input, lawful, economies).result
    for (const value of Object.values<Dec>({ ...own })) expect(value.isFinite() && value.gte(0)).toBe(true)
    expect(own.gross.eq(run(input).result.gross)).toBe(false)
  }
})
