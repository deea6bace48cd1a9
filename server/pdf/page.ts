/** A tagged PDF that is written from top to bottom: headings, paragraphs and tables of two columns. */
import { setImmediate as others } from 'node:timers/promises'
import type { TaggedPdf } from './tagged.ts'
import { font, openTaggedPdf } from './tagged.ts'

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

export interface Row {
  readonly label: string
  readonly text: string
}

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
  readonly #pdf: TaggedPdf
  readonly #doc: PDFKit.PDFDocument
  readonly #root: PDFKit.PDFStructureElement

  constructor(title: string, language: 'sv' | 'en') {
    this.#pdf = openTaggedPdf({ title, language, margin })
    this.#doc = this.#pdf.doc
    this.#root = this.#pdf.root
    this.#doc.fillColor(ink)
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
  async table(lines: readonly Row[]): Promise<void> {
    const table = this.#doc.struct('Table')
    this.#root.add(table)
    for (const line of lines) await this.#row(table, line)
    table.end()
  }

  async #row(table: PDFKit.PDFStructureElement, { label, text }: Row): Promise<void> {
    const doc = this.#doc
    const [first = '', ...more] = partsOf(text)
    const value = { width: this.#width - labelWidth - gap }
    doc.font(font('semibold'), sizes.body)
    const height = Math.max(
      doc.heightOfString(label, { width: labelWidth }),
      doc.font(font('regular'), sizes.body).heightOfString(first, value),
    )
    this.#room(Math.min(height, doc.page.height - 2 * margin))
    const top = doc.y
    const row = doc.struct('TR')
    table.add(row)
    row.add(
      doc.struct('TH', rowHeader, () => {
        doc.font(font('semibold'), sizes.body).text(label, margin, top, { width: labelWidth })
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

  end(): Promise<Uint8Array> {
    return this.#pdf.end()
  }
}
