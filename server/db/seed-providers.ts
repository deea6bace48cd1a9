/** Writes the provider register from a list, as the owner. */
import type { ProviderEntry } from '#providers/pension-source.ts'
import { openKnex } from './database.ts'
import { replaceProviders } from './providers.ts'

export async function seedProviders(ownerUrl: string, entries: readonly ProviderEntry[]): Promise<void> {
  const sql = openKnex(ownerUrl, 1)
  try {
    await replaceProviders({ sql }, entries)
  } finally {
    await sql.destroy()
  }
}
