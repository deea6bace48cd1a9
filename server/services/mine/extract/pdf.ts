/** The extract as a tagged PDF: headings, paragraphs and tables stand in its structure, with the language and a title. */
import { setImmediate as others } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import PDFDocument from 'pdfkit'
import type { HeldRow } from '#server/db/saver-tables.ts'
import type { Extract, HeldTable, Leaf } from './contents.ts'
import { leavesOf } from './contents.ts'
import { extractWords } from './words.ts'

const font = (weight: 'regular' | 'semibold'): string =>
  fileURLToPath(new URL(`./fonts/source-sans-3-${weight}.ttf`, import.meta.url))

/** Points. */
const margin = 56
const labelWidth = 170
const gap = 14
const sizes = { h1: 24, h2: 16, h3: 12, body: 10.5 } as const
const ink = '#22262e'

/** A longer value is written in parts, one below the other, so that other requests get their turn in between. */
const longestPart = 2000

/** Names its row; the library's types do not know of it. */
const rowHeader: PDFKit.Mixins.StructureElementOptions = {}
Object.assign(rowHeader, { scope: 'Row' })

type Words = (typeof extractWords)[keyof typeof extractWords]

export async function extractPdf({ madeAt, language, tables }: Extract): Promise<Uint8Array> {
  const words = extractWords[language]
  const page = new Page(words.title, language)
  page.heading('H1', words.title)
  page.paragraph(`${words.made} ${madeAt.slice(0, 10)} ${madeAt.slice(11, 16)} UTC.`)
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

const linesOf = (row: HeldRow, words: Words): readonly Leaf[] =>
  leavesOf(row, '')
    .filter(({ text }) => text !== '')
    .map(({ path, text }) => {
      const [first = '', ...rest] = path.split('.')
      const label = [words.fields[first] ?? first, ...rest].join(' · ')
      return { path: label, text: readable(text, words) }
    })

/** `2026-11-22T09:02:05.691Z` */
const moment = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})\.\d+Z$/

const readable = (text: string, words: Words): string => words.codes[text] ?? text.replace(moment, '$1 $2 UTC')

/** The whole text in parts; each ends with a line or a word where there is one. */
function partsOf(text: string): readonly string[] {
  const parts: string[] = []
  let rest = text
  while (rest.length > longestPart) {
    const [part = ''] =
      /^[^]{1000,2000}(?<=\n)/.exec(rest) ?? /^[^]{1000,2000}(?<=\s)/.exec(rest) ?? /^[^]{1,2000}/u.exec(rest) ?? []
    parts.push(part.replace(/\n$/, ''))
    rest = rest.slice(part.length)
  }
  return [...parts, rest]
}

/** Writes downwards, a page after the other. */
export class Page {
  readonly #doc: PDFKit.PDFDocument
  readonly #root: PDFKit.PDFStructureElement
  readonly #bytes: Promise<Uint8Array>

  constructor(title: string, language: string) {
    const options: PDFKit.PDFDocumentOptions = {
      size: 'A4',
      margin,
      pdfVersion: '1.7',
      tagged: true,
      lang: language === 'sv' ? 'sv-SE' : 'en-GB',
      displayTitle: true,
      font: font('regular'),
      info: { Title: title },
    }
    // Its types do not know of it.
    Object.assign(options, { subset: 'PDF/UA' })
    this.#doc = new PDFDocument(options)
    const doc = this.#doc
    this.#bytes = new Promise((resolve, reject) => {
      const parts: Buffer[] = []
      doc.on('data', (part: Buffer) => parts.push(part))
      doc.on('end', () => resolve(Buffer.concat(parts)))
      doc.on('error', reject)
    })
    this.#root = doc.struct('Document')
    doc.addStructure(this.#root)
    doc.fillColor(ink)
  }

  get #width(): number {
    return this.#doc.page.width - 2 * margin
  }

  #room(height: number): void {
    if (this.#doc.y + height > this.#doc.page.height - margin) this.#doc.addPage()
  }

  heading(level: 'H1' | 'H2' | 'H3', text: string): void {
    const doc = this.#doc
    const size = level === 'H1' ? sizes.h1 : level === 'H2' ? sizes.h2 : sizes.h3
    doc.y += level === 'H1' ? 0 : size
    // A heading at the foot of a page would stand without what it is about.
    this.#room(size * 5)
    this.#root.add(
      doc.struct(level, {}, () => {
        doc.font(font('semibold'), size).text(text, margin, doc.y, { width: this.#width })
      }),
    )
    doc.y += 4
  }

  paragraph(text: string): void {
    const doc = this.#doc
    doc.font(font('regular'), sizes.body)
    this.#room(doc.heightOfString(text, { width: this.#width }))
    this.#root.add(
      doc.struct('P', {}, () => {
        doc.font(font('regular'), sizes.body).text(text, margin, doc.y, { width: this.#width, lineGap: 2 })
      }),
    )
  }

  /** Two columns; the left one names its row. */
  async table(lines: readonly Leaf[]): Promise<void> {
    const table = this.#doc.struct('Table')
    this.#root.add(table)
    for (const line of lines) await this.#row(table, line)
    table.end()
  }

  async #row(table: PDFKit.PDFStructureElement, { path, text }: Leaf): Promise<void> {
    const doc = this.#doc
    const [first = '', ...more] = partsOf(text)
    const value = { width: this.#width - labelWidth - gap }
    doc.font(font('semibold'), sizes.body)
    const height = Math.max(
      doc.heightOfString(path, { width: labelWidth }),
      doc.font(font('regular'), sizes.body).heightOfString(first, value),
    )
    this.#room(Math.min(height, doc.page.height - 2 * margin))
    const top = doc.y
    const row = doc.struct('TR')
    table.add(row)
    row.add(
      doc.struct('TH', rowHeader, () => {
        doc.font(font('semibold'), sizes.body).text(path, margin, top, { width: labelWidth })
      }),
    )
    const page = doc.page
    const cell = doc.struct('TD')
    row.add(cell)
    const write = (part: string, y: number) => {
      cell.add(
        doc.struct('P', {}, () => {
          doc.font(font('regular'), sizes.body).text(part, margin + labelWidth + gap, y, value)
        }),
      )
    }
    write(first, top)
    for (const part of more) {
      await others()
      write(part, doc.y)
    }
    cell.end()
    row.end()
    doc.x = margin
    doc.y = (doc.page === page ? Math.max(doc.y, top + height) : doc.y) + 3
  }

  async end(): Promise<Uint8Array> {
    this.#root.end()
    this.#doc.end()
    return await this.#bytes
  }
}
