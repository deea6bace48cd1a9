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

/** Longer than this, a value is told by its length: it is in the other forms of the extract. */
const longest = 4000

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
    page.table(linesOf(row, words))
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

const readable = (text: string, words: Words): string =>
  text.length > longest ? `${text.length} ${words.original}` : (words.codes[text] ?? text.replace(moment, '$1 $2 UTC'))

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
  table(lines: readonly Leaf[]): void {
    const table = this.#doc.struct('Table')
    this.#root.add(table)
    for (const line of lines) this.#row(table, line)
    table.end()
  }

  #row(table: PDFKit.PDFStructureElement, { path, text }: Leaf): void {
    const doc = this.#doc
    const valueWidth = this.#width - labelWidth - gap
    doc.font(font('semibold'), sizes.body)
    const height = Math.max(
      doc.heightOfString(path, { width: labelWidth }),
      doc.font(font('regular'), sizes.body).heightOfString(text, { width: valueWidth }),
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
    row.add(
      doc.struct('TD', {}, () => {
        doc.font(font('regular'), sizes.body).text(text, margin + labelWidth + gap, top, { width: valueWidth })
      }),
    )
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
