/** Debian's Python client `zeep`, made from our WSDL alone, asks simulated providers whose policy says: no signature. */
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CertificateFiles } from '#scripts/local-ca.ts'
import { certificateFor, ensureLocalCa, portalParty } from '#scripts/local-ca.ts'
import { issueLocalCertificates } from '#scripts/local-certificates.ts'
import { findPythonWithZeep } from '#scripts/zeep.js'
import type { ProviderEntry } from '../../pension-source.ts'
import type { ProviderId } from '../../simulator/providers.ts'
import type { Simulator } from '../../simulator/start.ts'
import { startSimulator } from '../../simulator/start.ts'
import { numberOf } from '../../simulator/testing.ts'
import { createSsekSource } from '../../ssek/client.ts'
import { question } from '../messages.ts'

const python = findPythonWithZeep()
const program = fileURLToPath(new URL('hamta_forsakringar.py', import.meta.url))
const wsdl = fileURLToPath(new URL('../../schema/insamling.wsdl', import.meta.url))
const { organisationNumber } = portalParty
const person = numberOf('mixed-career')

let folder: string
let portal: CertificateFiles
let caFile: string
let caPem: string
let simulator: Simulator
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zeep-'))
  ;({ certFile: caFile, certPem: caPem } = await ensureLocalCa(folder))
  portal = await certificateFor(folder, 'portal', portalParty)
  await issueLocalCertificates(folder)
  simulator = await startSimulator({ caDir: folder, ports: 'free', clockFactor: 50 })
})
afterAll(async () => {
  await simulator.close()
  await rm(folder, { recursive: true, force: true })
})

function entryOf(id: ProviderId): ProviderEntry {
  const found = simulator.entries.find((entry) => entry.id === id)
  if (found?.messageSecurity !== 'none') throw new Error('Its messages are signed')
  return found
}

/** @returns what zeep read out of the answer to each question */
async function askByZeep(...questions: readonly object[]): Promise<unknown> {
  const child = spawn(python ?? '', [program], { timeout: 30_000 })
  child.stdin.end(JSON.stringify({ wsdl, caFile, certFile: portal.certFile, keyFile: portal.keyFile, questions }))
  const ended = once(child, 'close')
  const [read, told] = await Promise.all([text(child.stdout), text(child.stderr)])
  const [code] = (await ended) as [number | null]
  if (code !== 0) throw new Error(`zeep: ${told}`)
  return JSON.parse(read)
}

const questionTo = ({ organisationNumber: receiver, endpoint, vocabulary }: ProviderEntry): object => ({
  endpoint,
  vocabulary,
  sender: organisationNumber,
  receiver,
  txId: randomUUID(),
  body: {
    personnummer: person.reveal(),
    syfte: 'pensionsoversikt',
    godkannande: { version: '2026-1', tid: '2026-11-22T10:00:00Z' },
    onskadAlder: [65, 67],
  },
})

/** The same question asked by us. */
async function readHere(provider: ProviderEntry): Promise<Readonly<Record<string, string>>> {
  const source = createSsekSource({ provider, identity: { organisationNumber, ...portal, caPem } })
  const answer = await source.request({ ...question, person, earlierNumbers: [], txId: randomUUID() })
  source.close()
  if (answer.kind !== 'answered') throw new Error(`The simulator says: ${answer.kind}`)
  return Object.fromEntries(
    answer.holdings.map((holding) => {
      if (holding.kind !== 'avtal' || holding.capital === 'not-reported') throw new Error('No capital')
      return [holding.identity.contractNumber, holding.capital.value.toFixed(2)]
    }),
  )
}

describe.skipIf(python === undefined)('zeep', () => {
  test('asks over mutual TLS, in both versions of MIS, and reads the amounts that are read here', async () => {
    const [mis20, mis16] = [entryOf('granstrand-fondliv'), entryOf('kornblixt-spar')]
    const read = await askByZeep(questionTo(mis20), questionTo(mis16))
    const here = await Promise.all([readHere(mis20), readHere(mis16)])
    expect(here.map((capitals) => Object.keys(capitals).length)).toEqual([1, 1])
    expect(read).toEqual(here.map((capitals) => ({ capitals })))
  })

  test('reads that nothing is held, and a fault', async () => {
    const nothing = entryOf('stavskans-pension')
    const wrong = { ...entryOf('granstrand-fondliv'), organisationNumber: '165560009999' }
    expect(await askByZeep(questionTo(nothing), questionTo(wrong))).toEqual([
      { capitals: {} },
      { fault: { code: 'ssek:ReceiverIdUnknown', ssek: ['ReceiverIdUnknown'] } },
    ])
  })
})
