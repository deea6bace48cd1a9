/**
 * What reading an answer costs: envelope, schema, canonical text and decoding, beside what any reader of XML has to pay
 * in the same run (libxml2 parsing alone, xml2js alone). Then the same with
 * signatures, and what signing costs. Prints Markdown.
 *
 * The large answer is read by a process of its own (`node bench/wire.ts FILE VOCABULARY`), so that its peak memory is
 * its own too.
 */
import { createPrivateKey, sign, verify, X509Certificate } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { XmlDocument } from 'libxml2-wasm'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { SignedXml } from 'xml-crypto'
import { Parser } from 'xml2js'
import { readAnswer, readReply } from '#providers/answer.ts'
import { encodeRequest } from '#providers/operations.ts'
import { writeEnvelope } from '#providers/ssek/envelope.ts'
import { certificateOnFile } from '#providers/ssek/policy.ts'
import { Signer } from '#providers/ssek/signature.ts'
import { ensureLocalCa, issueCertificate, signingParty } from '#scripts/local-ca.ts'
import type { Original } from '#providers/pension-source.ts'
import {
  answerHeader,
  answerWith,
  expected,
  misMessage,
  misVersions,
  original,
  providerEntry,
  providerNumber,
  question,
} from '#providers/testing/messages.ts'
import type { MisVocabulary } from './answers.ts'
import { row, typicalContracts } from './answers.ts'

const answerOf = (vocabulary: MisVocabulary, count: number, forecasts?: number): Original =>
  answerWith(misMessage(vocabulary, typicalContracts(count, forecasts)))

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

/** What a provider that signs with RSA is held against. */
const signedBy = (vocabulary: MisVocabulary, certPem: string) =>
  ({
    ...providerEntry,
    vocabulary,
    messageSecurity: 'signature',
    certificates: [certificateOnFile(new X509Certificate(certPem), 'signing')],
  }) as const

const readSigned = (vocabulary: MisVocabulary, certPem: string, message: Original): unknown =>
  readReply(
    message,
    { ...expected, provider: signedBy(vocabulary, certPem) },
    { now: new Date(), isRevoked: () => false },
  )

interface LargeRun {
  readonly milliseconds: number
  readonly cpu: number
  readonly peak: number
  readonly atRest: number
}

/** In a process of its own: reads the large answer once, as a worker does that meets one. */
function readLarge(file: string, smallFile: string, certificate: string, vocabulary: MisVocabulary): LargeRun {
  const certPem = readFileSync(certificate, 'utf8')
  // Schemas and code are there already when a worker meets a large answer.
  readSigned(vocabulary, certPem, original(readFileSync(smallFile)))
  const message = original(readFileSync(file))
  const atRest = process.resourceUsage().maxRSS / 1000
  const [started, before] = [performance.now(), process.cpuUsage()]
  readSigned(vocabulary, certPem, message)
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
      cost(() => read(vocabulary, message), 100),
      cost(() => parse(message.bytes), 100),
      cost(() => parseWithXml2js(message.bytes), 100),
    )
  }
}

/** By a reader that most would take: xml-crypto for the signature, xml2js for what is in the message. */
function verifyWithXmlCrypto(text: string, certPem: string): void {
  const verifier = new SignedXml({ publicCert: certPem, idMode: 'wssecurity' })
  verifier.loadSignature(/<ds:Signature .*<\/ds:Signature>/s.exec(text)?.[0] ?? '')
  if (!verifier.checkSignature(text)) throw new Error('xml-crypto does not accept our signature')
}

