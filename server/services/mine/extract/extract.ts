/** The extract of the register (GDPR art. 15 and 20): everything held of a saver, as JSON, CSV or PDF. */
import type { SaverTransaction } from '#server/db/database.ts'
import { readSaverTable, saverTableNames } from '#server/db/saver-tables.ts'
import type { Language } from '#server/services/api.ts'
import type { ExtractFile, ExtractFormat } from '#server/services/api/mine.ts'
import type { Extract, HeldTable } from './contents.ts'
import { leavesOf } from './contents.ts'
import { extractPdf } from './pdf.ts'
import { extractWords } from './words.ts'

const forms: Readonly<
  Record<ExtractFormat, { readonly contentType: string; readonly write: (extract: Extract) => Promise<Uint8Array> }>
> = {
  json: { contentType: 'application/json; charset=utf-8', write: (extract) => Promise.resolve(extractJson(extract)) },
  csv: { contentType: 'text/csv; charset=utf-8', write: (extract) => Promise.resolve(extractCsv(extract)) },
  pdf: { contentType: 'application/pdf', write: extractPdf },
}

export async function createExtract(
  t: SaverTransaction,
  format: ExtractFormat,
  language: Language,
  now: Date,
): Promise<ExtractFile> {
  const tables: HeldTable[] = []
  for (const table of saverTableNames) tables.push({ table, rows: await readSaverTable(t, table) })
  const madeAt = now.toISOString()
  const { contentType, write } = forms[format]
  const bytes = await write({ madeAt, language, tables })
  return {
    name: `${language === 'sv' ? 'registerutdrag' : 'extract'}-${madeAt.slice(0, 10)}.${format}`,
    contentType,
    bytes,
  }
}

function extractJson({ madeAt, language, tables }: Extract): Uint8Array {
  const words = extractWords[language]
  const whole = {
    title: words.title,
    madeAt,
    about: words.about,
    tables: tables.map(({ table, rows }) => ({ table, title: words.tables[table], rows })),
  }
  return Buffer.from(`${JSON.stringify(whole, null, 2)}\n`, 'utf8')
}

/** A spreadsheet would take such a text for a formula. */
const looksLikeFormula = /^(?![-+]?[\d\s.,]+$)[-+=@\t\r]/

const csvField = (text: string): string => {
  const harmless = looksLikeFormula.test(text) ? `'${text}` : text
  return /[",;\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/** One line per value. With a byte order mark, without which spreadsheets take å for two signs. */
function extractCsv({ tables }: Extract): Uint8Array {
  const lines = tables.flatMap(({ table, rows }) =>
    rows.flatMap((row, index) =>
      leavesOf(row, '').map(({ path, text }) => [table, String(index + 1), path, text].map(csvField).join(',')),
    ),
  )
  return Buffer.from(`\uFEFF${['table,row,field,value', ...lines].join('\r\n')}\r\n`, 'utf8')
}
