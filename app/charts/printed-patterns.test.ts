import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dots, hatching } from './printed-patterns.ts'

const anyBox = fc.record({
  x: fc.integer({ min: 0, max: 600 }),
  y: fc.integer({ min: 0, max: 250 }),
  width: fc.integer({ min: 3, max: 60 }),
  height: fc.integer({ min: 1, max: 200 }),
})
/** Each stroke from where to where. */
function strokesOf(path: string): readonly (readonly [number, number, number, number])[] {
  const strokes: [number, number, number, number][] = []
  let [x, y] = [0, 0]
  for (const [, command = '', values = ''] of path.matchAll(/([MLmh])([^MLmh]*)/g)) {
    const [a = 0, b = 0] = values.trim().split(' ').map(Number)
    const [toX, toY] = command === 'h' ? [x + a, y] : command === 'm' ? [x + a, y + b] : [a, b]
    if (command === 'L' || command === 'h') strokes.push([x, y, toX, toY])
    ;[x, y] = [toX, toY]
  }
  return strokes
}

test.each([
  ['hatching', hatching, 0.11],
  ['dots', dots, 1.01],
] as const)('%s stays within its box, and none of a size is left blank', (_name, draw, slack) => {
  fc.assert(
    fc.property(anyBox, (box) => {
      const strokes = strokesOf(draw([box]))
      for (const [x0, y0, x1, y1] of strokes) {
        for (const x of [x0, x1]) expect(x >= box.x - 0.11 && x <= box.x + box.width + 0.11).toBe(true)
        for (const y of [y0, y1]) expect(y >= box.y - slack && y <= box.y + box.height + slack).toBe(true)
      }
      if (box.width >= 8 && box.height >= 8) expect(strokes.length).toBeGreaterThan(0)
    }),
  )
})

test('boxes side by side make one pattern', () => {
  const left = { x: 0, y: 0, width: 30, height: 40 }
  const right = { x: 30, y: 0, width: 30, height: 40 }
  const ends = strokesOf(hatching([left])).filter(([, , x1]) => x1 === 30)
  const starts = strokesOf(hatching([right])).filter(([x0]) => x0 === 30)
  expect(starts.map(([, y0]) => y0)).toEqual(expect.arrayContaining(ends.map(([, , , y1]) => y1)))
  expect(strokesOf(dots([left]))[0]).toEqual([5, 6, 7, 6])
})
