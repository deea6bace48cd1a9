/** The extract as a tagged PDF: a heading for each table, and its rows as lines of name and value. */
import { setImmediate as others } from 'node:timers/promises'
import { swedishSecond, swedishTime } from '#providers/swedish-clock.ts'
import type { HeldLeaf, HeldRow } from '#server/db/saver-tables.ts'
import type { Row } from '#server/pdf/page.ts'
import { Page } from '#server/pdf/page.ts'
import type { Extract, HeldTable } from './contents.ts'
import { leavesOf, textOf } from './contents.ts'
import type { CodeWords } from './words.ts'
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
    await page.table(linesOf(row, words, words.codes[table] ?? {}))
  }
}

const linesOf = (row: HeldRow, words: Words, codes: Readonly<Record<string, CodeWords>>): readonly Row[] =>
  leavesOf(row, '')
    .map(({ path, value }) => {
      const [first = '', ...rest] = path.split('.')
      return { label: [words.fields[first] ?? first, ...rest].join(' · '), text: told(value, words, codes[path]) }
    })
    .filter(({ text }) => text !== '')

/** @param codes of the column, where it holds codes of ours: in any other the same text is somebody's own */
function told(value: HeldLeaf, words: Words, codes: CodeWords | undefined): string {
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (value instanceof Date) return swedishSecond(value)
  const text = textOf(value)
  const nameAt = text.indexOf(':') + 1
  const named = codes?.[text.slice(0, nameAt)]
  return codes?.[text] ?? (named === undefined ? text : `${named} ${text.slice(nameAt)}`)
}
