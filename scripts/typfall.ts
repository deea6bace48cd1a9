/**
 * Typfall mode on a file: `npm run -s typfall -- FILE.csv [--compare]`. The file has the header of the agency's model,
 * with or without results. Prints the same 22 columns, results in full precision; with --compare the largest
 * difference from the file's own results per column, and the worst rows.
 */

import { readFileSync } from 'node:fs'
import { typfallsmodellen } from '#forecasting/departures.ts'
import { MissingFigureError } from '#forecasting/model/errors.ts'
import { allHeaders, resultValues } from '#forecasting/typfall/columns.ts'
import { compareTypfall } from '#forecasting/typfall/compare.ts'
import type { TypfallRow } from '#forecasting/typfall/csv.ts'
import { readTypfallFile, TypfallFileError } from '#forecasting/typfall/csv.ts'
import type { TypfallResult } from '#forecasting/typfall/run.ts'
import { Economies, runTypfall } from '#forecasting/typfall/run.ts'
import { runCommand } from './command.ts'

const usage = 'Usage: npm run -s typfall -- FILE.csv [--compare]'
const worstRows = 10

interface Computed {
  readonly row: TypfallRow
  readonly result: TypfallResult
}

function compute(rows: readonly TypfallRow[]): readonly Computed[] {
  const economies = new Economies()
  return rows.map((row) => {
    try {
      return { row, result: runTypfall(row.input, typfallsmodellen, economies).result }
    } catch (error) {
      if (error instanceof MissingFigureError) throw new TypfallFileError(`line ${row.line}: ${error.message}`)
      throw error
    }
  })
}

const asTable = (computed: readonly Computed[]): string =>
  [
    allHeaders.join(','),
    ...computed.map(({ row, result }) =>
      [...row.inputTexts, ...resultValues(result).map((value) => value.toFixed())].join(','),
    ),
  ].join('\n')

function asComparison(computed: readonly Computed[]): string {
  const { columns, rows } = compareTypfall(computed)
  if (rows.length === 0) return `${computed.length} rows, none with results to compare with`
  const perColumn = columns.map(({ column, compared, largest }) => {
    const furthest = largest ? `${largest.difference.toExponential(2)} kr/month, line ${largest.line}` : 'not compared'
    return `${column.padEnd(22)} ${String(compared).padStart(5)} rows   ${furthest}`
  })
  const worst = rows.slice(0, worstRows).map(({ line, column, difference, computed: own, expected }) => {
    const values = `${own.toDecimalPlaces(10).toFixed()} against ${expected.toFixed()}`
    return `line ${String(line).padStart(4)}  ${column.padEnd(22)} ${difference.toExponential(2)}   ${values}`
  })
  return [`${computed.length} rows. Largest difference per column:`, ...perColumn, '', 'Worst rows:', ...worst].join(
    '\n',
  )
}

/** @throws TypfallFileError when the file cannot be read or computed */
export function typfallOf(text: string, { compare }: { readonly compare: boolean }): string {
  const computed = compute(readTypfallFile(text))
  return compare ? asComparison(computed) : asTable(computed)
}

function readArguments(given: readonly string[]): { readonly file: string; readonly compare: boolean } {
  const options = given.filter((argument) => argument.startsWith('--'))
  const [file, ...others] = given.filter((argument) => !argument.startsWith('--'))
  if (file === undefined || others.length > 0 || options.some((option) => option !== '--compare')) {
    throw new TypfallFileError(usage)
  }
  return { file, compare: options.length > 0 }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new TypfallFileError(`${file}: cannot be read`)
  }
}

function run(args: readonly string[]): number {
  const { file, compare } = readArguments(args)
  console.log(typfallOf(readText(file), { compare }))
  return 0
}

if (import.meta.main) await runCommand(run, (error) => (error instanceof TypfallFileError ? 1 : null))
