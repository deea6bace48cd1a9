import { inflateSync } from 'node:zlib'
import { expect, test, vi } from 'vitest'
import type { Row } from '#server/pdf/page.ts'
import { Page } from '#server/pdf/page.ts'
import type { FallView, OverviewView } from '../api.ts'
import { stepsDown } from '../overview/steps-down.ts'
import { letterPdf } from './letter-pdf.ts'

const view: OverviewView = {
  name: 'Åsa Öström-Lindqvist',
  age: {
    chosen: 807,
    earliest: 732,
    latest: 900,
    riktalder: 804,
    riktalderDecided: false,
    publicEarliest: 768,
    drawing: false,
    moves: 'start',
    moved: false,
  },
  firstMonth: '2033-03',
  monthly: 20_000,
  afterTax: { monthly: 15_900, on: 'average', lowerTax: { monthly: 17_100, from: '2046-01' } },
  byPillar: [{ pillar: 'allman-pension', monthly: 20_000 }],
  salary: null,
  years: [],
  falls: [],
  stepsDown: [],
  contracts: [],
  entries: [],
  assumptions: [],
  restsOnProjectedLaw: true,
  count: { answered: 18, of: 31, older: 0 },
  oldestFigures: '2026-03-03',
  missing: [{ providerId: 'lindo', name: 'Lindö Fond & Liv', word: 'failed', closedUntil: null }],
  missingHeldNothing: 0,
  collectionUnderWay: true,
}

const now = new Date('2026-11-22T23:30:00Z')

/** Structure and metadata, which stand unpacked or can be. */
function unpacked(pdf: Uint8Array): string {
  const text = Buffer.from(pdf).toString('latin1')
  const streams = [...text.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, packed = '']) => {
    try {
      return inflateSync(Buffer.from(packed, 'latin1')).toString('latin1')
    } catch {
      return ''
    }
  })
  return [text, ...streams].join('\n')
}

test.each([
  ['sv', 'sv-SE'],
  ['en', 'en-GB'],
] as const)('the letter in %s is a tagged PDF with headings, tables, language and title', async (language, tag) => {
  const text = unpacked(await letterPdf(view, language, now))
  expect(text.startsWith('%PDF-1.7')).toBe(true)
  expect(text).toMatch(/\/Marked true/)
  expect(text).toContain(`(${tag})`)
  for (const role of ['H1', 'H2', 'P', 'Table', 'TR', 'TH', 'TD']) expect(text).toContain(`/S /${role}`)
})

test('what is unknown is told in words and not as zero: the letter is longer, with no table of families', async () => {
  const some = unpacked(await letterPdf(view, 'sv', now))
  const none = unpacked(await letterPdf({ ...view, monthly: 0, byPillar: [] }, 'sv', now))
  const tables = (text: string) => [...text.matchAll(/\/S \/TR\b/g)].length
  expect(tables(some)).toBe(1)
  expect(tables(none)).toBe(0)
})

test('every row of a table stands in it, the second and the third too', async () => {
  const byPillar = [
    { pillar: 'allman-pension', monthly: 20_000 },
    { pillar: 'tjanstepension', monthly: 6_000 },
    { pillar: 'privat-sparande', monthly: 3_000 },
  ] as const
  const text = unpacked(await letterPdf({ ...view, monthly: 29_000, byPillar }, 'sv', now))
  expect([...text.matchAll(/\/S \/TR\b/g)]).toHaveLength(3)
})

test('what the saver has added stands beside the contracts, since the figure counts it', async () => {
  const entries: OverviewView['entries'] = [
    {
      entryId: 'e1',
      kind: 'inkomst',
      name: 'Hyra för stugan',
      value: null,
      valueDate: null,
      payments: [{ monthly: 3000, from: '2033-03', to: null }],
    },
  ]
  const text = unpacked(await letterPdf({ ...view, entries }, 'sv', now))
  expect([...text.matchAll(/\/S \/TR\b/g)]).toHaveLength(2)
})

async function rowsOf(shown: OverviewView): Promise<readonly Row[]> {
  const table = vi.spyOn(Page.prototype, 'table')
  await letterPdf(shown, 'sv', now)
  const rows = table.mock.calls.flatMap(([part]) => part)
  table.mockRestore()
  return rows
}

test('what ends in one month is one step down, in the letter as on the page', async () => {
  const fall = (label: string, amount: number, minor = false): FallView => ({
    month: '2038-03',
    age: 864,
    amount,
    contractId: label,
    label,
    reason: 'payment-ends',
    minor,
  })
  const falls = [fall('ITPK', 3000), fall('PA16-1', 1700), fall('ISK', 120, true)]
  const rows = await rowsOf({ ...view, falls, stepsDown: stepsDown(falls) })
  expect(rows.filter(({ label }) => label === 'Vid 72 år').map(({ text }) => text)).toEqual([
    '−4\u00a0700 kr/månad: ITPK, PA 16',
  ])
})

test('what is paid already is told by its month, for there is no age to stop at', async () => {
  const paragraph = vi.spyOn(Page.prototype, 'paragraph')
  await letterPdf({ ...view, age: { ...view.age, moves: 'work' } }, 'sv', now)
  await letterPdf(view, 'sv', now)
  const said = paragraph.mock.calls.map(([text]) => text)
  paragraph.mockRestore()
  expect(said).toContain('från mars 2033, i dagens penningvärde.')
  expect(said).toContain('om du slutar arbeta vid 67 år och 3 månader, i dagens penningvärde.')
  expect(said).toContain('Från januari 2046 blir skatten lägre: cirka 17\u00a0100 kr/månad efter skatt.')
})
