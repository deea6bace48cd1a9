/**
 * Reads and checks messages of the collection from a file: a whole SSEK message, or the bare message of MIS 1.6, MIS
 * 2.0, SPV or Pensionsmyndigheten. A signature is passed over; `npm run -s ssek -- verify` is for that.
 *
 *   npm run -s mis -- read FILE --person NUMBER [--adapter NAME]   the holdings, as JSON, to stdout
 *   npm run -s mis -- validate FILE [--adapter NAME]               what the message is, in one line
 *
 * Exit codes: 0 in order · 1 the message is not in order: `FILE:LINE: CODE: why` to stderr (without the line where the
 * fault has none) · 2 wrong use, or a file that cannot be read.
 *
 * The JSON is a list of holdings as `forecasting/model/holding.ts` has them, amounts as text with every digit; an empty
 * list says that nothing is held. Ages are in months.
 */
import { Decimal } from 'decimal.js'
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Holding } from '#forecasting/model/holding.ts'
import type { AdapterName } from '#providers/adapters.ts'
import { adapters } from '#providers/adapters.ts'
import { ProviderError } from '#providers/errors.ts'
import { inspectMessage } from '#providers/inspect.ts'
import { PersonalNumber } from '#providers/personal-number.ts'
import { InvalidHeader } from '#providers/ssek/envelope.ts'
import { UnreadableXml, unreadableReasons } from '#providers/xml/document.ts'
import { CannotRun, runCommand } from './command.ts'

const usage = `Use: npm run -s mis -- read FILE --person NUMBER [--adapter NAME]
     npm run -s mis -- validate FILE [--adapter NAME]`

interface Command {
  readonly verb: 'read' | 'validate'
  readonly file: string
  readonly person: PersonalNumber | null
  readonly adapter: AdapterName
}

const isAdapter = (name: string): name is AdapterName => Object.hasOwn(adapters, name)

function readArguments(): Command {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { person: { type: 'string' }, adapter: { type: 'string', default: 'none' } },
  })
  const [verb, file, ...more] = positionals
  if ((verb !== 'read' && verb !== 'validate') || file === undefined || more.length > 0) throw new CannotRun(usage)
  const person = values.person === undefined ? null : PersonalNumber.parse(values.person)
  if (values.person !== undefined && person === null) throw new CannotRun('--person: not a personal number')
  if (verb === 'read' && person === null) throw new CannotRun(usage)
  if (!isAdapter(values.adapter)) throw new CannotRun(`--adapter: one of ${Object.keys(adapters).join(', ')}`)
  return { verb, file, person, adapter: values.adapter }
}

/** Amounts as text: a JSON number is a float to most readers. */
const toJson = (holdings: readonly Holding[]): string =>
  JSON.stringify(
    holdings,
    function (this: Record<string, unknown>, key, value: unknown) {
      const original = this[key]
      return Decimal.isDecimal(original) ? original.toFixed() : value
    },
    2,
  )

function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file)
  } catch (error) {
    throw new CannotRun(error instanceof Error ? error.message : 'The file cannot be read', { cause: error })
  }
}

/** @returns what is wrong, or null for a fault of the program */
function faultIn(error: unknown): { readonly line: number | null; readonly text: string } | null {
  if (error instanceof UnreadableXml)
    return { line: error.line, text: `malformed-response: ${unreadableReasons[error.reason]}` }
  if (error instanceof InvalidHeader) return { line: null, text: `malformed-response: ${error.message}` }
  if (error instanceof ProviderError) return { line: error.line, text: `${error.code}: ${error.message}` }
  return null
}

function run({ verb, file, person, adapter }: Command): number {
  const bytes = readBytes(file)
  try {
    const { vocabulary, holdings } = inspectMessage(bytes, person, adapter)
    const unknown = holdings.reduce((sum, holding) => sum + holding.unknownCodes.length, 0)
    console.log(
      verb === 'read' ? toJson(holdings) : `${vocabulary}: ${holdings.length} contracts, ${unknown} unknown codes`,
    )
    return 0
  } catch (error) {
    const fault = faultIn(error)
    if (fault === null) throw error
    console.error(`${file}:${fault.line === null ? '' : `${fault.line}:`} ${fault.text}`)
    return 1
  }
}

await runCommand(
  () => run(readArguments()),
  // As parseArgs says it.
  (error) => (error instanceof TypeError && 'code' in error ? 2 : null),
)
