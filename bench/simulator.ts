/**
 * A process of simulated providers that answer at once, each with the same five contracts: the simulator's own servers,
 * but nobody's career is made up meanwhile. Hands the rows of the register to whoever started it.
 */
import { X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ContractHolding } from '#forecasting/model/holding.ts'
import { encodeMis16 } from '#providers/mis/v1_6/encode.ts'
import { encodeMislife } from '#providers/mis/v2/encode.ts'
import { Clock } from '#providers/simulator/clock.ts'
import type { Surroundings } from '#providers/simulator/provider-server.ts'
import { ProviderServer } from '#providers/simulator/provider-server.ts'
import { simulatedProviders } from '#providers/simulator/providers.ts'
import { certificateOnFile } from '#providers/ssek/policy.ts'
import { secretName } from '#providers/testing/messages.ts'
import { portalParty } from '#scripts/local-ca.ts'
import { typicalContracts } from './answers.ts'

const caDir = process.argv[2] ?? ''
/** They answer in the response, and sign: two with RSA and MIS 2.0, two with ECDSA and MIS 1.6. */
const asked = ['nordfjall-liv', 'manteln-tjanstepension', 'arbetsmark-pension', 'havsorn-privatpension']

const read = (name: string) => readFile(join(caDir, name), 'utf8')
const contracts: readonly ContractHolding[] = typicalContracts(5)
const clock = new Clock(1e6)
const common: Omit<Surroundings, 'credentials'> = {
  askerOrganisationNumber: portalParty.organisationNumber,
  askerCertificates: [certificateOnFile(new X509Certificate(await read('portal-signing.crt')), 'signing')],
  callbackUrl: null,
  clock,
  realTime: clock,
  encode: ({ organisationNumber: sender, vocabulary }, { person }, { receiver, txId, created }) => {
    const message = {
      sender,
      receiver,
      txId,
      created,
      person: { number: person, name: secretName },
      holdings: contracts,
    }
    return vocabulary === 'mis-1.6' ? encodeMis16(message) : encodeMislife(message)
  },
}

const entries = await Promise.all(
  simulatedProviders
    .filter(({ id }) => asked.includes(id))
    .map(async (provider) => {
      const { id } = provider
      const signing = { certPem: await read(`${id}-signing.crt`), keyPem: await read(`${id}-signing.key`) }
      const credentials = {
        certPem: await read(`${id}.crt`),
        keyPem: await read(`${id}.key`),
        caPem: await read('ca.crt'),
      }
      const server = new ProviderServer(provider, { ...common, credentials: { ...credentials, signing } })
      await server.listen(0)
      return server.entry
    }),
)
process.send?.(entries)
process.on('disconnect', () => process.exit(0))
