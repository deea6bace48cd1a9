import type { X509Certificate } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { certificateFor, ensureLocalCa, issueCertificate, portalParty, signingParty } from '#scripts/local-ca.ts'
import { issueHostileSigners } from '#scripts/testing/hostile-signers.ts'
import { readAnswer } from '../../answer.ts'
import { ProviderError } from '../../errors.ts'
import type { Answer, ProviderEntry } from '../../pension-source.ts'
import { createSsekSource } from '../../ssek/client.ts'
import { revocationCheck } from '../../ssek/revocation.ts'
import { Signer } from '../../ssek/signature.ts'
import type { TestServer, TlsFiles } from '../https.ts'
import { startTestServer } from '../https.ts'
import {
  asked,
  expected,
  original,
  portalNumber,
  providerEntry,
  providerNumber,
  question,
  secretName,
} from '../messages.ts'
import { hostileAnswers, secretContract, validAnswer } from './corpus.ts'
import { fuzz } from './fuzz.ts'
import type { SigningPairs } from './signed.ts'
import { certificatesOnFile, signedHostileAnswers } from './signed.ts'

const megabyte = 1024 * 1024

const secrets = [...secretName.split(/[ -]/), secretName, asked.reveal(), secretContract, '412345']

function expectSilent(error: ProviderError): void {
  const told = [error.message, error.stack ?? '', JSON.stringify(error), String(error.cause)].join(' ')
  for (const secret of secrets) expect(told).not.toContain(secret)
}

/** How it ends, and the fault itself. */
async function endOf(reading: () => Answer | Promise<Answer>): Promise<{ end: string; answer: Answer | null }> {
  try {
    const answer = await reading()
    return { end: answer.kind, answer }
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    expectSilent(error)
    return { end: error.code, answer: null }
  }
}

/** What is read from a strange but right answer is what was meant. */
function expectMeant(answer: Answer | null): void {
  if (answer === null) return
  const [holding, ...more] = answer.kind === 'answered' ? answer.holdings : []
  expect(more).toEqual([])
  if (holding?.kind !== 'avtal' || holding.capital === 'not-reported') throw new Error('Not what was sent')
  expect(holding.identity.contractNumber).toBe(secretContract)
  expect(`${holding.capital.value.toFixed()} ${holding.capital.date}`).toBe('412345.67 2026-10-31')
}

/** None takes long: one that did would meet the test's own time limit. */
describe('a hostile answer, read', () => {
  let before = 0
  beforeAll(() => {
    before = process.memoryUsage().rss
  })

  test.each(hostileAnswers)('$vocabulary: $name → $ends', async ({ vocabulary, ends, bytes }) => {
    const message = original(bytes())
    const provider = { ...providerEntry, vocabulary }
    const { end, answer } = await endOf(() => readAnswer(message, { ...expected, provider }))
    expect(end).toBe(ends)
    expectMeant(answer)
  })

  test('took no more memory, all of them together, than a few large answers', () => {
    expect((process.memoryUsage().rss - before) / megabyte).toBeLessThan(500)
  })
})

const seed = Math.floor(Math.random() * 2 ** 31)
test(`valid messages of every vocabulary, changed at random, 500 times (seed ${seed})`, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'fuzz-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const party = signingParty({ commonName: 'provider', organisationNumber: providerNumber }, 'ecdsa')
  const signer = new Signer(await issueCertificate(await ensureLocalCa(folder), party))
  const ends = fuzz({ runs: 500, seed, signer })
  // Changes that did nothing or broke everything would test little.
  expect(ends['answered'] ?? 0).toBeGreaterThan(2)
  expect(ends['malformed-response'] ?? 0).toBeGreaterThan(100)
  expect(ends['rejected-signature'] ?? 0).toBeGreaterThan(2)
}, 60_000)

