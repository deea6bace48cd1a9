import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { allParameters, parametersDocument } from '#scripts/parameters.ts'

const parameters = await allParameters()
const document = parametersDocument(parameters)

/** The text between a term's heading and the next. */
const section = (term: string): string => document.split('\n## ').find((part) => part.startsWith(`${term}\n`)) ?? ''

test('every file of parameters has a section, in order of its term', () => {
  const folder = join(import.meta.dirname, '..', 'forecasting', 'parameters')
  const files = readdirSync(folder).filter((name) => !name.endsWith('.test.ts') && name !== 'parameter.ts')
  const headings = document.split('\n').flatMap((line) => (line.startsWith('## ') ? [line.slice(3)] : []))
  expect(headings).toHaveLength(files.length + 1)
  const terms = headings.slice(0, -1)
  expect(terms).toEqual([...terms].sort((a, b) => a.localeCompare(b, 'sv')))
  expect(new Set(terms).size).toBe(terms.length)
  for (const { parameter } of parameters) {
    const text = section(parameter.term)
    for (const word of [parameter.english, `unit: ${parameter.unit}`, 'holds: ', '| status | source |']) {
      expect(text).toContain(word)
    }
  }
})

// Figures of each kind, as they are published.
test.each([
  ['inkomstbasbelopp', '| 2026-01-01 | 83400 | decided |'],
  ['prisbasbelopp', '| 2027-01-01 to 2120-01-01 | 59200 | projected |'],
  ['riktålder', '| 1960 | 67 | decided |'],
  ['delningstal för inkomstpension', '| 1960 | 19.43 | 18.84 | 18.25 | 17.66 | 17.07 | 16.48 | 16.15 |'],
  ['grundavdrag', '| 2006-01-01 | 0.99 | 0.423 | 0 | decided |'],
  ['förmån i ITP 2', '| 1900 | 0.1 | 0.65 | 0.325 | decided |'],
  ['premier i ITP 1', '| 2023 to … | 25 to 65 | all | 0.045 | 0.3 | 30 | decided |'],
  ['premier i PA 16 avdelning 1', '0.06125; 0.061 from month 1; 0.062 from month 10'],
  ['lägsta avtalsålder', '| AKAP-KR | 2026-01-01 | 62 | assumed |'],
  ['kommunalskatt per kommun', '| 2025-01-01 | 0180 | Stockholm | 0.3055 | assumed |'],
  ['kommunalskatt per kommun', '| 2026-01-01 |  | all | as before | decided |'],
  ['dödlighet', '| 1960 | 0.00364184 | 7.02052e-8 | 0.157311 | 97 | 0.04 |'],
])('%s: %s', (term, line) => {
  expect(section(term)).toContain(line)
})

test('a line has as many cells as its head, and there is a place to sign', () => {
  for (const part of document.split('\n\n').filter((text) => text.startsWith('| '))) {
    const cells = part.split('\n').map((line) => line.split(' | ').length)
    expect(new Set(cells.slice(2)).size).toBeLessThanOrEqual(1)
    expect(cells[2]).toBe(cells[0])
  }
  const toSign = section('Signature')
    .split('\n')
    .filter((line) => line.endsWith(' |  |'))
  expect(toSign.map((line) => line.slice(2, -5))).toEqual(
    expect.arrayContaining(['Read by', 'Title', 'Remarks', 'Place and date', 'Signature']),
  )
})
