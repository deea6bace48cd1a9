/**
 * Puts a provider through every scenario of the wire and reports what its developer has to change.
 *
 *     npm run -s conformance -- --url URL --orgnr NUMBER --cert FILE [options]
 *
 * Options, the persons that are asked about, the report and its JSON: docs/conformance.md. The report goes to stdout;
 * with `--json -` the JSON goes there instead. What is wrong with the use is said on stderr.
 *
 *     0  everything passed (there may be warnings)
 *     1  something failed
 *     2  wrong use, or a file that cannot be read
 *     3  nobody answers at the address
 */
import { X509Certificate } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, parse } from 'node:path'
import type { ParseArgsOptionsConfig } from 'node:util'
import { parseArgs } from 'node:util'
import type { AdapterName } from '#providers/adapters.ts'
import { adapters } from '#providers/adapters.ts'
import type { Agreement, Limits } from '#providers/conformance/agreement.ts'
import { usualLimits } from '#providers/conformance/agreement.ts'
import type { Kept } from '#providers/conformance/attempt.ts'
import { InvalidPersons, readPersons, testPersons } from '#providers/conformance/persons.ts'
import { NotReachable } from '#providers/conformance/probe.ts'
import type { Language } from '#providers/conformance/report.ts'
import { countsOf, jsonReport, languages, textReport, titleOf, unreachableText } from '#providers/conformance/report.ts'
import { runConformance } from '#providers/conformance/run.ts'
import type { ScenarioId } from '#providers/conformance/scenario.ts'
import { scenarioIds } from '#providers/conformance/scenario.ts'
import type { ProviderEntry } from '#providers/pension-source.ts'
import { InvalidProvider, readProviderEntry } from '#providers/registry.ts'
import { certificateOnFile } from '#providers/ssek/policy.ts'
import { Signer } from '#providers/ssek/signature.ts'
import { organisationNumberIn } from '#providers/ssek/transport.ts'
import { CannotRun, orCannotRun, runCommand } from './command.ts'
import { issueCertificate, makeCa } from './local-ca.ts'

const usage = `Use: npm run -s conformance -- --url URL --orgnr NUMBER --cert FILE [--key FILE] [--ca FILE]
       [--mis 2.0|1.6] [--flow sync|push|pull] [--adapter NAME] [--persons FILE]
       [--signing-cert FILE --signing-key FILE --provider-signing-cert FILE …]
       [--callback-port PORT [--callback-host HOST] [--callback-url URL]]
       [--language sv|en] [--json FILE|-] [--keep DIR] [--only ID,ID …] [--list]
       [--reply-seconds N] [--promised-seconds N] [--pull-pause-seconds N] [--quiet-seconds N] [--at-once N]
More: docs/conformance.md`

const options = {
  url: { type: 'string' },
  orgnr: { type: 'string' },
  cert: { type: 'string' },
  key: { type: 'string' },
  ca: { type: 'string' },
  mis: { type: 'string', default: '2.0' },
  flow: { type: 'string', default: 'sync' },
  adapter: { type: 'string', default: 'none' },
  persons: { type: 'string' },
  'signing-cert': { type: 'string' },
  'signing-key': { type: 'string' },
  'provider-signing-cert': { type: 'string', multiple: true, default: [] },
  'callback-port': { type: 'string' },
  'callback-host': { type: 'string', default: '0.0.0.0' },
  'callback-url': { type: 'string' },
  language: { type: 'string', default: 'sv' },
  json: { type: 'string' },
  keep: { type: 'string' },
  only: { type: 'string' },
  list: { type: 'boolean', default: false },
  'reply-seconds': { type: 'string' },
  'promised-seconds': { type: 'string' },
  'pull-pause-seconds': { type: 'string' },
  'quiet-seconds': { type: 'string' },
  'at-once': { type: 'string', default: '4' },
} as const satisfies ParseArgsOptionsConfig

function readArguments() {
  try {
    return parseArgs({ options }).values
  } catch {
    console.error(usage)
    process.exit(2)
  }
}
const values = readArguments()

function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((each) => each === value)
  if (found === undefined) throw new CannotRun(`--${option}: one of ${allowed.join(', ')}`)
  return found
}

function required(option: 'url' | 'orgnr' | 'cert'): string {
  const value = values[option]
  if (value === undefined) throw new CannotRun(`--${option} is missing\n${usage}`)
  return value
}

const read = (option: string, file: string): string =>
  orCannotRun(`--${option}: cannot read ${file}`, () => readFileSync(file, 'utf8'))

const certificateIn = (option: string, pem: string): X509Certificate =>
  orCannotRun(`--${option}: not a certificate (PEM)`, () => new X509Certificate(pem))

function millis(option: 'reply' | 'promised' | 'pull-pause' | 'quiet', usual: number): number {
  const value = values[`${option}-seconds`]
  if (value === undefined) return usual
  const seconds = Number(value)
  if (!(seconds > 0 && seconds <= 86_400)) throw new CannotRun(`--${option}-seconds: a number of seconds`)
  return seconds * 1000
}

const limits = (): Limits => ({
  replyMs: millis('reply', usualLimits.replyMs),
  promisedMs: millis('promised', usualLimits.promisedMs),
  pullPauseMs: millis('pull-pause', usualLimits.pullPauseMs),
  quietMs: millis('quiet', usualLimits.quietMs),
})