describe('a hostile answer, over TLS', () => {
  let folder: string
  let portal: TlsFiles
  let pairs: SigningPairs
  let isRevoked: (certificate: X509Certificate) => boolean
  let server: TestServer
  let visits = 0
  /** What the provider says to the next question. */
  let say: (send: (part: Buffer) => boolean, end: () => void) => void = (_send, end) => end()
  const trap = createServer((socket) => {
    visits += 1
    socket.destroy()
  })

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hostile-'))
    const files = async (name: string, organisationNumber: string): Promise<TlsFiles> => ({
      ...(await certificateFor(folder, name, { ...portalParty, commonName: name, organisationNumber })),
      caPem: await readFile(join(folder, 'ca.crt'), 'utf8'),
    })
    portal = await files('portal', portalNumber)
    const issued = await issueHostileSigners(await ensureLocalCa(folder), {
      commonName: 'provider',
      organisationNumber: providerNumber,
    })
    pairs = issued.pairs
    await writeFile(join(folder, 'withdrawn.pem'), issued.revocationList)
    isRevoked = revocationCheck(join(folder, 'withdrawn.pem'), portal.caPem)
    server = await startTestServer(await files('provider', providerNumber), (request, response) => {
      request.resume().on('end', () => {
        response.writeHead(200, { 'content-type': 'text/xml' })
        say(
          (part) => response.writable && response.write(part),
          () => response.end(),
        )
      })
    })
    await new Promise<void>((resolve) => {
      trap.listen(0, '127.0.0.1', resolve)
    })
  })
  afterAll(async () => {
    await server.close()
    await new Promise((resolve) => trap.close(resolve))
    await rm(folder, { recursive: true, force: true })
  })
  beforeEach(() => {
    visits = 0
  })

  async function ask(entry: Partial<ProviderEntry>, timeoutMs = 10_000) {
    const provider = { ...providerEntry, ...entry, endpoint: server.endpoint }
    const identity = { organisationNumber: portalNumber, ...portal, signing: pairs.another }
    const source = createSsekSource({ provider, identity, timeoutMs, isRevoked })
    try {
      return await endOf(() => source.request(question))
    } finally {
      source.close()
    }
  }

  test.each(hostileAnswers)('$vocabulary: $name → $ends', async ({ vocabulary, ends, bytes }) => {
    const message = bytes()
    say = (send, end) => {
      send(message)
      end()
    }
    const { end, answer } = await ask({ vocabulary })
    expect(end).toBe(ends)
    expectMeant(answer)
  })

  test.each(signedHostileAnswers)('signed: $name → $ends', async (hostile) => {
    const message = hostile.make(validAnswer('mis-2.0'), pairs, new Date())
    say = (send, end) => {
      send(Buffer.from(message))
      end()
    }
    const certificates = certificatesOnFile(hostile, pairs)
    const { end, answer } = await ask({ messageSecurity: 'signature', certificates })
    expect(end).toBe(hostile.ends)
    expectMeant(answer)
  })

  test('nothing that a message names is fetched', async () => {
    const { port } = trap.address() as AddressInfo
    const address = `http://127.0.0.1:${port}/x`
    const [sample] = hostileAnswers.filter(({ ends }) => ends === 'answered')
    if (sample === undefined) throw new Error('No right answer in the corpus')
    const valid = sample.bytes().toString()
    const instance = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    const named = [
      valid.replace('?>', `?><!DOCTYPE x SYSTEM "${address}">`),
      valid.replace('?>', `?><!DOCTYPE x [<!ENTITY % a SYSTEM "${address}"> %a;]>`),
      valid.replace('?>', `?><?xml-stylesheet href="${address}"?>`),
      valid.replace('<soap:Body>', `<soap:Body ${instance} xsi:schemaLocation="urn:x ${address}">`),
      valid.replace(/<(mislife|MisLife) /, `<$1 ${instance} xsi:schemaLocation="urn:x ${address}" `),
    ]
    for (const message of named) {
      expect(message).toContain(address)
      say = (send, end) => {
        send(Buffer.from(message))
        end()
      }
      await ask({ vocabulary: sample.vocabulary })
    }
    expect(visits).toBe(0)
  })

  test('50 MB → too-large, after little more than 5 MB of them', async () => {
    let sent = 0
    say = (send, end) => {
      const part = Buffer.alloc(64 * 1024, ' ')
      const next = (): void => {
        if (sent >= 50 * megabyte) {
          end()
          return
        }
        if (!send(part)) return
        sent += part.length
        setImmediate(next)
      }
      // The socket takes parts as fast as the other end does, so a full buffer is waited out.
      const timer = setInterval(next, 5)
      setTimeout(() => clearInterval(timer), 3000).unref()
      next()
    }
    expect((await ask({})).end).toBe('too-large')
    expect(sent).toBeLessThan(20 * megabyte)
  })

  test('a slow drip → timeout, though it never pauses nor ends', async () => {
    let timer: NodeJS.Timeout | undefined
    say = (send) => {
      timer = setInterval(() => send(Buffer.from('<')), 30)
    }
    expect((await ask({}, 400)).end).toBe('timeout')
    clearInterval(timer)
  })
})
