/**
 * What reading an answer costs: envelope, schema, canonical text and decoding, beside what any reader of XML has to pay
 * in the same run (libxml2 parsing alone, xml2js alone). Signatures are not in it. Prints Markdown.
 *
 * The large answer is read by a process of its own (`node bench/wire.ts FILE VOCABULARY`), so that its peak memory is
 * its own too.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { XmlDocument } from 'libxml2-wasm'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Parser } from 'xml2js'
import { age } from '#forecasting/model/age.ts'
import type { ContractHolding } from '#forecasting/model/holding.ts'
import { kronor, kronorPerMonth, share } from '#forecasting/model/quantity.ts'
import { isoDateOf } from '#forecasting/model/year-month.ts'
import { readAnswer } from '#providers/answer.ts'
import type { Original } from '#providers/pension-source.ts'
import {
  answerWith,
  contract,
  expected,
  misMessage,
  misVersions,
  original,
  providerEntry,
} from '#providers/testing/messages.ts'

type MisVocabulary = (typeof misVersions)[number]

/** A contract as an insurer reports one: half of what the profile has. */
const typical: ContractHolding = {
  ...contract,
  premium: { amount: kronor('2350.5'), interval: 'month', paidUntil: isoDateOf('2026-10-31') },
  fees: [{ kind: 'management', applies: 'fund', amount: { variable: share('0.0041') } }],
  forecasts: [
    {
      age: age(67),
      duration: 'lifelong',
      amount: kronorPerMonth('4321'),
      basis: 'standard',
      prices: 'fixed',
      returnPerYear: share('0.019'),
      premiums: 'continue',
      tax: 'before',
      date: isoDateOf('2026-10-31'),
    },
  ],
}
const answerOf = (vocabulary: MisVocabulary, count: number): Original =>
  answerWith(
    misMessage(
      vocabulary,
      Array.from({ length: count }, () => typical),
    ),
  )

const read = (vocabulary: MisVocabulary, message: Original): unknown =>
  readAnswer(message, { ...expected, provider: { ...providerEntry, vocabulary } })

const parse = (bytes: Uint8Array): void => {
  using document = XmlDocument.fromBuffer(bytes)
  if (document.root.name === '') throw new Error('No root')
}

function parseWithXml2js(bytes: Uint8Array): void {
  new Parser({ xmlns: true }).parseString(Buffer.from(bytes).toString(), () => undefined)
}

/** CPU milliseconds of one run, by the best of five series: the others were disturbed by something else. */
function cost(run: () => void, times: number): number {
  const series = Array.from({ length: 5 }, () => {
    const before = process.cpuUsage()
    for (let time = 0; time < times; time++) run()
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000 / times
  })
  return Math.min(...series)
}

const kilobytes = (bytes: Uint8Array): string => `${(bytes.length / 1000).toFixed(1)} kB`
const row = (...cells: readonly (string | number)[]): void => {
  console.log(`| ${cells.map((cell) => (typeof cell === 'number' ? cell.toFixed(2) : cell)).join(' | ')} |`)
}

interface LargeRun {
  readonly milliseconds: number
  readonly cpu: number
  readonly peak: number
  readonly atRest: number
}

/** In a process of its own: reads the large answer once, as a worker does that meets one. */
function readLarge(file: string, vocabulary: MisVocabulary): LargeRun {
  // Schemas and code are there already when a worker meets a large answer.
  read(vocabulary, answerOf(vocabulary, 1))
  const message = original(readFileSync(file))
  const atRest = process.resourceUsage().maxRSS / 1000
  const [started, before] = [performance.now(), process.cpuUsage()]
  read(vocabulary, message)
  const { user, system } = process.cpuUsage(before)
  return {
    milliseconds: performance.now() - started,
    cpu: (user + system) / 1000,
    peak: process.resourceUsage().maxRSS / 1000,
    atRest,
  }
}

function printSmall(): void {
  console.log('| Answer with 5 contracts | Size | Read whole, CPU ms | libxml2 parse alone | xml2js alone |')
  console.log('|---|---:|---:|---:|---:|')
  for (const vocabulary of misVersions) {
    const message = answerOf(vocabulary, 5)
    row(
      vocabulary,
      kilobytes(message.bytes),
      cost(() => read(vocabulary, message), 300),
      cost(() => parse(message.bytes), 300),
      cost(() => parseWithXml2js(message.bytes), 300),
    )
  }
}

function printLarge(): void {
  const folder = mkdtempSync(join(tmpdir(), 'wire-'))
  try {
    console.log(
      '\n| Answer with 2,000 contracts | Size | Read whole, s | CPU s | Peak memory, MB (before reading) | libxml2 parse alone, s | xml2js alone, s |',
    )
    console.log('|---|---:|---:|---:|---:|---:|---:|')
    for (const vocabulary of misVersions) {
      const { bytes } = answerOf(vocabulary, 2000)
      const file = join(folder, `${vocabulary}.xml`)
      writeFileSync(file, bytes)
      const run = JSON.parse(
        execFileSync(process.execPath, [fileURLToPath(import.meta.url), file, vocabulary], { encoding: 'utf8' }),
      ) as LargeRun
      row(
        vocabulary,
        kilobytes(bytes),
        run.milliseconds / 1000,
        run.cpu / 1000,
        `${run.peak.toFixed(0)} (${run.atRest.toFixed(0)})`,
        cost(() => parse(bytes), 1) / 1000,
        cost(() => parseWithXml2js(bytes), 1) / 1000,
      )
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const [file, vocabulary] = process.argv.slice(2)
if (file !== undefined) {
  const known = misVersions.find((version) => version === vocabulary)
  if (known === undefined) throw new Error(`Not a version of MIS: ${vocabulary ?? ''}`)
  console.log(JSON.stringify(readLarge(file, known)))
} else {
  printSmall()
  printLarge()
}
