/**
 * The run against the simulator: a provider that keeps to the agreement passes everything, in each flow, version and
 * policy, and each breakage fails the scenarios that are there for it, and no others.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { certificateFor, ensureLocalCa, issueCertificate, portalParty } from '#scripts/local-ca.ts'
import { signingParty } from '#scripts/local-ca.ts'
import { issueLocalCertificates } from '#scripts/local-certificates.ts'
import { freePort } from '#scripts/ports.ts'
import type { Flow, ProviderEntry, Vocabulary } from '../pension-source.ts'
import type { Breakage } from '../simulator/breakages.ts'
import { breakages } from '../simulator/breakages.ts'
import type { SimulatedFault } from '../simulator/faults.ts'
import { simulatedProviders } from '../simulator/providers.ts'
import type { Simulator } from '../simulator/start.ts'
import { startSimulator } from '../simulator/start.ts'
import type { Agreement } from './agreement.ts'
import type { AdviceCode, Verdict } from './judgement.ts'
import { roles, testPersons } from './persons.ts'
import { NotReachable } from './probe.ts'
import type { Report } from './report.ts'
import { jsonReport, languages, textReport } from './report.ts'
import type { Result } from './run.ts'
import { runConformance } from './run.ts'
import type { ScenarioId } from './scenario.ts'
import { scenarioIds } from './scenario.ts'

const flows: readonly Flow[] = ['sync', 'push', 'pull']
const versions = ['mis-2.0', 'mis-1.6'] as const satisfies readonly Vocabulary[]
const securities = ['none', 'signature'] as const

/** One provider of each kind; those that there are in no simulator by themselves are made of one that is. */
const kinds = flows.flatMap((flow) =>
  versions.flatMap((vocabulary) => securities.map((messageSecurity) => ({ flow, vocabulary, messageSecurity }))),
)
const insurers = simulatedProviders.filter(({ kind, manner }) => kind === 'insurer' && manner === 'answers')
const isPlain = ({ vocabulary, messageSecurity, ...kind }: (typeof kinds)[number], flow: Flow): boolean =>
  vocabulary === 'mis-1.6' && messageSecurity === 'none' && kind.flow === flow
const providers = kinds.map((kind, index) => {
  const provider = insurers[index]
  if (provider === undefined) throw new Error('Too few insurers')
  const signingKey = kind.messageSecurity === 'none' ? null : index % 4 === 1 ? ('rsa' as const) : ('ecdsa' as const)
  // Two have habits of their own, and the adapter for it.
  const habit = isPlain(kind, 'sync') ? 'extra-wrapper' : isPlain(kind, 'pull') ? 'decimal-comma' : 'none'
  const delay = kind.flow === 'pull' ? ([15_000, 15_000] as const) : ([10, 50] as const)
  return { ...provider, ...kind, signingKey, delay, quirk: habit, adapter: habit, connected: true } as const
})

let dir: string
let simulator: Simulator
let agreement: Omit<Agreement, 'provider' | 'callback'>
let callbackPort: number

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'conformance-'))
  const { certPem: caPem } = await ensureLocalCa(dir)
  await issueLocalCertificates(dir, providers)
  const { certPem, keyPem } = await certificateFor(dir, 'portal', portalParty)
  const signing = await certificateFor(dir, 'portal-signing', signingParty(portalParty, 'ecdsa'))
  const { organisationNumber } = portalParty
  agreement = {
    identity: { organisationNumber, certPem, keyPem, caPem, signing },
    stranger: await issueCertificate(await ensureLocalCa(join(dir, 'elsewhere')), portalParty),
    persons: testPersons,
    limits: { replyMs: 8_000, promisedMs: 10_000, pullPauseMs: 50, quietMs: 150 },
  }
  callbackPort = await freePort()
  const callbackUrl = `https://localhost:${callbackPort}/ssek`
  simulator = await startSimulator({ caDir: dir, ports: 'free', clockFactor: 100, callbackUrl, providers })
})

afterAll(async () => {
  await simulator.close()
  await rm(dir, { recursive: true, force: true })
})

async function control(path: string, body: object): Promise<void> {
  const response = await fetch(simulator.controlUrl + path, { method: 'POST', body: JSON.stringify(body) })
  if (!response.ok) throw new Error(await response.text())
}

