/** The certificates that a collection rests on, as the worker last saw them. Table certificate_watch. */
import type { Knex } from 'knex'
import type { CertificateOnFile } from '#providers/ssek/policy.ts'
import type { ExpiryWarning } from '#providers/ssek/expiry.ts'
import { query, queryOne } from './database.ts'

export interface WatchedCertificate extends Pick<CertificateOnFile, 'use' | 'sha256' | 'validTo'> {
  /** null: ours. */
  readonly providerId: string | null
  readonly warning: ExpiryWarning | null
  /** Since when this warning has been given. */
  readonly warnedAt: Date | null
}

export async function listWatchedCertificates(db: { readonly sql: Knex }): Promise<readonly WatchedCertificate[]> {
  const rows = await query<Omit<WatchedCertificate, 'validTo'> & { readonly validTo: Date }>(
    db.sql,
    `select provider_id as "providerId", use, sha256, valid_to as "validTo", warning, warned_at as "warnedAt"
     from certificate_watch order by provider_id nulls first, use desc, valid_to`,
  )
  return rows.map((row) => ({ ...row, validTo: row.validTo.toISOString() }))
}

/** @returns null before the first time. */
export async function lastWatch(db: { readonly sql: Knex }): Promise<Date | null> {
  const row = await queryOne<{ at: Date | null }>(db.sql, 'select max(checked_at) as at from certificate_watch')
  return row?.at ?? null
}

export async function replaceWatchedCertificates(
  workerDb: { readonly sql: Knex },
  certificates: readonly WatchedCertificate[],
  checkedAt: Date,
): Promise<void> {
  await workerDb.sql.transaction(async (sql) => {
    await query(sql, 'delete from certificate_watch')
    if (certificates.length === 0) return
    await sql('certificate_watch').insert(
      certificates.map(({ providerId, use, sha256, validTo, warning, warnedAt }) => ({
        provider_id: providerId,
        use,
        sha256,
        valid_to: validTo,
        warning,
        warned_at: warnedAt,
        checked_at: checkedAt,
      })),
    )
  })
}