function providerToTry(): ProviderEntry {
  const [endpoint, organisationNumber] = [required('url'), required('orgnr')]
  if (!URL.canParse(endpoint) || new URL(endpoint).protocol !== 'https:') throw new CannotRun('--url: an https address')
  if (!/^16\d{10}$/.test(organisationNumber)) throw new CannotRun('--orgnr: "16" and ten digits')
  const signing = values['provider-signing-cert'].map((file) =>
    certificateOnFile(certificateIn('provider-signing-cert', read('provider-signing-cert', file)), 'signing'),
  )
  const adapter = oneOf('adapter', values.adapter, Object.keys(adapters) as AdapterName[])
  return readProviderEntry(
    {
      id: 'provider',
      name: organisationNumber,
      organisationNumber,
      kind: 'insurer',
      endpoint,
      vocabulary: `mis-${oneOf('mis', values.mis, ['2.0', '1.6'])}`,
      adapter,
      flow: oneOf('flow', values.flow, ['sync', 'push', 'pull']),
      connected: true,
      concurrency: 4,
      resendAllowed: false,
      questionsPerSecond: null,
      maintenance: [],
      deadlineSeconds: 900,
      acceptsPlans: true,
      messageSecurity: signing.length === 0 ? 'none' : 'signature',
      certificates: signing,
    },
    { refuseLoopback: false },
  )
}

function identityFor({ messageSecurity }: ProviderEntry): Agreement['identity'] {
  const certFile = required('cert')
  const { name, dir } = parse(certFile)
  const { key: keyFile = join(dir, `${name}.key`), ca: caFile = join(dir, 'ca.crt') } = values
  const [certPem, keyPem] = [read('cert', certFile), read('key', keyFile)]
  const organisationNumber = organisationNumberIn(certificateIn('cert', certPem))
  if (organisationNumber === null) throw new CannotRun('--cert: no organisation number in serialNumber of the subject')
  const [cert, key] = [values['signing-cert'], values['signing-key']]
  if ((cert === undefined) !== (key === undefined)) throw new CannotRun('--signing-cert and --signing-key go together')
  if ((cert === undefined) !== (messageSecurity === 'none')) {
    throw new CannotRun('Signed messages take --signing-cert, --signing-key and --provider-signing-cert')
  }
  const signing =
    cert === undefined || key === undefined
      ? null
      : { certPem: read('signing-cert', cert), keyPem: read('signing-key', key) }
  orCannotRun('--signing-cert and --signing-key are not a pair that may sign', () => signing && new Signer(signing))
  return { organisationNumber, certPem, keyPem, caPem: read('ca', caFile), signing }
}

function callbackFor({ flow }: ProviderEntry): Agreement['callback'] {
  if (flow !== 'push') return null
  const port = Number(values['callback-port'] ?? NaN)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new CannotRun('--flow push takes --callback-port')
  const url = values['callback-url'] ?? `https://localhost:${port}/ssek`
  const { pathname } = orCannotRun('--callback-url: not an address', () => new URL(url))
  console.error(`${url} ← port ${port}`)
  return { host: values['callback-host'], port, path: pathname }
}

function scenariosToTry(): readonly ScenarioId[] | undefined {
  return values.only?.split(',').map((id) => oneOf('only', id.trim(), scenarioIds))
}

/** Writes each message into a file of its own, in the order in which they came and went. */
function keeperIn(folder: string): (message: Kept) => void {
  orCannotRun(`--keep: cannot make ${folder}`, () => mkdirSync(folder, { recursive: true, mode: 0o700 }))
  let count = 0
  return ({ direction, txId, bytes }) => {
    count++
    writeFileSync(join(folder, `${String(count).padStart(4, '0')}-${direction}-${txId}.xml`), bytes, { mode: 0o600 })
  }
}

async function agreementToTry(): Promise<Agreement> {
  const provider = providerToTry()
  const identity = identityFor(provider)
  const persons = values.persons === undefined ? testPersons : readPersons(read('persons', values.persons))
  const stranger = await issueCertificate(await makeCa(), {
    commonName: 'Conformance run, a stranger',
    organisationNumber: identity.organisationNumber,
  })
  return { provider, identity, stranger, persons, limits: limits(), callback: callbackFor(provider) }
}

async function run(language: Language): Promise<number> {
  const only = scenariosToTry()
  const atOnce = Number(values['at-once'])
  if (!Number.isInteger(atOnce) || atOnce < 1 || atOnce > 20) throw new CannotRun('--at-once: 1 to 20')
  const agreement = await agreementToTry()
  const keep = values.keep === undefined ? undefined : keeperIn(values.keep)
  const startedAt = new Date()
  const results = await runConformance(agreement, {
    atOnce,
    ...(only === undefined ? {} : { only }),
    ...(keep === undefined ? {} : { keep }),
    onResult: ({ scenario, verdict }) => {
      if (process.stderr.isTTY) console.error(`${verdict.padEnd(15)}${scenario}`)
    },
  })
  const report = { agreement, startedAt, results }
  const json = `${JSON.stringify(jsonReport(report, language), null, 2)}\n`
  if (values.json !== undefined && values.json !== '-') {
    const file = values.json
    orCannotRun(`--json: cannot write ${file}`, () => writeFileSync(file, json))
  }
  process.stdout.write(values.json === '-' ? json : textReport(report, language))
  return countsOf(results).failed === 0 ? 0 : 1
}

async function listOrRun(): Promise<number> {
  const language = oneOf('language', values.language, languages)
  if (values.list) {
    for (const id of scenarioIds) console.log(`${id.padEnd(26)}${titleOf(id, language)}`)
    return 0
  }
  try {
    return await run(language)
  } catch (error) {
    if (!(error instanceof NotReachable)) throw error
    console.error(unreachableText(required('url'), error.code, language))
    return 3
  }
}

await runCommand(listOrRun, (error) => {
  const isBadPort = 'syscall' in error && error.syscall === 'listen'
  return isBadPort || error instanceof InvalidPersons || error instanceof InvalidProvider ? 2 : null
})