/** The same provider at an address that its certificate does not name. */
async function atAnotherAddress(entry: ProviderEntry): Promise<{ entry: ProviderEntry } & AsyncDisposable> {
  const port = Number(new URL(entry.endpoint).port)
  const forwarder = createServer((socket) => {
    const onward = connect(port, '127.0.0.1')
    socket.pipe(onward).on('error', () => socket.destroy())
    onward.pipe(socket).on('error', () => onward.destroy())
  })
  await new Promise<void>((resolve) => forwarder.listen(0, '127.0.0.2', resolve))
  const { port: forwarded } = forwarder.address() as AddressInfo
  return {
    entry: { ...entry, endpoint: `https://127.0.0.2:${forwarded}/ssek` },
    [Symbol.asyncDispose]: () => new Promise((resolve) => forwarder.close(() => resolve())),
  }
}

type Kind = Pick<ProviderEntry, 'flow' | 'vocabulary' | 'messageSecurity'>

const entryOf = (kind: Kind): ProviderEntry => {
  const index = kinds.findIndex((each) =>
    Object.entries(each).every(([key, value]) => kind[key as keyof Kind] === value),
  )
  const entry = simulator.entries[index]
  if (entry === undefined) throw new Error('No such provider')
  return entry
}

/** What is waited for in vain, and tried alone, since others may take as long on a busy machine. */
const hurried = { replyMs: 1_000, promisedMs: 1_500 }

async function run(
  provider: ProviderEntry,
  only: readonly ScenarioId[] | null = null,
  limits = { ...agreement.limits, ...(only === null ? {} : hurried) },
): Promise<readonly Result[]> {
  const callback = provider.flow === 'push' ? { host: '127.0.0.1', port: callbackPort, path: '/ssek' } : null
  const whole = { ...agreement, provider, callback, limits }
  const results = await runConformance(whole, { atOnce: 4, ...(only === null ? {} : { only }) })
  expectReadable({ agreement: whole, startedAt: new Date(), results })
  return results
}

/** Nothing of a report is left to be filled in, and nobody's number stands in it. */
function expectReadable(report: Report): void {
  for (const language of languages) {
    const said = textReport(report, language) + JSON.stringify(jsonReport(report, language))
    expect(said).not.toMatch(/\{\w+\}|undefined/)
    for (const role of roles) expect(said).not.toContain(testPersons[role].reveal().slice(2))
  }
}

type Told = Readonly<Partial<Record<ScenarioId, readonly [Verdict, AdviceCode]>>>

/** What is not as it should be. */
const told = (results: readonly Result[]): Told =>
  Object.fromEntries(
    results.flatMap(({ scenario, verdict, advice }) =>
      verdict === 'passed' || advice === null || advice.code === 'not-in-this-agreement'
        ? []
        : [[scenario, [verdict, advice.code]] as const],
    ),
  )

describe('a provider that keeps to the agreement passes everything', () => {
  test.each(kinds)('$flow, $vocabulary, $messageSecurity', async (kind) => {
    const results = await run(entryOf(kind))
    expect(told(results)).toEqual({})
    expect(results.map(({ scenario }) => scenario)).toEqual(scenarioIds)
    const outside = results.filter(({ verdict }) => verdict === 'not-applicable').map(({ scenario }) => scenario)
    const [pull, push] = [
      ['no-result-yet', 'fetched-again', 'unknown-transaction'],
      ['push-delivery', 'push-repeated'],
    ]
    expect(new Set(outside)).toEqual(
      new Set([
        ...(kind.flow === 'sync' ? ['receipt'] : []),
        ...(kind.flow === 'pull' ? [] : pull),
        ...(kind.flow === 'push' ? [] : push),
        ...(kind.messageSecurity === 'signature'
          ? []
          : ['answer-signature', 'replay', 'unsigned', 'wrong-signer', 'changed-after-signing']),
      ]),
    )
  })
})

const accepted = ['failed', 'accepted'] as const

interface Broken {
  readonly fault: SimulatedFault
  /** Tried alone, in a hurry; otherwise with all the others. */
  readonly alone?: ScenarioId
  readonly kind?: Partial<Kind>
  /** Before a promised answer is there, by the simulator's clock. */
  readonly delayMs?: number
  readonly fails: Told
}

const signed: Partial<Kind> = { messageSecurity: 'signature' }
const pull: Partial<Kind> = { flow: 'pull' }
const push: Partial<Kind> = { flow: 'push' }