async function printSigned(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'wire-'))
  try {
    const ca = await ensureLocalCa(folder)
    const party = { commonName: providerEntry.name, organisationNumber: providerNumber }
    const now = new Date()
    const answer = (vocabulary: MisVocabulary) => answerOf(vocabulary, 5).bytes
    console.log(
      '\n| Signed answer with 5 contracts | Size | Verify, validate, decode, CPU ms | libxml2 parse and raw verify | xml-crypto and xml2js | part of that |',
    )
    console.log('|---|---:|---:|---:|---:|---:|')
    const pairs = {
      rsa: await issueCertificate(ca, signingParty(party, 'rsa')),
      ecdsa: await issueCertificate(ca, signingParty(party, 'ecdsa')),
    }
    for (const [kind, pair] of Object.entries(pairs)) {
      const { publicKey } = new X509Certificate(pair.certPem)
      const raw = sign('sha256', Buffer.from(kind), pair.keyPem)
      for (const vocabulary of misVersions) {
        const text = new Signer(pair).sign(answer(vocabulary), now)
        const message = original(text)
        const certificates = [certificateOnFile(new X509Certificate(pair.certPem), 'signing')]
        const provider = { ...providerEntry, vocabulary, messageSecurity: 'signature', certificates } as const
        const ours = cost(() => readReply(message, { ...expected, provider }, { now, isRevoked: () => false }), 60)
        const floor = cost(() => {
          parse(message.bytes)
          verify('sha256', Buffer.from(kind), publicKey, raw)
        }, 60)
        // It knows no ECDSA.
        const others =
          kind === 'rsa'
            ? cost(() => verifyWithXmlCrypto(text, pair.certPem), 5) + cost(() => parseWithXml2js(message.bytes), 20)
            : null
        row(
          `${vocabulary}, ${kind}`,
          kilobytes(message.bytes),
          ours,
          floor,
          others ?? '–',
          others === null ? '–' : ours / others,
        )
      }
    }
    console.log('\n| Request | Sign, CPU ms | raw signature |\n|---|---:|---:|')
    const request = writeEnvelope({ header: answerHeader, bodyXml: encodeRequest(question) })
    for (const [kind, pair] of Object.entries(pairs)) {
      const signer = new Signer(pair)
      const key = createPrivateKey(pair.keyPem)
      row(
        kind,
        cost(() => signer.sign(request, now), 60),
        cost(() => sign('sha256', Buffer.from(request), key), 60),
      )
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** For 2,000 contracts to be about 4.5 MB. */
const forecastsOfLarge: Readonly<Record<MisVocabulary, number>> = { 'mis-1.6': 3, 'mis-2.0': 2 }

async function printLarge(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'wire-'))
  try {
    const ca = await ensureLocalCa(folder)
    const party = { commonName: providerEntry.name, organisationNumber: providerNumber }
    const pair = await issueCertificate(ca, signingParty(party, 'rsa'))
    const signer = new Signer(pair)
    const keep = (name: string, content: string | Uint8Array): string => {
      const path = join(folder, name)
      writeFileSync(path, content)
      return path
    }
    const certificate = keep('signing.pem', pair.certPem)
    console.log(
      '\n| Signed answer with 2,000 contracts | Size | Read whole, s | CPU s | Peak memory, MB (before reading) | libxml2 parse alone, s | xml2js alone, s |',
    )
    console.log('|---|---:|---:|---:|---:|---:|---:|')
    for (const vocabulary of misVersions) {
      const signed = (message: Original): Buffer => Buffer.from(signer.sign(message.bytes, new Date()))
      const bytes = signed(answerOf(vocabulary, 2000, forecastsOfLarge[vocabulary]))
      const files = [keep(`${vocabulary}.xml`, bytes), keep('small.xml', signed(answerOf(vocabulary, 1)))]
      const runs = Array.from(
        { length: 3 },
        () =>
          JSON.parse(
            execFileSync(process.execPath, [fileURLToPath(import.meta.url), ...files, certificate, vocabulary], {
              encoding: 'utf8',
            }),
          ) as LargeRun,
      )
      // The others had to wait for a core.
      const run = runs.reduce((one, other) => (other.milliseconds < one.milliseconds ? other : one))
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

const [file, small, certificate, vocabulary] = process.argv.slice(2)
if (file !== undefined && small !== undefined && certificate !== undefined) {
  const known = misVersions.find((version) => version === vocabulary)
  if (known === undefined) throw new Error(`Not a version of MIS: ${vocabulary ?? ''}`)
  console.log(JSON.stringify(readLarge(file, small, certificate, known)))
} else {
  printSmall()
  await printSigned()
  await printLarge()
}
