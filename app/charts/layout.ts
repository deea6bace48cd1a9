/** Where everything in the chart stands. Pure: ages and kronor in, SVG units out. */
import type { PillarCode, YearColumn } from '#server/services/api.ts'

/** Bottom to top, on every page. */
export const pillarOrder: readonly PillarCode[] = ['allman-pension', 'tjanstepension', 'privat-sparande', 'eget']

/** The last year of life shown. */
const lastAge = 95

export interface ChartColumn {
  /** First and last whole year of life in the column; the same in a chart by single years. */
  readonly from: number
  readonly to: number
  readonly months: number
  readonly total: number
  readonly parts: readonly { readonly pillar: PillarCode; readonly monthly: number }[]
  readonly contracts: readonly { readonly contractId: string; readonly monthly: number }[]
}

export const byYear = (years: readonly YearColumn[]): readonly ChartColumn[] =>
  years.map(({ age, ...rest }) => ({ from: age, to: age, ...rest }))

/** Adds up one kind of part over years, weighted by months. */
function meanOf<Key extends string>(
  years: readonly YearColumn[],
  entriesOf: (year: YearColumn) => readonly (readonly [Key, number])[],
): readonly (readonly [Key, number])[] {
  const months = years.reduce((sum, year) => sum + year.months, 0)
  const sums = new Map<Key, number>()
  for (const year of years) {
    for (const [key, monthly] of entriesOf(year)) sums.set(key, (sums.get(key) ?? 0) + monthly * year.months)
  }
  // A payment that is the same all the years is shown as in each of them, to the krona.
  const [first] = years
  const kept = new Map(first && entriesOf(first).filter(([key, monthly]) => sums.get(key) === monthly * months))
  return [...sums].map(([key, sum]) => [key, kept.get(key) ?? Math.round(sum / months / 100) * 100] as const)
}

/** 90–95 is one step, so that the last year is not a sliver of its own. */
const stepOf = (age: number): number => Math.min(Math.floor(age / 5) * 5, lastAge - 5)

/** Several years of life as one column: the mean of its years, whole hundreds. */
export function meanOverYears(years: readonly YearColumn[]): ChartColumn | null {
  const [first, last] = [years[0], years.at(-1)]
  if (!first || !last) return null
  if (years.length === 1) return byYear(years)[0] ?? null
  const parts = meanOf(years, (year) => year.parts.map((part) => [part.pillar, part.monthly] as const))
  const contracts = meanOf(years, (year) => year.contracts.map((part) => [part.contractId, part.monthly] as const))
  return {
    from: first.age,
    to: last.age,
    months: years.reduce((sum, year) => sum + year.months, 0),
    total: parts.reduce((sum, [, monthly]) => sum + monthly, 0),
    parts: parts.map(([pillar, monthly]) => ({ pillar, monthly })),
    contracts: contracts.map(([contractId, monthly]) => ({ contractId, monthly })),
  }
}

/** Five-year steps for small screens. */
export const byFiveYears = (years: readonly YearColumn[]): readonly ChartColumn[] =>
  [...Map.groupBy(years, ({ age }) => stepOf(age)).values()].flatMap((group) => meanOverYears(group) ?? [])

export interface ChartFrame {
  readonly width: number
  readonly height: number
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  /** About how wide one letter of a label is. */
  readonly letter: number
  readonly lineHeight: number
}

export const wideFrame: ChartFrame = {
  width: 960,
  height: 430,
  left: 60,
  right: 4,
  top: 44,
  bottom: 34,
  letter: 7.4,
  lineHeight: 19,
}
export const narrowFrame: ChartFrame = {
  width: 310,
  height: 320,
  left: 48,
  right: 2,
  top: 40,
  bottom: 30,
  letter: 6.6,
  lineHeight: 16,
}

const steps = [1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000]

/** Round lines up to the highest amount, and the top of the scale half a step up at most: it seldom changes. */
export function amountScale(highest: number): { readonly ticks: readonly number[]; readonly top: number } {
  const step = steps.find((candidate) => highest <= candidate * 5) ?? 1_000_000
  const top = Math.max(1, Math.ceil(highest / (step / 2))) * (step / 2)
  return { top, ticks: Array.from({ length: Math.floor(top / step) + 1 }, (_, index) => index * step) }
}

export interface ChartInput {
  readonly columns: readonly ChartColumn[]
  /** Whole years of life at which the axis begins. */
  readonly firstAge: number
  /** Completed months, or null when nothing is left to choose. */
  readonly retirementAge: number | null
  readonly salary: number | null
  /** What stands at the end of the salary's line. */
  readonly salaryLabel?: string
  /** Each with its text in a few lengths, the longest first. */
  readonly falls: readonly { readonly age: number; readonly texts: readonly string[] }[]
}