const broken: readonly Broken[] = [
  { fault: 'accepts-no-certificate', fails: { 'no-client-certificate': accepted } },
  { fault: 'accepts-unknown-authority', fails: { 'unknown-authority': accepted } },
  {
    fault: 'nothing',
    fails: {
      happy: ['failed', 'nothing-instead'],
      'many-contracts': ['failed', 'too-few-contracts'],
      'unknown-codes': ['not-applicable', 'no-answer-to-judge'],
    },
  },
  { fault: 'fault-for-nothing', fails: { 'nothing-held': ['failed', 'fault-instead'] } },
  { fault: 'first-contract-only', fails: { 'many-contracts': ['failed', 'too-few-contracts'] } },
  {
    fault: 'first-contract-only',
    kind: { ...signed, vocabulary: 'mis-1.6' },
    fails: { 'many-contracts': ['failed', 'too-few-contracts'] },
  },
  { fault: 'hangs-about-one', alone: 'slow', fails: { slow: ['failed', 'no-reply'] } },
  { fault: 'half-an-answer', fails: { slow: ['failed', 'partial'] } },
  {
    fault: 'oversize-answer',
    fails: { 'many-contracts': ['failed', 'too-large'], 'answer-size': ['failed', 'too-large'] },
  },
  { fault: 'unknown-code', fails: { 'unknown-codes': ['warning', 'unknown-codes'] } },
  { fault: 'calls-it-html', fails: { happy: ['failed', 'unusable'], 'answer-http': ['failed', 'content-type'] } },
  {
    fault: 'ids-not-swapped',
    kind: signed,
    fails: { happy: ['failed', 'unusable'], 'answer-header': ['failed', 'sender-wrong'] },
  },
  {
    fault: 'another-txid',
    fails: { happy: ['failed', 'wrong-transaction'], 'answer-header': ['failed', 'txid-wrong'] },
  },
  {
    fault: 'forgets-to-sign',
    kind: signed,
    fails: { happy: ['failed', 'signature-refused'], 'answer-signature': ['failed', 'signature-missing'] },
  },
  {
    fault: 'signs-with-another-key',
    kind: signed,
    fails: { happy: ['failed', 'signature-refused'], 'answer-signature': ['failed', 'signature-refused'] },
  },
  {
    fault: 'receipts-another-signature',
    kind: { ...push, ...signed },
    // The portal does not take a receipt for another message than it sent.
    fails: { happy: ['failed', 'signature-refused'], receipt: ['failed', 'receipt-value-wrong'] },
  },
  {
    fault: 'receipts-no-signature',
    kind: { ...pull, ...signed },
    fails: { receipt: ['warning', 'receipt-value-missing'] },
  },
  { fault: 'receipt-for-unknown', kind: pull, fails: { 'unknown-transaction': accepted } },
  {
    fault: 'forgets-what-was-fetched',
    kind: pull,
    fails: { 'fetched-again': ['failed', 'result-gone'], duplicate: ['failed', 'fault-instead'] },
  },
  {
    fault: 'duplicate',
    kind: push,
    fails: {
      'push-delivery': ['failed', 'pushed-after-receipt'],
      'push-repeated': ['failed', 'pushed-after-receipt'],
      duplicate: ['failed', 'done-twice'],
    },
  },
  {
    fault: 'pushes-once',
    alone: 'push-repeated',
    kind: push,
    fails: { 'push-repeated': ['failed', 'not-pushed-again'] },
  },
  { fault: 'refuses-duplicates', kind: signed, fails: { duplicate: ['failed', 'duplicate-refused'] } },
  { fault: 'answers-anew', fails: { duplicate: ['failed', 'not-the-same'] } },
  { fault: 'accepts-old-signature', kind: signed, fails: { replay: accepted } },
  { fault: 'accepts-unsigned', kind: signed, fails: { unsigned: accepted } },
  { fault: 'accepts-wrong-signer', kind: signed, fails: { 'wrong-signer': accepted } },
  {
    fault: 'accepts-changed',
    kind: { ...signed, vocabulary: 'mis-1.6' },
    fails: { 'changed-after-signing': accepted },
  },
  { fault: 'accepts-wrong-sender', kind: signed, fails: { 'wrong-sender': accepted } },
  { fault: 'accepts-wrong-receiver', fails: { 'wrong-receiver': accepted } },
  { fault: 'accepts-missing-txid', fails: { 'missing-txid': accepted } },
  { fault: 'accepts-invalid-txid', kind: signed, fails: { 'invalid-txid': accepted } },
  { fault: 'overlooks-misspelt-method', fails: { 'misspelt-asynch-method': accepted } },
  { fault: 'overlooks-method', fails: { 'other-flow': accepted } },
  { fault: 'accepts-any-operation', kind: pull, fails: { 'unknown-operation': accepted } },
  { fault: 'accepts-bad-number', fails: { 'bad-personal-number': accepted } },
  { fault: 'accepts-broken-schema', kind: push, fails: { 'schema-breaking': accepted } },
  { fault: 'accepts-broken-xml', fails: { 'broken-xml': accepted } },
  { fault: 'accepts-document-type', kind: signed, fails: { 'document-type': accepted } },
  { fault: 'accepts-any-content-type', fails: { 'wrong-content-type': accepted } },
  { fault: 'accepts-oversize', kind: signed, fails: { oversize: accepted } },
  // Who says "not yet" in a way of its own is understood by nobody who waits.
  {
    fault: 'receipt-until-there',
    kind: pull,
    delayMs: 3_600_000,
    fails: {
      'no-result-yet': accepted,
      happy: ['failed', 'unusable'],
      'nothing-held': ['failed', 'receipt-instead'],
      'many-contracts': ['failed', 'receipt-instead'],
      slow: ['failed', 'receipt-instead'],
      'unknown-codes': ['not-applicable', 'no-answer-to-judge'],
      'fetched-again': ['not-applicable', 'no-answer-to-judge'],
      duplicate: ['not-applicable', 'no-answer-to-judge'],
    },
  },
]

