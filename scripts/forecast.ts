/**
 * Product mode on a file: `npm run -s forecast -- FILE.json`. Prints the forecast as JSON; what is read and printed is
 * described in forecasting/json. `--schema input|result` prints the JSON Schema.
 */
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import { LawReader } from '#forecasting/law.ts'
import { ForecastInputError, MissingFigureError } from '#forecasting/model/errors.ts'
import { monthOfDate, yearOf } from '#forecasting/model/year-month.ts'
import { standardinflation } from '#forecasting/parameters/standardinflation.ts'
import { nominalYears } from '#forecasting/projection/months.ts'
import { demandAllowed, prepare } from '#forecasting/projection/prepare.ts'
import { forecast } from '#forecasting/projection/forecast.ts'
import type { Projection, ProjectionInput } from '#forecasting/projection/types.ts'
import { BadForecastInput, forecastInput, inputVersion, readForecastInput } from './forecast-input.ts'
import type { ForecastResult } from './forecast-result.ts'
import { forecastResult, forecastResultOf, resultVersion } from './forecast-result.ts'

const usage = 'Usage: npm run -s forecast -- FILE.json\n       npm run -s forecast -- --schema input|result'

/** The command was called in a way that it does not know. */
class WrongUse extends Error {
  override readonly name = 'WrongUse'
}

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

function run(given: readonly string[]): string {
  const [first, second, ...more] = given
  if (first === '--schema' && (second === 'input' || second === 'result') && more.length === 0)
    return schemaText(second)
  if (first === undefined || first.startsWith('--') || second !== undefined) throw new WrongUse(usage)
  return `${JSON.stringify(forecastOf(readJson(first)), null, 2)}\n`
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    process.stdout.write(run(process.argv.slice(2)))
  } catch (error) {
    const isForReader =
      error instanceof BadForecastInput || error instanceof ForecastInputError || error instanceof MissingFigureError
    if (!isForReader && !(error instanceof WrongUse)) throw error
    // A figure is missing for the days of a life that the input gives.
    console.error(error instanceof MissingFigureError ? `today, person.birthDate: ${error.message}` : error.message)
    process.exitCode = error instanceof WrongUse ? 2 : 1
  }
}
