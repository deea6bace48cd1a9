/** The extract as CSV: one line per value. */
import type { Extract } from './contents.ts'
import { leavesOf, textOf } from './contents.ts'

/**
 * What a spreadsheet would take for a formula: a sign that begins one, where a cell may begin. That is at the start of
 * the text, but also after a separator or a line break within it: a program set to semicolons heeds the quotes around
 * a field only where a cell begins, and so cuts the line there. Spaces and quotes before the sign change nothing.
 */
const formulaStart = /(?<=^|[;,\t\r\n|])(?=[\s"]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])|^(?=[\t\r])/gu
const isNumber = /^[-+]?\d[\d .,]*$/

/** An apostrophe before it makes it text. */
const withoutFormulas = (text: string): string => (isNumber.test(text) ? text : text.replace(formulaStart, "'"))

const csvField = (text: string): string => {
  const harmless = withoutFormulas(text)
  return /[",;\t\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/** With a byte order mark, without which spreadsheets take å for two signs. */
export function extractCsv({ tables }: Extract): Uint8Array {
  const lines = tables.flatMap(({ table, rows }) =>
    rows.flatMap((row, index) =>
      leavesOf(row, '').map(({ path, value }) =>
        [table, String(index + 1), path, textOf(value)].map(csvField).join(','),
      ),
    ),
  )
  return Buffer.from(`\uFEFF${['table,row,field,value', ...lines].join('\r\n')}\r\n`, 'utf8')
}
