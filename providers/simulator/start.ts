/** All 31 simulated providers in one process. */
import { randomInt, X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ProviderEntry } from '../pension-source.ts'
import { certificateOnFile } from '../ssek/policy.ts'
import type { SigningPair } from '../ssek/signature.ts'
import { organisationNumberIn } from '../ssek/transport.ts'
import { Clock } from './clock.ts'
import { startControl } from './control.ts'
import { ProviderServer, type Credentials } from './provider-server.ts'
import type { ProviderId, SimulatedProvider } from './providers.ts'
import { simulatedProviders } from './providers.ts'

export interface SimulatorOptions {
  /** Holds `ca.crt`, `<id>.crt` and `<id>.key` of every provider, the same of `<id>-signing` for those who sign, and `portal-signing.crt`. */
  readonly caDir: string
  /** The first of as many ports as there are providers, or free ones. */
  readonly ports: 'free' | number
  /** Register rows of an earlier run: among free ports, each provider takes its old one if it can. */
  readonly earlier?: readonly Pick<ProviderEntry, 'id' | 'endpoint'>[]
  /** 0, or left out: a free one. */
  readonly controlPort?: number
  /** All delays are divided by it. */
  readonly clockFactor?: number
  /** Left out: all 31. */
  readonly providers?: readonly (SimulatedProvider & { readonly id: ProviderId })[]
  /** The asker's own SSEK endpoint; without it, nobody promises an answer. */
  readonly callbackUrl?: string
}

export interface Simulator {
  /** The rows of the provider register. */
  readonly entries: readonly ProviderEntry[]
  /** Address of the control port. */
  readonly controlUrl: string
  close(): Promise<void>
}

async function pairOf(caDir: string, id: string): Promise<SigningPair> {
  const [certPem = '', keyPem = ''] = await Promise.all(
    [`${id}.crt`, `${id}.key`].map((file) => readFile(join(caDir, file), 'utf8')),
  )
  return { certPem, keyPem }
}

async function credentialsOf(caDir: string, { id, signingKey }: SimulatedProvider): Promise<Credentials> {
  return {
    ...(await pairOf(caDir, id)),
    caPem: await readFile(join(caDir, 'ca.crt'), 'utf8'),
    signing: signingKey === null ? null : await pairOf(caDir, `${id}-signing`),
  }
}

/**
 * So that a simulator that died and came back is found where the register says. A new port is taken by chance among
 * those that systems never give to outgoing connections, which would hold it when the simulator comes back.
 */
async function listenWhereBefore(server: ProviderServer, earlier: SimulatorOptions['earlier'] = []): Promise<void> {
  const endpoint = earlier.find(({ id }) => id === server.provider.id)?.endpoint
  let port = endpoint === undefined ? randomInt(15_000, 32_000) : Number(new URL(endpoint).port)
  for (let triesLeft = 20; ; triesLeft--) {
    try {
      await server.listen(port)
      return
    } catch (error) {
      if (triesLeft === 0) throw error
      port = randomInt(15_000, 32_000)
    }
  }
}

/** @throws when a certificate is missing or a port is taken; then nothing is left listening. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { caDir, ports, earlier, controlPort = 0, clockFactor = 1, callbackUrl = null } = options
  const { providers = simulatedProviders } = options
  const clock = new Clock(clockFactor)
  const realTime = new Clock()
  const askerSigns = new X509Certificate(await readFile(join(caDir, 'portal-signing.crt')))
  const askerCertificates = [certificateOnFile(askerSigns, 'signing')]
  const askerOrganisationNumber = organisationNumberIn(askerSigns)
  if (askerOrganisationNumber === null) throw new RangeError('portal-signing.crt names no organisation')
  const servers = await Promise.all(
    providers.map(async (provider) => {
      const credentials = await credentialsOf(caDir, provider)
      return new ProviderServer(provider, {
        credentials,
        askerOrganisationNumber,
        askerCertificates,
        callbackUrl,
        clock,
        realTime,
      })
    }),
  )
  const stop = async (): Promise<void> => {
    clock.close()
    realTime.close()
    await Promise.all(servers.map((server) => server.close()))
  }
  try {
    const listening = await Promise.allSettled(
      servers.map((server, index) =>
        ports === 'free' ? listenWhereBefore(server, earlier) : server.listen(ports + index),
      ),
    )
    // Only now is it certain which servers there are to close.
    for (const result of listening) if (result.status === 'rejected') throw result.reason
    const control = await startControl(controlPort, { servers, clock, clockFactor })
    return {
      entries: servers.map(({ entry }) => entry),
      controlUrl: control.url,
      close: async () => {
        await Promise.all([control.close(), stop()])
      },
    }
  } catch (error) {
    await stop()
    throw error
  }
}
