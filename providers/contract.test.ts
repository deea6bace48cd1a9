import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { certificateFor, portalParty, signingParty } from '#scripts/local-ca.ts'
import { issueLocalCertificates } from '#scripts/local-certificates.ts'
import type { Delivered } from './answer.ts'
import { answerElements } from './answer.ts'
import type { ProviderEntry, Vocabulary } from './pension-source.ts'
import { PersonalNumber } from './personal-number.ts'
import type { SimulatedFault } from './simulator/faults.ts'
import { holdingsAt } from './simulator/holdings.ts'
import { testPersons } from './simulator/persons.ts'
import type { ProviderId } from './simulator/providers.ts'
import { simulatedProviders } from './simulator/providers.ts'
import type { Simulator } from './simulator/start.ts'
import { startSimulator } from './simulator/start.ts'
import type { SsekSource } from './ssek/client.ts'
import { createSsekSource } from './ssek/client.ts'
import type { SsekIdentity } from './ssek/exchange.ts'
import { createSsekReceiver } from './ssek/receiver.ts'
import type { Scenario, Stage } from './testing/contract.ts'
import { testPensionSource } from './testing/contract.ts'

const faults: Readonly<Record<Scenario, SimulatedFault>> = {
  'one-holding': 'none',
  'nothing-held': 'none',
  'several-holdings': 'none',
  'public-pension': 'none',
  'state-pension': 'none',
  late: 'none',
  'late-wrong-person': 'wrong-person',
  'unknown-code': 'unknown-code',
  down: 'down',
  fault: 'soap-fault',
  'wrong-person': 'wrong-person',
  'wrong-transaction': 'wrong-txid',
  garbage: 'garbage',
  html: 'html',
  empty: 'empty',
  truncated: 'truncated',
  timeout: 'slow',
}

interface Cast {
  readonly provider: ProviderId
  readonly person: PersonalNumber
  readonly contracts: readonly string[]
}

/** Whom of the test persons to ask about, and whom to ask, for a scenario. */
function castFor(scenario: Scenario, mis: Vocabulary): Cast {
  const late = scenario === 'late' || scenario === 'late-wrong-person'
  const vocabularies: readonly Vocabulary[] =
    scenario === 'public-pension' ? ['pensionsmyndigheten'] : scenario === 'state-pension' ? ['spv'] : [mis, 'spv']
  const fits = ({ contracts }: Cast): boolean => {
    if (scenario === 'nothing-held') return contracts.length === 0
    if (scenario === 'one-holding') return contracts.length === 1
    return contracts.length > (scenario === 'several-holdings' ? 1 : 0)
  }
  const found = vocabularies
    .flatMap((vocabulary) => simulatedProviders.filter((provider) => provider.vocabulary === vocabulary))
    .filter(({ flow, manner, connected }) => flow === (late ? 'push' : 'sync') && manner === 'answers' && connected)
    .flatMap(({ id }) =>
      testPersons.map(({ number }): Cast => {
        const person = PersonalNumber.parse(number)
        if (person === null) throw new Error('A test person without a valid number')
        const contracts = holdingsAt(id, person).map(({ identity }) => identity.contractNumber)
        return { provider: id, person, contracts }
      }),
    )
    .find(fits)
  if (found === undefined) throw new Error(`No test person for ${scenario}`)
  return found
}

/** Our own endpoint, reduced to a letter box. */
async function openLetterBox(identity: SsekIdentity, entries: () => readonly ProviderEntry[]) {
  const arrived = new Map<string, Delivered>()
  const waiting = new Map<string, (message: Delivered) => void>()
  const server = createServer(
    { cert: identity.certPem, key: identity.keyPem, ca: identity.caPem, requestCert: true, rejectUnauthorized: true },
    createSsekReceiver({
      organisationNumber: identity.organisationNumber,
      operations: answerElements,
      policyOf: (organisationNumber) =>
        Promise.resolve(entries().find((entry) => entry.organisationNumber === organisationNumber) ?? null),
      onMessage: ({ header, ...message }) => {
        arrived.set(header.txId, message)
        waiting.get(header.txId)?.(message)
        return Promise.resolve({ kind: 'receipt' })
      },
    }),
  )
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}/ssek`,
    take: (txId: string): Promise<Delivered> =>
      new Promise((resolve) => {
        const message = arrived.get(txId)
        if (message) resolve(message)
        else waiting.set(txId, resolve)
      }),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function startStage(mis: Vocabulary): Promise<Stage> {
  const caDir = await mkdtemp(join(tmpdir(), 'contract-'))
  await issueLocalCertificates(caDir)
  const { certPem, keyPem } = await certificateFor(caDir, 'portal', portalParty)
  const identity: SsekIdentity = {
    organisationNumber: portalParty.organisationNumber,
    certPem,
    keyPem,
    caPem: await readFile(join(caDir, 'ca.crt'), 'utf8'),
    signing: await certificateFor(caDir, 'portal-signing', signingParty(portalParty, 'ecdsa')),
  }
  const letterBox = await openLetterBox(identity, () => simulator.entries)
  const simulator: Simulator = await startSimulator({
    caDir,
    ports: 'free',
    clockFactor: 1000,
    callbackUrl: letterBox.url,
  })
  const sources = new Map<string, SsekSource>()

  const sourceOf = (provider: ProviderEntry, timeoutMs: number): SsekSource => {
    const key = `${provider.id}/${timeoutMs}`
    const source = sources.get(key) ?? createSsekSource({ provider, identity, timeoutMs })
    sources.set(key, source)
    return source
  }

  return {
    receiver: identity.organisationNumber,
    async set(scenario) {
      const { provider, person, contracts } = castFor(scenario, mis)
      const response = await fetch(`${simulator.controlUrl}/providers/${provider}`, {
        method: 'POST',
        body: JSON.stringify({ fault: faults[scenario] }),
      })
      if (!response.ok) throw new Error(`The simulator refused: ${await response.text()}`)
      const entry = simulator.entries.find(({ id }) => id === provider)
      if (entry === undefined) throw new Error(`No provider ${provider}`)
      return { source: sourceOf(entry, scenario === 'timeout' ? 300 : 10_000), person, contracts }
    },
    pushed: letterBox.take,
    async close() {
      for (const source of sources.values()) source.close()
      await simulator.close()
      await letterBox.close()
      await rm(caDir, { recursive: true, force: true })
    },
  }
}

testPensionSource('The simulator, MIS 2.0', () => startStage('mis-2.0'))
testPensionSource('The simulator, MIS 1.6', () => startStage('mis-1.6'))
