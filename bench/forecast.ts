/**
 * The speed of the engine against its goals, beside the same code in plain doubles (./in-doubles.ts) in the same run.
 * Prints Markdown. Each column comes from a process of its own; memory too.
 *
 * CPU time is counted in ticks of some milliseconds, so short work is measured in series, and the best of five series
 * counts: the others were disturbed by something else. Single answers are measured by the clock: each age is asked for
 * once by each of many persons who have just been prepared, and the middle one of an age's answers counts. The first
 * row is a fixed piece of decimal arithmetic, by which figures of different runs can be compared.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { typfallsmodellen } from '#forecasting/departures.ts'
import { age } from '#forecasting/model/age.ts'
import type { Age } from '#forecasting/model/age.ts'
import { Dec, kronorPerMonth } from '#forecasting/model/quantity.ts'
import { contestOf, findPlans } from '#forecasting/plan/index.ts'
import type { Wish } from '#forecasting/plan/index.ts'
import { compareRanks } from '#forecasting/plan/contest.ts'
import { searchPlans } from '#forecasting/plan/search.ts'
import { forecast } from '#forecasting/projection/forecast.ts'
import { firstAmounts, firstAmountsInDoubles } from '#forecasting/projection/grid.ts'
import type { Prepared } from '#forecasting/projection/prepare.ts'
import { prepare } from '#forecasting/projection/prepare.ts'
import type { Projection } from '#forecasting/projection/types.ts'
import { readTypfallFile } from '#forecasting/typfall/csv.ts'
import { Economies, runTypfall } from '#forecasting/typfall/run.ts'
import { personWith } from './forecast-persons.ts'

const [contracts, allContracts] = [12, 31]
const chosen = { retirementAge: age(67) }
const golden = new URL('../forecasting/typfall/testing/golden.csv', import.meta.url)

/** CPU milliseconds of something that is done once, to the tick. */
function costOnce(run: () => unknown): number {
  const before = process.cpuUsage()
  run()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/** The same of the answering thread alone: compiling goes on beside it. */
function costOfThread(run: () => unknown): number {
  const before = process.threadCpuUsage()
  run()
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1000
}

/** CPU milliseconds of one run of many, by the best of five series. */
function cost(times: number, run: () => unknown): number {
  const series = () => {
    for (let time = 0; time < times; time++) run()
  }
  return Math.min(...Array.from({ length: 5 }, () => costOnce(series) / times))
}

/** Milliseconds by the clock. */
function timeOf(run: () => unknown): number {
  const before = performance.now()
  run()
  return performance.now() - before
}

function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.ceil(part * sorted.length) - 1] ?? NaN
}
const median = (values: readonly number[]): number => quantile(values, 0.5)

/** Twenty thousand sums, products and quotients of 40 digits. */
function calibrate(): Dec {
  let amount = new Dec('1234.56')
  for (let i = 1; i <= 20_000; i++) amount = amount.times('1.000019').plus(i).div('1.0123')
  return amount
}

/** All that a projection can tell, its lazy explanation too. */
const told = (projection: Projection): number =>
  projection.steps.length + projection.holdings.reduce((sum, { steps }) => sum + steps.length, 0)

const everyAge = ({ ages }: Prepared): readonly Age[] =>
  Array.from({ length: ages.latest - ages.earliest + 1 }, (_, i) => (ages.earliest + i) as Age)

type Ask = (prepared: Prepared, retirementAge: Age) => unknown

/** What one answer takes at each age, asked for the first time. */
function visitAges(ask: Ask): readonly number[] {
  const visits = Array.from({ length: 9 }, () => {
    const prepared = prepare(personWith(contracts))
    return everyAge(prepared).map((retirementAge) => timeOf(() => ask(prepared, retirementAge)))
  })
  return visits[0]?.map((_, i) => median(visits.map((times) => times[i] ?? NaN))) ?? []
}

