/** What may be used once. Table used_pass, through its function. */
import type { Database, SaverTransaction } from './database.ts'
import { queryOne } from './database.ts'

/**
 * @param passHash SHA-256 of what is used @param expiresAt when it would be of no more use anyhow
 * @returns whether this is the first use
 */
export async function usePass(
  { sql }: Pick<Database | SaverTransaction, 'sql'>,
  passHash: Buffer,
  expiresAt: Date,
): Promise<boolean> {
  const row = await queryOne<{ first: boolean }>(sql, 'select portal.use_pass(?, ?) as first', [passHash, expiresAt])
  return row?.first === true
}
