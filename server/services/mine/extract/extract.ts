/** The extract of the register (GDPR art. 15 and 20): everything held of a saver, as JSON, CSV or PDF. */
import type { SaverTransaction } from '#server/db/database.ts'
import { readSaverTable, saverTableNames } from '#server/db/saver-tables.ts'
import type { Language } from '#server/services/api.ts'
import { dayOf } from '#providers/swedish-clock.ts'
import type { ExtractFile, ExtractFormat } from '#server/services/api/mine.ts'
import type { Extract, HeldTable } from './contents.ts'
import { extractCsv } from './csv.ts'
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
    name: `${language === 'sv' ? 'registerutdrag' : 'extract'}-${dayOf(now)}.${format}`,
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
