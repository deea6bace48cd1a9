/** Rows of the provider register, checked when they are read: a bad row stops the program, not a saver's collection. */
import { isLoopback } from './loopback.ts'
import type { ProviderEntry } from './pension-source.ts'

/** A row that must not be used; says which field, never a value. */
export class InvalidProvider extends Error {
  override readonly name = 'InvalidProvider'
}

export interface RegistryRules {
  /** Production: no connected provider on this machine, for that is a simulated one. */
  readonly refuseLoopback: boolean
}

type Row = Readonly<Record<string, unknown>>

const isOneOf =
  <T extends string>(...allowed: readonly T[]) =>
  (value: unknown): value is T =>
    allowed.some((entry) => entry === value)
const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== ''
const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean'
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) > 0
const isOrganisationNumber = (value: unknown): value is string => typeof value === 'string' && /^16\d{10}$/.test(value)
const isId = (value: unknown): value is string => typeof value === 'string' && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value)

function isHttpsAddress(value: unknown): value is string {
  if (typeof value !== 'string' || !URL.canParse(value)) return false
  const url = new URL(value)
  return url.protocol === 'https:' && url.username === '' && url.password === '' && url.hash === ''
}

function field<T>(row: Row, name: keyof ProviderEntry, accept: (value: unknown) => value is T): T {
  const value = row[name]
  if (!accept(value)) throw new InvalidProvider(`Provider ${isId(row['id']) ? row['id'] : '?'}: bad ${name}`)
  return value
}

/** @throws InvalidProvider */
export function readProviderEntry(from: object, rules: RegistryRules): ProviderEntry {
  const row: Row = { ...from }
  const entry: ProviderEntry = {
    id: field(row, 'id', isId),
    name: field(row, 'name', isText),
    organisationNumber: field(row, 'organisationNumber', isOrganisationNumber),
    kind: field(row, 'kind', isOneOf('authority', 'insurer')),
    endpoint: field(row, 'endpoint', isHttpsAddress),
    vocabulary: field(row, 'vocabulary', isOneOf('mis-2.0', 'pensionsmyndigheten', 'spv')),
    flow: field(row, 'flow', isOneOf('sync', 'push')),
    connected: field(row, 'connected', isBoolean),
    concurrency: field(row, 'concurrency', isCount),
    resendAllowed: field(row, 'resendAllowed', isBoolean),
    deadlineSeconds: field(row, 'deadlineSeconds', isCount),
  }
  if (rules.refuseLoopback && entry.connected && isLoopback(new URL(entry.endpoint).hostname)) {
    throw new InvalidProvider(`Provider ${entry.id}: a loopback endpoint is for development only`)
  }
  return entry
}

function refuseDoubles(entries: readonly ProviderEntry[], name: 'id' | 'organisationNumber'): void {
  if (new Set(entries.map((entry) => entry[name])).size !== entries.length) {
    throw new InvalidProvider(`Two providers with the same ${name}`)
  }
}

/**
 * The whole register. A provider that was given another id stays under the old one, disconnected, so an organisation
 * number is one provider's own among those connected.
 * @throws InvalidProvider
 */
export function readProviderRegister(rows: readonly object[], rules: RegistryRules): readonly ProviderEntry[] {
  const entries = rows.map((row) => readProviderEntry(row, rules))
  refuseDoubles(entries, 'id')
  refuseDoubles(
    entries.filter(({ connected }) => connected),
    'organisationNumber',
  )
  return entries
}
