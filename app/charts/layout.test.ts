import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exampleOverview } from '../testing/portal.ts'
import { amountScale, byFiveYears, byYear, layOut, narrowFrame, wideFrame } from './layout.ts'

const { years } = exampleOverview
const input = { columns: byYear(years), firstAge: 61, retirementAge: 804, salary: 41_300, falls: [] }

test('the parts of a column stand on each other and add up to its height', () => {
  const { columns, floor, amountTicks } = layOut(input, wideFrame)
  const perUnit = (floor - (amountTicks[1]?.y ?? 0)) / (amountTicks[1]?.amount ?? 0)
  for (const { column, parts } of columns) {
    expect(parts.reduce((sum, { height }) => sum + height, 0)).toBeCloseTo(column.total * perUnit, 6)
    expect((parts[0]?.y ?? 0) + (parts[0]?.height ?? 0)).toBeCloseTo(floor, 6)
    expect((parts[1]?.y ?? 0) + (parts[1]?.height ?? 0)).toBeCloseTo(parts[0]?.y ?? 0, 6)
  }
})

test('a column of five years is the mean of its months', () => {
  const steps = byFiveYears(years)
  expect(steps.map(({ from, to }) => [from, to])).toEqual([
    [67, 69],
    [70, 74],
    [75, 79],
    [80, 84],
    [85, 89],
    [90, 95],
  ])
  // Two years of 5 000 and three of 2 000.
  expect(steps[1]?.parts[1]).toEqual({ pillar: 'tjanstepension', monthly: 3200 })
  expect(steps[1]?.total).toBe(18_200)
})

test('a first year that lacks months begins later on the axis', () => {
  const columns = byYear(years).map((column, index) => (index === 0 ? { ...column, months: 9 } : column))
  const [whole, part] = [layOut(input, wideFrame), layOut({ ...input, columns }, wideFrame)]
  expect(part.columns[0]?.hit.x).toBeGreaterThan(whole.columns[0]?.hit.x ?? 0)
  expect(part.columns[1]?.hit.x).toBe(whole.columns[1]?.hit.x)
})

test('a person older than the last year shown still has a column inside the frame', () => {
  const old = byYear([{ age: 99, months: 5, total: 9000, parts: [], contracts: [] }])
  const [column] = layOut({ ...input, columns: old, firstAge: 99, retirementAge: null }, narrowFrame).columns
  expect(column?.hit.x).toBeGreaterThanOrEqual(narrowFrame.left)
  expect((column?.hit.x ?? 0) + (column?.hit.width ?? 0)).toBeLessThanOrEqual(narrowFrame.width)
})

test('the scale reaches over the highest amount and has few lines', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 900_000 }), (highest) => {
      const { top, ticks } = amountScale(highest)
      expect(top).toBeGreaterThanOrEqual(highest)
      expect(ticks.length).toBeLessThanOrEqual(6)
    }),
  )
})

test('a step down from the top of the scale has its label over the column', () => {
  const high = byYear(years.map((year) => ({ ...year, total: 20_000, parts: [] })))
  const falls = [{ age: 867, texts: ['−1 591 kr: ITPK slutar', '−1 591 kr'] }]
  const [label] = layOut({ ...input, columns: high, salary: null, falls }, narrowFrame).falls
  expect(label?.stepY).toBeCloseTo(narrowFrame.top, 6)
  expect(label?.y).toBeLessThan(label?.stepY ?? 0)
})

test('labels of falls stay inside the frame, over the columns and off each other', () => {
  const fall = fc.record({ age: fc.integer({ min: 740, max: 1140 }), length: fc.integer({ min: 8, max: 30 }) })
  fc.assert(
    fc.property(fc.uniqueArray(fall, { maxLength: 4, selector: ({ age }) => age }), (falls) => {
      const texts = falls.map(({ age, length }) => ({ age, texts: ['x'.repeat(length), 'x'.repeat(8)] }))
      const placed = layOut({ ...input, falls: texts }, wideFrame).falls.map(({ x, y, anchor, text, stepY }) => {
        // The letters stand over the columns, not on them.
        expect(y).toBeLessThan(stepY)
        const length = text.length * wideFrame.letter
        return {
          y,
          start: anchor === 'start' ? x + 6 : x - 6 - length,
          end: anchor === 'start' ? x + 6 + length : x - 6,
        }
      })
      for (const [index, one] of placed.entries()) {
        expect(one.start).toBeGreaterThanOrEqual(0)
        expect(one.end).toBeLessThanOrEqual(wideFrame.width)
        for (const other of placed.slice(index + 1)) {
          const beside = one.end <= other.start || other.end <= one.start
          expect(beside || Math.abs(one.y - other.y) >= wideFrame.lineHeight).toBe(true)
        }
      }
    }),
  )
})

test('a label that reaches to the left stands over the higher columns there, or is shortened', () => {
  const falling = byYear(years.map((year, index) => ({ ...year, total: index < 20 ? 20_000 : 18_000, parts: [] })))
  const falls = [{ age: 1140, texts: ['x'.repeat(90), '−487 kr'] }]
  const { falls: labels, columns } = layOut({ ...input, columns: falling, salary: null, falls }, wideFrame)
  const [label] = labels
  const higher = layOut({ ...input, columns: falling, salary: null, falls: [{ age: 900, texts: ['x'] }] }, wideFrame)
  expect(label?.anchor).toBe('end')
  expect(label?.text === '−487 kr' || (label?.y ?? 0) < (higher.falls[0]?.stepY ?? 0)).toBe(true)
  expect(columns.length).toBeGreaterThan(20)
})

test('a label of a fall keeps off what stands at the line of the salary', () => {
  const high = byYear(years.map((year) => ({ ...year, total: 27_000, parts: [] })))
  const salary = 27_000
  const falls = [{ age: 900, texts: ['x'.repeat(70)] }]
  const salaryLabel = 'Lön i dag 27 000 kr'
  const [label] = layOut({ ...input, columns: high, salary, salaryLabel, falls }, wideFrame).falls
  const [alone] = layOut({ ...input, columns: high, salary, falls }, wideFrame).falls
  expect((alone?.y ?? 0) - (label?.y ?? 0)).toBeGreaterThanOrEqual(wideFrame.lineHeight)
})
