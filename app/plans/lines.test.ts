import { expect, test } from 'vitest'
import { frame, layOut } from './lines.ts'

const years = (first: number, amounts: readonly number[]) =>
  amounts.map((gross, index) => ({ age: first + index, gross }))

test('lines share one scale, and begin where their years begin', () => {
  const layout = layOut([
    { letter: 'A', years: years(65, [10_000, 20_000, 20_000]) },
    { letter: 'B', years: years(66, [20_000, 0]) },
  ])
  const [a, b] = layout?.lines ?? []
  expect(layout?.amounts.map(({ amount }) => amount)).toEqual([0, 5_000, 10_000, 15_000, 20_000])
  expect(layout?.ages).toEqual([{ age: 65, x: frame.left }])
  const height = frame.height - frame.top - frame.bottom
  expect(a?.path.startsWith(`M${frame.left} ${frame.top + height / 2}H`)).toBe(true)
  expect(b?.path.startsWith(`M${frame.left + (frame.width - frame.left - frame.right) / 3} ${frame.top}H`)).toBe(true)
})

test('letters at the ends never meet, and stay within the chart', () => {
  for (const amounts of [
    [10_000, 10_000, 10_000],
    [0, 0, 0],
    [10_000, 9_900, 0],
  ]) {
    const layout = layOut(amounts.map((gross, index) => ({ letter: String(index), years: years(65, [20_000, gross]) })))
    const heights = (layout?.lines ?? []).map(({ letterY }) => letterY)
    const sorted = [...heights].sort((a, b) => a - b)
    for (const [index, height] of sorted.slice(1).entries())
      expect(height - (sorted[index] ?? 0)).toBeGreaterThanOrEqual(17)
    expect(Math.max(...heights)).toBeLessThanOrEqual(frame.height - frame.bottom)
  }
})

test('without years there is no chart', () => {
  expect(layOut([])).toBeNull()
  expect(layOut([{ letter: 'A', years: [] }])).toBeNull()
})
