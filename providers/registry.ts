/** Rows of the provider register, checked when they are read: a bad row stops the program, not a saver's collection. */
import type { AdapterName } from './adapters.ts'
import { adapters } from './adapters.ts'
import { isLoopback } from './loopback.ts'
import type { MaintenanceWindow } from './maintenance.ts'
import type { ProviderEntry } from './pension-source.ts'
import { vocabularies } from './pension-source.ts'
import type { CertificateOnFile } from './ssek/policy.ts'

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
const isAdapterName = (value: unknown): value is AdapterName =>
  typeof value === 'string' && Object.hasOwn(adapters, value)
const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== ''
const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean'
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) > 0
const isRate = (value: unknown): value is number | null => value === null || (typeof value === 'number' && value > 0)
const isOrganisationNumber = (value: unknown): value is string => typeof value === 'string' && /^16\d{10}$/.test(value)
const isId = (value: unknown): value is string => typeof value === 'string' && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value)

const isTime = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(value) && !Number.isNaN(Date.parse(value))

const isClockTime = (value: unknown): value is string =>
  typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value)

/** @returns what is wrong with a maintenance window, or null */
function faultOfWindow(value: unknown): string | null {
  const { kind, weekday, from, to }: Row = typeof value === 'object' ? { ...value } : {}
  switch (kind) {
    case 'weekly':
      if (!Number.isInteger(weekday) || Number(weekday) < 1 || Number(weekday) > 7) return 'weekday is not 1 to 7'
      return isClockTime(from) && isClockTime(to) ? null : 'from or to is not a time as 06:00'
    case 'once':
      if (!isTime(from) || !isTime(to)) return 'from or to is not a time as 2026-11-22T05:00:00Z'
      return Date.parse(from) < Date.parse(to) ? null : 'ends before it begins'
    default:
      return 'neither weekly nor once'
  }
}

function readWindows(row: Row, id: string): readonly MaintenanceWindow[] {
  const isList = (value: unknown): value is readonly MaintenanceWindow[] => Array.isArray(value)
  const windows = field(row, 'maintenance', isList)
  for (const [index, window] of windows.entries()) {
    const fault = faultOfWindow(window)
    if (fault !== null) throw new InvalidProvider(`Provider ${id}: bad maintenance window ${index + 1}: ${fault}`)
  }
  return windows
}

function isCertificate(value: unknown): value is CertificateOnFile {
  const { use, sha256, validFrom, validTo }: Row = typeof value === 'object' ? { ...value } : {}
  return (
    (use === 'tls' || use === 'signing') &&
    typeof sha256 === 'string' &&
    /^[0-9a-f]{64}$/.test(sha256) &&
    isTime(validFrom) &&
    isTime(validTo) &&
    Date.parse(validFrom) < Date.parse(validTo)
  )
}

/** Two of each use at most: one, and the one that follows it. */
const areCertificates = (value: unknown): value is readonly CertificateOnFile[] =>
  Array.isArray(value) &&
  value.every(isCertificate) &&
  ['tls', 'signing'].every((use) => {
    const fingerprints = value.filter((certificate) => certificate.use === use).map(({ sha256 }) => sha256)
    return fingerprints.length <= 2 && new Set(fingerprints).size === fingerprints.length
  })

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
  const id = field(row, 'id', isId)
  const entry: ProviderEntry = {
    id,
    name: field(row, 'name', isText),
    organisationNumber: field(row, 'organisationNumber', isOrganisationNumber),
    kind: field(row, 'kind', isOneOf('authority', 'insurer')),
    endpoint: field(row, 'endpoint', isHttpsAddress),
    vocabulary: field(row, 'vocabulary', isOneOf(...vocabularies)),
    adapter: field(row, 'adapter', isAdapterName),
    flow: field(row, 'flow', isOneOf('sync', 'push', 'pull')),
    connected: field(row, 'connected', isBoolean),
    concurrency: field(row, 'concurrency', isCount),
    questionsPerSecond: field(row, 'questionsPerSecond', isRate),
    resendAllowed: field(row, 'resendAllowed', isBoolean),
    deadlineSeconds: field(row, 'deadlineSeconds', isCount),
    acceptsPlans: field(row, 'acceptsPlans', isBoolean),
    maintenance: readWindows(row, id),
    messageSecurity: field(row, 'messageSecurity', isOneOf('none', 'signature')),
    certificates: field(row, 'certificates', areCertificates),
  }
  if (entry.messageSecurity === 'signature' && !entry.certificates.some(({ use }) => use === 'signing')) {
    throw new InvalidProvider(`Provider ${entry.id}: signs its messages, and has no signing certificate on file`)
  }
  if (rules.refuseLoopback && entry.connected && isLoopback(new URL(entry.endpoint).hostname)) {
    throw new InvalidProvider(`Provider ${entry.id}: a loopback endpoint is for development only`)
  }
  if (!adapters[entry.adapter].flows.includes(entry.flow)) {
    throw new InvalidProvider(`Provider ${entry.id}: the adapter does not go with the flow`)
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
