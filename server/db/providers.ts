/**
 * The register of providers, in the order they are shown. Tables provider, provider_certificate and provider_window;
 * only the owner writes them.
 */
import type { Knex } from 'knex'
import type { AdapterName } from '#providers/adapters.ts'
import type { MaintenanceWindow } from '#providers/maintenance.ts'
import type { Flow, ProviderEntry, ProviderKind, Vocabulary } from '#providers/pension-source.ts'
import type { CertificateOnFile, MessageSecurity } from '#providers/ssek/policy.ts'
import type { Connection } from './database.ts'
import { query } from './database.ts'

interface ProviderRow {
  readonly provider_id: string
  readonly name: string
  readonly organisation_number: string
  readonly kind: ProviderKind
  readonly endpoint: string
  readonly vocabulary: Vocabulary
  readonly adapter: AdapterName
  readonly flow: Flow
  readonly connected: boolean
  readonly concurrency: number
  readonly questions_per_second: number | null
  readonly resend_allowed: boolean
  readonly deadline_seconds: number
  readonly accepts_plans: boolean
  readonly message_security: MessageSecurity
  readonly certificates: readonly CertificateOnFile[]
  readonly maintenance: readonly MaintenanceWindow[]
}

const iso = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

export async function listProviders(db: { readonly sql: Knex | Connection }): Promise<readonly ProviderEntry[]> {
  const rows = await query<ProviderRow>(
    db.sql,
    `select provider.*, (
       select coalesce(json_agg(json_build_object(
         'use', use, 'sha256', sha256, 'validFrom', ${iso('valid_from')}, 'validTo', ${iso('valid_to')}
       ) order by use desc, place), '[]') from provider_certificate where provider_id = provider.provider_id
     ) as certificates, (
       select coalesce(json_agg(case when weekday is null
         then json_build_object('kind', 'once', 'from', ${iso('from_at')}, 'to', ${iso('to_at')})
         else json_build_object('kind', 'weekly', 'weekday', weekday, 'from', to_char(from_time, 'HH24:MI'), 'to', to_char(to_time, 'HH24:MI'))
       end order by place), '[]') from provider_window where provider_id = provider.provider_id
     ) as maintenance
     from provider order by position, provider_id`,
  )
  return rows.map((row) => ({
    id: row.provider_id,
    name: row.name,
    organisationNumber: row.organisation_number,
    kind: row.kind,
    endpoint: row.endpoint,
    vocabulary: row.vocabulary,
    adapter: row.adapter,
    flow: row.flow,
    connected: row.connected,
    concurrency: row.concurrency,
    questionsPerSecond: row.questions_per_second,
    resendAllowed: row.resend_allowed,
    deadlineSeconds: row.deadline_seconds,
    acceptsPlans: row.accepts_plans,
    messageSecurity: row.message_security,
    certificates: row.certificates,
    maintenance: row.maintenance,
  }))
}

/**
 * Makes the register say `entries`, in their order. A provider that is no longer among them stays, disconnected:
 * earlier answers still name it.
 */
export async function replaceProviders(
  ownerDb: { readonly sql: Knex },
  entries: readonly ProviderEntry[],
): Promise<void> {
  await ownerDb.sql.transaction(async (sql) => {
    await query(sql, 'update provider set connected = false, position = ? where provider_id <> all(?)', [
      entries.length,
      entries.map(({ id }) => id),
    ])
    if (entries.length === 0) return
    await sql('provider')
      .insert(
        entries.map((entry, position) => ({
          provider_id: entry.id,
          name: entry.name,
          organisation_number: entry.organisationNumber,
          kind: entry.kind,
          endpoint: entry.endpoint,
          vocabulary: entry.vocabulary,
          adapter: entry.adapter,
          flow: entry.flow,
          connected: entry.connected,
          concurrency: entry.concurrency,
          questions_per_second: entry.questionsPerSecond,
          resend_allowed: entry.resendAllowed,
          deadline_seconds: entry.deadlineSeconds,
          accepts_plans: entry.acceptsPlans,
          message_security: entry.messageSecurity,
          position,
        })),
      )
      .onConflict('provider_id')
      .merge()
    await replaceCertificates(sql, entries)
    await replaceWindows(sql, entries)
  })
}

async function replaceCertificates(sql: Knex, entries: readonly ProviderEntry[]): Promise<void> {
  await query(sql, 'delete from provider_certificate where provider_id = any(?)', [entries.map(({ id }) => id)])
  const rows = entries.flatMap(({ id, certificates }) =>
    (['tls', 'signing'] as const).flatMap((use) =>
      certificates
        .filter((certificate) => certificate.use === use)
        .map(({ sha256, validFrom, validTo }, index) => ({
          provider_id: id,
          use,
          place: index + 1,
          sha256,
          valid_from: validFrom,
          valid_to: validTo,
        })),
    ),
  )
  if (rows.length > 0) await sql('provider_certificate').insert(rows)
}

async function replaceWindows(sql: Knex, entries: readonly ProviderEntry[]): Promise<void> {
  await query(sql, 'delete from provider_window where provider_id = any(?)', [entries.map(({ id }) => id)])
  const rows = entries.flatMap(({ id, maintenance }) =>
    maintenance.map((window, index) => ({
      provider_id: id,
      place: index + 1,
      ...(window.kind === 'weekly'
        ? { weekday: window.weekday, from_time: window.from, to_time: window.to }
        : { from_at: window.from, to_at: window.to }),
    })),
  )
  if (rows.length > 0) await sql('provider_window').insert(rows)
}
