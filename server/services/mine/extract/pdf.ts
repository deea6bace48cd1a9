/** The extract as a tagged PDF: a heading for each table, and its rows as lines of name and value. */
import { setImmediate as others } from 'node:timers/promises'
import { swedishSecond, swedishTime } from '#providers/swedish-clock.ts'
import type { HeldRow } from '#server/db/saver-tables.ts'
import type { Row } from '#server/pdf/page.ts'
import { Page } from '#server/pdf/page.ts'
import type { Extract, HeldTable } from './contents.ts'
import { leavesOf } from './contents.ts'
import { extractWords } from './words.ts'

type Words = (typeof extractWords)[keyof typeof extractWords]

export async function extractPdf({ madeAt, language, tables }: Extract): Promise<Uint8Array> {
  const words = extractWords[language]
  const page = new Page(words.title, language)
  page.heading('H1', words.title)
  page.paragraph(`${words.made} ${swedishTime(new Date(madeAt))}. ${words.clocks}`)
  for (const { title, text } of words.about) {
    page.heading('H2', title)
    page.paragraph(text)
  }
  for (const held of tables) await writeTable(page, held, words)
  return await page.end()
}

async function writeTable(page: Page, { table, rows }: HeldTable, words: Words): Promise<void> {
  page.heading('H2', words.tables[table])
  if (rows.length === 0) page.paragraph(words.nothing)
  for (const [index, row] of rows.entries()) {
    await others()
    if (rows.length > 1) page.heading('H3', `${words.entry} ${index + 1}`)
    await page.table(linesOf(row, words))
  }
}

const linesOf = (row: HeldRow, words: Words): readonly Row[] =>
  leavesOf(row, '')
    .filter(({ text }) => text !== '')
    .map(({ path, text }) => {
      const [first = '', ...rest] = path.split('.')
      return { label: [words.fields[first] ?? first, ...rest].join(' · '), text: readable(text, words) }
    })

/** `2026-11-22T09:02:05.691Z` */
const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d+Z$/

const readable = (text: string, words: Words): string =>
  ownValue(words.codes, text) ?? (moment.test(text) ? swedishSecond(new Date(text)) : text)

/** A text that every object has a property by, such as `constructor`, is no code of ours. */
const ownValue = (of: Readonly<Record<string, string>>, name: string): string | undefined =>
  Object.hasOwn(of, name) ? of[name] : undefined
