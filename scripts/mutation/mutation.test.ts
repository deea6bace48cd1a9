import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from '../ready.js'
import { rulesDigest } from './rules-digest.ts'
import type { MutationReport } from './survivors.ts'
import { judgeMutants } from './survivors.ts'

const source = `const limit = 3

export function isLow(a: number, b: number): boolean {
  return a < limit || b < limit
}
`
const file = 'forecasting/rules/low/index.ts'
const change = (status: string, columns: readonly [number, number], replacement: string, line = 4) => ({
  mutatorName: 'EqualityOperator',
  replacement,
  status,
  location: { start: { line, column: columns[0] }, end: { line, column: columns[1] } },
})
const at = (line: number, column: number) => ({ line, column })
const report = (text: string, ...mutants: ReturnType<typeof change>[]): MutationReport => ({
  files: { [file]: { source: text, mutants } },
})
const left = change('Survived', [10, 19], 'a <= limit')
const right = change('NoCoverage', [23, 32], 'b <= limit')
const rowOf = (what: string) => `| ${file} | \`isLow\` | \`return a < limit \\|\\| b < limit\` | ${what} | `

describe('mutants', () => {
  test('are killed when a test fails or the code never ends; what cannot be loaded does not count', () => {
    const others = ['Killed', 'Timeout', 'RuntimeError', 'Ignored'].map((status) => change(status, [10, 19], 'true'))
    const { killed, survived, percent } = judgeMutants(report(source, ...others, left, right), '')
    expect([killed, survived, percent]).toEqual([2, 2, 50])
  })

  test('that survive have a row each, by place in the file, and want a reason', () => {
    const { page, withoutReason } = judgeMutants(report(source, right, left), '')
    expect(page).toContain(`${rowOf('`a < limit` → `a <= limit`')} |\n${rowOf('`b < limit` → `b <= limit`')} |\n`)
    expect(withoutReason).toBe(2)
  })

  test('keep their reasons when lines move, and lose them when the line is another', () => {
    const { page } = judgeMutants(report(source, left, right), '')
    const known = page.replace(
      `${rowOf('`a < limit` → `a <= limit`')} |`,
      `${rowOf('`a < limit` → `a <= limit`')}Same |`,
    )
    const moved = report(`// New\n${source}`, { ...left, location: { start: at(5, 10), end: at(5, 19) } })
    expect(judgeMutants(moved, known)).toMatchObject({ withoutReason: 0 })
    expect(judgeMutants(moved, known).page).toContain(`${rowOf('`a < limit` → `a <= limit`')}Same |\n`)
    expect(judgeMutants(report(source, right), known)).toMatchObject({ withoutReason: 1 })
    expect(judgeMutants(report(source.replace('||', '&&'), left), known)).toMatchObject({ withoutReason: 1 })
  })

  test('over several lines, and of a line outside every function, are told too', () => {
    const whole = { ...change('Survived', [1, 1], '{}'), location: { start: at(3, 54), end: at(5, 2) } }
    const { page } = judgeMutants(report(source, whole), '')
    expect(page).toContain('| `{ return a < limit \\|\\| b < limit }` → `{}` |  |')
    const first = change('Survived', [15, 16], '4', 1)
    expect(judgeMutants(report(source, first), '').page).toContain(
      `| ${file} | \`limit\` | \`const limit = 3\` | \`3\` → \`4\` |`,
    )
  })

  test('none at all is no result', () => {
    expect(() => judgeMutants(report(source), '')).toThrow('Not one mutant')
  })
})

test('the last result of the mutants is that of the rules as they are', () => {
  const row = readFileSync(join(root, 'docs', 'checks.md'), 'utf8')
    .split('\n')
    .find((line) => line.startsWith('| mutants |'))
  expect(
    /rules ([0-9a-f]+) \|/.exec(row ?? '')?.[1],
    'The rules have changed, or the check failed, since their mutants were tried. Run: npm run check:long -- --only mutants',
  ).toBe(rulesDigest())
})

test('every mutant in docs/surviving-mutants.md has its reason', () => {
  const rows = readFileSync(join(root, 'docs', 'surviving-mutants.md'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| forecasting/'))
  expect(rows.filter((row) => row.split(' | ').at(-1)?.replace('|', '').trim() === '')).toEqual([])
})
