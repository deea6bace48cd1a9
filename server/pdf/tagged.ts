/** How every PDF of ours begins: tagged, with its language and title, in our typeface. */
import { fileURLToPath } from 'node:url'
import PDFDocument from 'pdfkit'

export const font = (weight: 'regular' | 'semibold'): string =>
  fileURLToPath(new URL(`./fonts/source-sans-3-${weight}.ttf`, import.meta.url))

export interface TaggedPdf {
  readonly doc: PDFKit.PDFDocument
  /** Everything stands under it. */
  readonly root: PDFKit.PDFStructureElement
  /** Ends what is written, and gives its bytes. */
  readonly end: () => Promise<Uint8Array>
}

/** @param margin in points, on every side of an A4 */
export function openTaggedPdf(of: {
  readonly title: string
  readonly language: 'sv' | 'en'
  readonly margin: number
}): TaggedPdf {
  const options: PDFKit.PDFDocumentOptions = {
    size: 'A4',
    margin: of.margin,
    pdfVersion: '1.7',
    tagged: true,
    lang: of.language === 'sv' ? 'sv-SE' : 'en-GB',
    displayTitle: true,
    font: font('regular'),
    info: { Title: of.title },
  }
  // The library's types do not know of it.
  Object.assign(options, { subset: 'PDF/UA' })
  const doc = new PDFDocument(options)
  const bytes = new Promise<Uint8Array>((resolve, reject) => {
    const parts: Buffer[] = []
    doc.on('data', (part: Buffer) => parts.push(part))
    doc.on('end', () => resolve(Buffer.concat(parts)))
    doc.on('error', reject)
  })
  const root = doc.struct('Document')
  doc.addStructure(root)
  const end = () => {
    root.end()
    doc.end()
    return bytes
  }
  return { doc, root, end }
}
