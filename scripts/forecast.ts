/**
 * Product mode on a file: `npm run -s forecast -- FILE.json`. Prints the forecast as JSON; what is read and printed is
 * described in forecasting/json. `--schema input|result` prints the JSON Schema.
 */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { LawReader } from '#forecasting/law.ts'
import { ForecastInputError, MissingFigureError } from '#forecasting/model/errors.ts'
import { monthOfDate, yearOf } from '#forecasting/model/year-month.ts'
import { standardinflation } from '#forecasting/parameters/standardinflation.ts'
import { nominalYears } from '#forecasting/projection/months.ts'
import { demandAllowed, prepare } from '#forecasting/projection/prepare.ts'
import { forecast } from '#forecasting/projection/forecast.ts'
import type { Projection, ProjectionInput } from '#forecasting/projection/types.ts'
import { CannotRun, runCommand } from './command.ts'
import { BadForecastInput, forecastInput, inputVersion, readForecastInput } from './forecast-input.ts'
import type { ForecastResult } from './forecast-result.ts'
import { forecastResult, forecastResultOf, resultVersion } from './forecast-result.ts'

const usage = 'Usage: npm run -s forecast -- FILE.json\n       npm run -s forecast -- --schema input|result'

const schemas = {
  input: () => ({
    $id: `urn:samlad-pension:forecast-input:v${inputVersion}`,
    ...z.toJSONSchema(forecastInput, { io: 'input' }),
  }),
  result: () => ({
    $id: `urn:samlad-pension:forecast-result:v${resultVersion}`,
    ...z.toJSONSchema(forecastResult),
  }),
}

/** @returns the JSON Schema as text, as it stands in forecasting/json */
export const schemaText = (name: keyof typeof schemas): string => `${JSON.stringify(schemas[name](), null, 2)}\n`

/**
 * @throws BadForecastInput, ForecastInputError naming the field
 * @throws MissingFigureError when no figure of law reaches as far as asked
 */
export function forecastOf(json: unknown): ForecastResult {
  const { choices, ...known } = readForecastInput(json)
  const under = (market: 'low' | 'expected' | 'high'): Projection => {
    const prepared = prepare({ ...known, assumptions: { ...known.assumptions, market } } satisfies Omit<
      ProjectionInput,
      'choices'
    >)
    demandAllowed(prepared, choices)
    return forecast(prepared, choices)
  }
  const markets = { low: under('low'), expected: under('expected'), high: under('high') }
  const inflation = new LawReader().value(standardinflation, known.today)
  const nominal = nominalYears(markets.expected.months, yearOf(monthOfDate(known.today)), inflation)
  return forecastResultOf(markets, { today: known.today, nominal })
}

function readJson(file: string): unknown {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    throw new BadForecastInput(`${file}: cannot be read`)
  }
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw new BadForecastInput(`${file}: is not JSON`)
  }
}

function forecastOfFile(file: string): ForecastResult {
  const json = readJson(file)
  try {
    return forecastOf(json)
  } catch (error) {
    if (!(error instanceof MissingFigureError)) throw error
    // A figure is missing for the days of a life that the input gives.
    throw new BadForecastInput(`today, person.birthDate: ${error.message}`)
  }
}

function run([first, second, ...more]: readonly string[]): number {
  if (first === '--schema' && (second === 'input' || second === 'result') && more.length === 0) {
    process.stdout.write(schemaText(second))
    return 0
  }
  if (first === undefined || first.startsWith('--') || second !== undefined) throw new CannotRun(usage)
  process.stdout.write(`${JSON.stringify(forecastOfFile(first), null, 2)}\n`)
  return 0
}

if (import.meta.main) {
  await runCommand(run, (error) =>
    error instanceof BadForecastInput || error instanceof ForecastInputError ? 1 : null,
  )
}