/** CPU of one answer, as a mean over all ages. */
function costOfAges(ask: Ask): number {
  const persons = Array.from({ length: 5 }, () => prepare(personWith(contracts)))
  const ages = persons[0] === undefined ? [] : everyAge(persons[0])
  return (
    cost(1, () => {
      const prepared = persons.pop()
      if (prepared) for (const retirementAge of ages) ask(prepared, retirementAge)
    }) / ages.length
  )
}
const changed = (prepared: Prepared, retirementAge: Age): Projection => forecast(prepared, { retirementAge })

const wishes: readonly Wish[] = [63, 65, 67].flatMap((years) =>
  [false, true].map((afterTax) => ({ from: age(years), amount: kronorPerMonth(32_000), afterTax })),
)

/** CPU milliseconds by measure, under decimals or doubles alike. */
type Times = Readonly<Record<string, number>>

function measure(): Times {
  const whole = () => told(changed(prepare(personWith(contracts)), chosen.retirementAge))
  const firstOfProcess = costOfThread(whole)
  const rows = readTypfallFile(readFileSync(golden, 'utf8'))
  const typfall = () => {
    const economies = new Economies()
    return rows.map(({ input }) => runTypfall(input, typfallsmodellen, economies))
  }
  const explain: Ask = (prepared, at) => told(changed(prepared, at))
  const firstTypfall = costOfThread(typfall)
  visitAges(changed)
  const changes = visitAges(changed)
  const explained = visitAges(explain)
  const grids = (run: (prepared: Prepared) => unknown): number => {
    const persons = Array.from({ length: 48 }, () => prepare(personWith(allContracts)))
    const next = () => {
      const prepared = persons.pop()
      if (prepared) run(prepared)
    }
    for (let warm = 0; warm < 8; warm++) next()
    return cost(8, next)
  }
  const search = (wish: Wish): number => {
    const prepared = prepare(personWith(allContracts))
    return costOnce(() => findPlans(prepared, wish))
  }
  wishes.forEach(search)
  const searches = wishes.map((wish) => median([search(wish), search(wish), search(wish)]))
  return {
    calibration: cost(1, calibrate),
    firstOfProcess,
    cold: cost(20, whole),
    changedMean: costOfAges(changed),
    changed: median(changes),
    changedP95: quantile(changes, 0.95),
    explained: median(explained),
    explainedP95: quantile(explained, 0.95),
    grid: grids(firstAmounts),
    gridInDoubles: grids(firstAmountsInDoubles),
    search: median(searches),
    searchSlowest: Math.max(...searches),
    firstTypfall,
    laterTypfall: cost(2, typfall),
  }
}

/**
 * Needs --expose-gc. Bytes that a prepared person holds: as prepared, and when every age has been asked for. The latter is
 * what is freed when the persons are let go, for compiled code that is dropped meanwhile would be counted against them.
 */
function measureMemory(count: number): { readonly prepared: number; readonly asked: number } {
  const heap = (): number => {
    for (let time = 0; time < 3; time++) globalThis.gc?.()
    return process.memoryUsage().heapUsed
  }
  for (let warm = 0; warm < 30; warm++) {
    const prepared = prepare(personWith(count))
    for (const retirementAge of everyAge(prepared)) forecast(prepared, { retirementAge })
  }
  const kept: Prepared[] = []
  const persons = 30
  const before = heap()
  for (let i = 0; i < persons; i++) kept.push(prepare(personWith(count)))
  const after = heap()
  for (const prepared of kept) for (const retirementAge of everyAge(prepared)) forecast(prepared, { retirementAge })
  const asked = heap()
  kept.length = 0
  return { prepared: (after - before) / persons, asked: (asked - heap()) / persons }
}

