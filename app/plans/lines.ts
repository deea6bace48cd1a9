/** Where the lines of several plans stand in one chart. Pure: ages and kronor in, SVG units out. */
import type { PlanOutlook } from '#server/services/api/plans.ts'

export interface PlanLine {
  /** A, B, C: what stands at the end of the line. */
  readonly letter: string
  readonly years: PlanOutlook['years']
}

export const frame = { width: 360, height: 230, left: 46, right: 26, top: 22, bottom: 26 } as const
/** Letters at the ends of lines stand at least so far apart. */
const letterHeight = 17

export interface LineLayout {
  readonly lines: readonly { readonly letter: string; readonly path: string; readonly letterY: number }[]
  readonly ages: readonly { readonly age: number; readonly x: number }[]
  readonly amounts: readonly { readonly amount: number; readonly y: number }[]
  readonly floor: number
}

/** Steps that people count in: 1, 2 or 5 times a power of ten. */
function stepFor(highest: number): number {
  const rough = Math.max(highest, 1) / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  return ([1, 2, 5, 10].find((one) => one * power >= rough) ?? 10) * power
}

/** @returns null when no plan has any year */
export function layOut(plans: readonly PlanLine[]): LineLayout | null {
  const years = plans.flatMap((plan) => plan.years)
  if (years.length === 0) return null
  const first = Math.min(...years.map(({ age }) => age))
  const last = Math.max(...years.map(({ age }) => age)) + 1
  const highest = Math.max(...years.map(({ gross }) => gross))
  const step = stepFor(highest)
  const ceiling = Math.max(step, Math.ceil(highest / step) * step)
  const floor = frame.height - frame.bottom
  const x = (age: number): number =>
    round(frame.left + ((age - first) / (last - first)) * (frame.width - frame.left - frame.right))
  const y = (amount: number): number => round(floor - (amount / ceiling) * (floor - frame.top))
  const ends = plans.map(({ years: own }) => y(own.at(-1)?.gross ?? 0))
  const letters = apart(ends)
  return {
    floor,
    lines: plans.map(({ letter, years: own }, index) => ({
      letter,
      path: own.map(({ age, gross }, at) => `${at === 0 ? 'M' : 'L'}${x(age)} ${y(gross)}H${x(age + 1)}`).join(''),
      letterY: letters[index] ?? floor,
    })),
    ages: Array.from({ length: last - first + 1 }, (_, index) => first + index)
      .filter((age) => age % 5 === 0)
      .map((age) => ({ age, x: x(age) })),
    amounts: Array.from({ length: Math.round(ceiling / step) + 1 }, (_, index) => ({
      amount: index * step,
      y: y(index * step),
    })),
  }
}

const round = (value: number): number => Math.round(value * 10) / 10

/** The same heights, moved apart downwards where letters would meet, and up again from the floor. */
function apart(heights: readonly number[]): readonly number[] {
  const order = heights
    .map((height, index) => ({ height, index }))
    .sort((a, b) => a.height - b.height || a.index - b.index)
  const placed: { height: number; readonly index: number }[] = []
  for (const { height, index } of order) {
    const above = placed.at(-1)
    placed.push({ height: above === undefined ? height : Math.max(height, above.height + letterHeight), index })
  }
  const excess = (placed.at(-1)?.height ?? 0) - (frame.height - frame.bottom)
  return placed
    .map(({ height, index }) => ({ height: excess > 0 ? height - excess : height, index }))
    .sort((a, b) => a.index - b.index)
    .map(({ height }) => height)
}
