import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { certificateFor, portalParty } from '#scripts/local-ca.ts'
import type { Original, ProviderEntry, Vocabulary } from './pension-source.ts'
import { PersonalNumber } from './personal-number.ts'
import type { SimulatedFault } from './simulator/faults.ts'
import { holdingsAt } from './simulator/holdings.ts'
import { testPersons } from './simulator/persons.ts'
import type { ProviderId } from './simulator/providers.ts'
import { simulatedProviders } from './simulator/providers.ts'
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
function castFor(scenario: Scenario): Cast {
  const late = scenario === 'late' || scenario === 'late-wrong-person'
  const vocabularies: readonly Vocabulary[] =
    scenario === 'public-pension'
      ? ['pensionsmyndigheten']
      : scenario === 'state-pension'
        ? ['spv']
        : ['mis-2.0', 'spv']
  const fits = ({ contracts }: Cast): boolean => {
    if (scenario === 'nothing-held') return contracts.length === 0
    if (scenario === 'one-holding') return contracts.length === 1
    return contracts.length > (scenario === 'several-holdings' ? 1 : 0)
  }
  const found = simulatedProviders
    .filter(({ flow, manner, connected }) => (flow === 'push') === late && manner === 'answers' && connected)
    .filter((provider) => vocabularies.includes(provider.vocabulary))
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
async function openLetterBox(identity: SsekIdentity) {
  const arrived = new Map<string, Original>()
  const waiting = new Map<string, (message: Original) => void>()
  const server = createServer(
    { cert: identity.certPem, key: identity.keyPem, ca: identity.caPem, requestCert: true, rejectUnauthorized: true },
    createSsekReceiver({
      organisationNumber: identity.organisationNumber,
      operations: ['mislife', 'allman_pension'],
      onMessage: ({ header, bytes, contentType }) => {
        arrived.set(header.txId, { bytes, contentType })
        waiting.get(header.txId)?.({ bytes, contentType })
        return Promise.resolve({ kind: 'receipt' })
      },
    }),
  )
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}/ssek`,
    take: (txId: string): Promise<Original> =>
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

async function startStage(): Promise<Stage> {
  const caDir = await mkdtemp(join(tmpdir(), 'contract-'))
  const { certPem, keyPem } = await certificateFor(caDir, 'portal', portalParty)
  for (const { id, name, organisationNumber } of simulatedProviders) {
    await certificateFor(caDir, id, { ...portalParty, commonName: name, organisationNumber })
  }
  const identity: SsekIdentity = {
    organisationNumber: portalParty.organisationNumber,
    certPem,
    keyPem,
    caPem: await readFile(join(caDir, 'ca.crt'), 'utf8'),
  }
  const letterBox = await openLetterBox(identity)
  const simulator = await startSimulator({ caDir, ports: 'free', clockFactor: 1000, callbackUrl: letterBox.url })
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
      const { provider, person, contracts } = castFor(scenario)
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

testPensionSource('The simulator', startStage)