/** Cases small enough to go through: the public pension and two contracts, drawn late, for many wishes. */
function compareWithExhaustive(): { readonly cases: number; readonly equal: number } {
  let [cases, equal] = [0, 0]
  const prepared = prepare(personWith(2))
  for (const years of [72, 73]) {
    for (const amount of [8_000, 12_000, 16_000, 20_000, 24_000, 28_000, 32_000, 40_000]) {
      for (const afterTax of [false, true]) {
        const contest = contestOf(prepared, { from: age(years), amount: kronorPerMonth(amount), afterTax })
        const [all, found] = [searchPlans(contest, Infinity)[0], searchPlans(contest, 0)[0]]
        cases++
        if (all !== undefined && found !== undefined && compareRanks(all.rank, found.rank) === 0) equal++
      }
    }
  }
  return { cases, equal }
}

const ownPath = fileURLToPath(import.meta.url)
const child = (options: readonly string[], ...given: readonly string[]): unknown =>
  JSON.parse(execFileSync(process.execPath, [...options, ownPath, ...given], { encoding: 'utf8' }))

const ms = (value: number | undefined): string =>
  value === undefined ? '–' : `${value.toFixed(value < 10 ? 2 : 1)} ms`
const row = (...cells: readonly string[]): void => {
  console.log(`| ${cells.join(' | ')} |`)
}

function print(): void {
  const decimals = child([], 'times') as Times
  const doubles = child(['--import', new URL('in-doubles.ts', import.meta.url).href], 'times') as Times
  row('Measure', 'Seen', 'Goal', 'Same code in doubles', 'Ratio')
  row('---', '---:', '---:', '---:', '---:')
  const line = (measure: string, name: string, goal = '–', reference = doubles[name]): void => {
    const seen = decimals[name] ?? NaN
    row(measure, ms(seen), goal, ms(reference), (seen / (reference ?? NaN)).toFixed(1))
  }
  line('calibration: 60,000 operations of 40 digits, CPU', 'calibration')
  line(`cold: ${contracts} contracts prepared, one choice, explained, CPU`, 'cold', '15 ms')
  line('the very first of a process, code not yet compiled, CPU of its thread', 'firstOfProcess')
  line('prepared, one changed choice, an age not asked for before, mean CPU', 'changedMean')
  line('p50, clock', 'changed')
  line('p95, clock', 'changedP95', '2 ms')
  line('with its explanation, p50, clock', 'explained')
  line('with its explanation, p95, clock', 'explainedP95')
  line(`grid: ${allContracts} contracts and the public pension × 145 starts × 5 durations, CPU`, 'grid', '50 ms')
  line('grid, beside its own path without decimals or rounding', 'grid', '50 ms', decimals['gridInDoubles'])
  line(`plan search, ${allContracts} contracts, p50 of six wishes, CPU`, 'search', '150 ms')
  line('plan search, slowest of six wishes, CPU', 'searchSlowest', '150 ms')
  line('the 35 typfall runs, first after start-up, CPU of its thread', 'firstTypfall', '300 ms')
  line('the 35 typfall runs again, CPU', 'laterTypfall')
  console.log('\n| Memory of a prepared person, kB | 12 contracts | 31 contracts | Goal |')
  console.log('|---|---:|---:|---:|')
  const memory = [contracts, allContracts].map(
    (count) => child(['--expose-gc'], 'memory', String(count)) as ReturnType<typeof measureMemory>,
  )
  const kilobytes = (bytes: number): string => (bytes / 1000).toFixed(0)
  row('as prepared', ...memory.map(({ prepared }) => kilobytes(prepared)), '300')
  row('every age asked for', ...memory.map(({ asked }) => kilobytes(asked)), '300')
  const { cases, equal } = child([], 'exhaustive') as ReturnType<typeof compareWithExhaustive>
  console.log(`\nPlan search against exhaustive search, small cases: ${equal} of ${cases} equally good.`)
}

const [part, count] = process.argv.slice(2)
switch (part) {
  case 'times':
    console.log(JSON.stringify(measure()))
    break
  case 'memory':
    console.log(JSON.stringify(measureMemory(Number(count))))
    break
  case 'exhaustive':
    console.log(JSON.stringify(compareWithExhaustive()))
    break
  default:
    print()
}