/** What takes most of a run is left to the provider that fails in it. */
const usualOnes = (fault: SimulatedFault): readonly ScenarioId[] =>
  scenarioIds.filter((id) => id !== 'oversize' || fault === 'accepts-oversize')

describe('a broken provider fails in what it is broken in, and in nothing else', () => {
  test.each(broken)('$fault: $kind', async ({ fault, alone, kind, delayMs = null, fails }) => {
    const entry = entryOf({ ...kinds[0], ...kind } as Kind)
    await control('/reset', {})
    await control(`/providers/${entry.id}`, { fault, delayMs })
    const results =
      alone === undefined ? await run(entry, usualOnes(fault), agreement.limits) : await run(entry, [alone])
    expect(told(results)).toEqual(fails)
  })

  test('is told what its message is made of', async () => {
    const entry = entryOf({ flow: 'sync', vocabulary: 'mis-2.0', messageSecurity: 'signature' })
    await control('/reset', {})
    await control(`/providers/${entry.id}`, { fault: 'wrong-person' })
    const results = await run(entry, ['many-contracts'], agreement.limits)
    expect(told(results)).toEqual({ 'many-contracts': ['failed', 'wrong-person'] })
    const outline = /soap:Envelope > \(soap:Header > \(ssek:SSEK > .*soap:Body > mislife > \(overforing, forsakring\)\)/
    expect(results[0]?.exchanges).toMatchObject([{ outline: expect.stringMatching(outline) as string }])
    const report = { agreement: { ...agreement, provider: entry, callback: null }, startedAt: new Date(), results }
    expect(textReport(report, 'en').replace(/\s+/g, ' ')).toMatch(outline)
  })

  test('about its certificate, nothing else is tried', async () => {
    const entry = entryOf({ flow: 'sync', vocabulary: 'mis-2.0', messageSecurity: 'none' })
    const { certPem: caPem } = await ensureLocalCa(join(dir, 'elsewhere'))
    const provider = { ...entry, organisationNumber: '165560007777' }
    const first = async (tried: Partial<Agreement>): Promise<unknown> => {
      const results = await runConformance({ ...agreement, provider: entry, callback: null, ...tried }, { atOnce: 4 })
      const [{ verdict, advice } = { verdict: 'passed' }, ...others] = results
      const after = new Set(others.map((other) => other.advice?.code))
      expect(after).toEqual(new Set(['certificate-first', 'not-in-this-agreement']))
      return [verdict, advice?.code]
    }
    expect(await first({ provider })).toEqual(['failed', 'certificate-of-another-organisation'])
    expect(await first({ identity: { ...agreement.identity, caPem } })).toEqual(['failed', 'certificate-untrusted'])
    await using elsewhere = await atAnotherAddress(entry)
    expect(await first({ provider: elsewhere.entry })).toEqual(['failed', 'certificate-of-another-host'])
  })

  test('nobody at the address is no verdict', async () => {
    const entry = entryOf({ flow: 'sync', vocabulary: 'mis-2.0', messageSecurity: 'none' })
    const nobody = { ...entry, endpoint: `https://127.0.0.1:${await freePort()}/ssek` }
    await expect(run(nobody)).rejects.toThrow(new NotReachable('ECONNREFUSED'))
  })

  test('every breakage is tried, and every scenario has one', () => {
    const tried = new Set<string>(broken.map(({ fault }) => fault))
    expect(breakages.filter((breakage: Breakage) => !tried.has(breakage))).toEqual([])
    const failing = new Set(broken.flatMap(({ fails }) => Object.keys(fails)))
    expect(scenarioIds.filter((id) => id !== 'server-certificate' && !failing.has(id))).toEqual([])
  })
})