export interface PlacedLabel {
  readonly x: number
  readonly y: number
  readonly anchor: 'start' | 'end'
  readonly text: string
  /** From where in the step down the label is led. */
  readonly stepY: number
}

interface Span {
  readonly start: number
  readonly end: number
}

/**
 * Keeps labels inside the frame, over all the columns that they reach over, and off each other and what is `taken`: one
 * that does not fit is shortened, or moved up.
 * @param topOver where the highest column of a span ends
 */
function placeFalls(
  falls: readonly { readonly x: number; readonly stepY: number; readonly texts: readonly string[] }[],
  frame: ChartFrame,
  topOver: (span: Span) => number,
  taken: readonly (Span & { readonly y: number })[],
): readonly PlacedLabel[] {
  const placed: (PlacedLabel & Span)[] = []
  for (const { x, stepY, texts } of falls.toSorted((a, b) => b.x - a.x)) {
    let y = stepY - 6
    const spanOf = (text: string) => {
      const length = text.length * frame.letter
      const anchor = x + 6 + length <= frame.width ? ('start' as const) : ('end' as const)
      const start = anchor === 'start' ? x + 6 : x - 6 - length
      return { text, anchor, start, end: start + length }
    }
    const meets = (span: Span, other: Span & { readonly y: number }) =>
      span.start < other.end && other.start < span.end && Math.abs(other.y - y) < frame.lineHeight
    const fitting = texts.map(spanOf).filter(({ anchor, start }) => anchor === 'start' || start >= frame.left)
    const free = fitting.find((span) => y < topOver(span) && ![...placed, ...taken].some((other) => meets(span, other)))
    const { text, anchor, start, end } = free ?? fitting.at(-1) ?? spanOf(texts.at(-1) ?? '')
    y = Math.min(y, topOver({ start, end }) - 6)
    for (const other of [...placed, ...taken].toSorted((a, b) => b.y - a.y)) {
      if (meets({ start, end }, other)) y = other.y - frame.lineHeight
    }
    placed.push({ x, y, anchor, text, stepY, start, end })
  }
  return placed.map(({ x, y, anchor, text, stepY }) => ({ x, y, anchor, text, stepY })).reverse()
}

export function layOut(
  { columns, firstAge, retirementAge, salary, salaryLabel = '', falls }: ChartInput,
  frame: ChartFrame,
) {
  const highest = Math.max(salary ?? 0, ...columns.map(({ total }) => total), 1000)
  const { ticks, top } = amountScale(highest)
  const floor = frame.height - frame.bottom
  const right = frame.width - frame.right
  const endAge = Math.max(lastAge, columns.at(-1)?.to ?? lastAge) + 1
  const x = (age: number): number =>
    frame.left + ((age - firstAge) / (endAge - firstAge)) * (frame.width - frame.left - frame.right)
  const y = (amount: number): number => floor - (amount / top) * (floor - frame.top)

  const placedColumns = columns.map((column, index) => {
    // Only the first column can lack months, and lacks them at its beginning.
    const missing = index === 0 ? (column.to - column.from + 1) * 12 - column.months : 0
    const [start, end] = [x(column.from + missing / 12), x(column.to + 1)]
    const gap = Math.min(2, (end - start) / 6)
    let below = 0
    const parts = pillarOrder.flatMap((pillar) => {
      const monthly = column.parts.find((part) => part.pillar === pillar)?.monthly ?? 0
      if (monthly <= 0) return []
      const bottom = y(below)
      below += monthly
      return [{ pillar, y: y(below), height: bottom - y(below) }]
    })
    return { column, x: start + gap, width: end - start - 2 * gap, hit: { x: start, width: end - start }, parts }
  })

  const totalBefore = (age: number): number =>
    columns.findLast(({ from }) => from < age)?.total ?? columns[0]?.total ?? 0
  const placedFalls = placeFalls(
    falls.map(({ age, texts }) => ({ x: x(age / 12), stepY: y(totalBefore(age / 12)), texts })),
    frame,
    ({ start, end }) =>
      Math.min(
        floor,
        ...placedColumns.flatMap(({ column: { total }, hit }) =>
          hit.x < end && start < hit.x + hit.width ? [y(total)] : [],
        ),
      ),
    salary === null ? [] : [{ start: right - salaryLabel.length * frame.letter, end: right, y: y(salary) - 6 }],
  )

  const round5 = Array.from({ length: endAge - firstAge }, (_, index) => firstAge + index).filter(
    (age) => age % 5 === 0,
  )
  return {
    floor,
    columns: placedColumns,
    falls: placedFalls,
    amountTicks: ticks.map((amount) => ({ amount, y: y(amount) })),
    ageTicks: round5.map((age) => ({ age, x: x(age) })),
    salaryY: salary === null ? null : y(salary),
    retirementX: retirementAge === null ? null : x(retirementAge / 12),
  }
}
