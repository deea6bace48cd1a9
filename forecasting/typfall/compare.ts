/** How far computed typfall lie from a file's own results. */
import type { Dec } from '../model/quantity.ts'
import { resultHeaders, resultValues } from './columns.ts'
import type { TypfallRow } from './csv.ts'
import type { TypfallResult } from './run.ts'

export interface ColumnDifference {
  readonly column: string
  /** How many rows have a result to compare with. */
  readonly compared: number
  /** SEK/month, and the line it is on; null when nothing is compared. */
  readonly largest: { readonly difference: Dec; readonly line: number } | null
}

export interface RowDifference {
  readonly line: number
  readonly column: string
  readonly difference: Dec
  readonly computed: Dec
  readonly expected: Dec
}

export interface Comparison {
  readonly columns: readonly ColumnDifference[]
  /** The furthest result of every row, the furthest first. */
  readonly rows: readonly RowDifference[]
}

export function compareTypfall(
  computed: readonly { readonly row: TypfallRow; readonly result: TypfallResult }[],
): Comparison {
  const cells = computed.flatMap(({ row, result }) =>
    resultValues(result).flatMap((value, i): readonly RowDifference[] => {
      const expected = row.expected[i] ?? null
      const column = resultHeaders[i] ?? ''
      if (expected === null) return []
      return [{ line: row.line, column, difference: value.minus(expected).abs(), computed: value, expected }]
    }),
  )
  const furthestFirst = [...cells].sort((a, b) => b.difference.comparedTo(a.difference) || a.line - b.line)
  const columns = resultHeaders.map((column) => {
    const own = furthestFirst.filter((cell) => cell.column === column)
    const [first] = own
    return {
      column,
      compared: own.length,
      largest: first === undefined ? null : { difference: first.difference, line: first.line },
    }
  })
  const seen = new Set<number>()
  const rows = furthestFirst.filter(({ line }) => !seen.has(line) && seen.add(line))
  return { columns, rows }
}
