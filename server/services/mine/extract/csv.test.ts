import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Extract } from './contents.ts'
import { extractCsv } from './csv.ts'

const rowsOf = (...texts: readonly string[]): Extract => ({
  madeAt: '2026-11-22T09:00:00.000Z',
  language: 'sv',
  tables: [
    { table: 'saver', rows: texts.map((name) => ({ name })) },
    { table: 'saver_record', rows: texts.map((name) => ({ content: { name, words: [name], [name]: 1 } })) },
    { table: 'errand', rows: texts.map((text) => ({ content: { text }, answer: text, reason: text })) },
  ],
})
const csvOf = (extract: Extract): string => Buffer.from(extractCsv(extract)).toString('utf8').replace('\uFEFF', '')

/** As a spreadsheet cuts a file: quotes count where a cell begins, if at all. */
function cellsOf(text: string, separator: string, quotes: boolean): string[] {
  const cells: string[] = []
  let cell = ''
  let begun = false
  let quoted = false
  for (const sign of text) {
    if (quotes && sign === '"' && !begun) begun = quoted = true
    else if (quoted && sign === '"') quoted = false
    else if (!quoted && (sign === separator || sign === '\n' || sign === '\r')) {
      cells.push(cell)
      cell = ''
      begun = false
    } else {
      cell += sign
      begun = true
    }
  }
  return [...cells, cell]
}

const isNumber = (cell: string) => /^[-+]?[\d ., ]+$/.test(cell)
const isFormula = (cell: string) => /^[\s"]*[=+\-@＝＋－＠]/u.test(cell) && !isNumber(cell)
const formulasIn = (csv: string): string[] =>
  [',', ';', '\t', '|'].flatMap((separator) =>
    [true, false].flatMap((quotes) => cellsOf(csv, separator, quotes).filter(isFormula)),
  )

it('holds no formula, whatever a text says and wherever it stands', () => {
  const signs = ['=', '+', '-', '@', '＝', '\t', '\r', '\n', ';', ',', '|', '"', "'", ' ', '\u00a0', 'a', '1', 'å']
  const text = fc.oneof(
    fc.array(fc.constantFrom(...signs), { maxLength: 9 }).map((some) => some.join('')),
    fc.string(),
  )
  fc.assert(
    fc.property(text, (hostile) => {
      expect(formulasIn(csvOf(rowsOf(hostile)))).toEqual([])
    }),
    { numRuns: 2000 },
  )
})

it.each([
  [`=HYPERLINK("x"),å`, `"'=HYPERLINK(""x""),å"`],
  ['mitt;=1+1', `"mitt;'=1+1"`],
  ['rad\n@SUM(A1)', `"rad\n'@SUM(A1)"`],
  ['\tcmd', `"'\tcmd"`],
  ['-12,50', '"-12,50"'],
  ['-12', '-12'],
  ['+46 70 123', '+46 70 123'],
  ['Åsa Öström-Lindqvist', 'Åsa Öström-Lindqvist'],
  ['2026-11-22', '2026-11-22'],
])('writes %j as %j', (text, field) => {
  expect(csvOf(rowsOf(text))).toContain(`saver,1,name,${field}\r\n`)
})
