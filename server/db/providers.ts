/** The register of providers, in the order they are shown. Table provider; only the owner writes it. */
import type { Knex } from 'knex'
import type { Flow, ProviderEntry, ProviderKind, Vocabulary } from '#providers/pension-source.ts'
import { query } from './database.ts'

interface ProviderRow {
  readonly provider_id: string
  readonly name: string
  readonly organisation_number: string
  readonly kind: ProviderKind
  readonly endpoint: string
  readonly vocabulary: Vocabulary
  readonly flow: Flow
  readonly connected: boolean
  readonly concurrency: number
  readonly resend_allowed: boolean
  readonly deadline_seconds: number
}

export async function listProviders(db: { readonly sql: Knex }): Promise<readonly ProviderEntry[]> {
  const rows = await query<ProviderRow>(db.sql, 'select * from provider order by position, provider_id')
  return rows.map((row) => ({
    id: row.provider_id,
    name: row.name,
    organisationNumber: row.organisation_number,
    kind: row.kind,
    endpoint: row.endpoint,
    vocabulary: row.vocabulary,
    flow: row.flow,
    connected: row.connected,
    concurrency: row.concurrency,
    resendAllowed: row.resend_allowed,
    deadlineSeconds: row.deadline_seconds,
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
          flow: entry.flow,
          connected: entry.connected,
          concurrency: entry.concurrency,
          resend_allowed: entry.resendAllowed,
          deadline_seconds: entry.deadlineSeconds,
          position,
        })),
      )
      .onConflict('provider_id')
      .merge()
  })
}
