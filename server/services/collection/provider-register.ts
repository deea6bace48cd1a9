/**
 * The provider register as a long-lived process sees it: read again when it is some seconds old, so that a provider is
 * connected, moved or disconnected without a restart. Sources keep their TLS connections until their entry changes.
 */
import type { WebConfig } from '#server/config/web.ts'
import type { ErrandDesk } from '#providers/errands.ts'
import { readProviderRegister } from '#providers/registry.ts'
import type { PensionSource, ProviderEntry } from '#providers/pension-source.ts'

export interface ProviderRegister {
  /** @returns null for a provider that is not in the register. */
  find(providerId: string): Promise<ProviderEntry | null>
  /** The connected one; a provider that was given another id stays in the register under the old one, disconnected. */
  findByOrganisationNumber(organisationNumber: string): Promise<ProviderEntry | null>
}

/** A source that holds connections, and takes errands over the same. */
export interface OpenSource extends PensionSource, ErrandDesk {
  close(): void
}

export interface SourceRegister extends Pick<ProviderRegister, 'find'> {
  sourceOf(provider: ProviderEntry): PensionSource & ErrandDesk
  close(): void
}

export interface RegisterOptions {
  readonly list: () => Promise<readonly ProviderEntry[]>
  readonly environment: WebConfig['environment']
  /** Milliseconds on a clock that is never set back. */
  readonly elapsed?: () => number
  readonly rereadMs?: number
}

/** Questions under way over a replaced source's connections have ended by then. */
const closeAfterMs = 60_000

export function createProviderRegister(options: RegisterOptions): ProviderRegister {
  const elapsed = options.elapsed ?? (() => performance.now())
  const rereadMs = options.rereadMs ?? 10_000
  let read: { readonly at: number; readonly entries: Promise<readonly ProviderEntry[]> } | null = null

  function entries(): Promise<readonly ProviderEntry[]> {
    if (read !== null && elapsed() - read.at < rereadMs) return read.entries
    const mine = { at: elapsed(), entries: options.list().then((rows) => checkedRegister(rows, options.environment)) }
    read = mine
    // A reading that failed is not kept: the next one who asks tries again.
    mine.entries.catch(() => {
      if (read === mine) read = null
    })
    return mine.entries
  }

  return {
    find: async (providerId) => (await entries()).find(({ id }) => id === providerId) ?? null,
    async findByOrganisationNumber(organisationNumber) {
      const known = (await entries()).filter((entry) => entry.organisationNumber === organisationNumber)
      return known.find(({ connected }) => connected) ?? known[0] ?? null
    },
  }
}

export function createSourceRegister(
  options: RegisterOptions & { readonly createSource: (provider: ProviderEntry) => OpenSource },
): SourceRegister {
  const sources = new Map<string, { readonly entry: string; readonly source: OpenSource }>()
  return {
    ...createProviderRegister(options),
    sourceOf(provider) {
      const entry = JSON.stringify(provider)
      const known = sources.get(provider.id)
      if (known?.entry === entry) return known.source
      if (known) setTimeout(() => known.source.close(), closeAfterMs).unref()
      const source = options.createSource(provider)
      sources.set(provider.id, { entry, source })
      return source
    },
    close() {
      for (const { source } of sources.values()) source.close()
      sources.clear()
    },
  }
}

/**
 * @param rows as the database holds them.
 * @throws InvalidProvider for a row that may not be acted upon: a malformed one, and in production a simulated one.
 */
export const checkedRegister = (
  rows: readonly ProviderEntry[],
  environment: WebConfig['environment'],
): readonly ProviderEntry[] => readProviderRegister(rows, { refuseLoopback: environment === 'production' })
