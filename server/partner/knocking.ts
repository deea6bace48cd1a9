/**
 * How often one may say to be a partner without being it. To look a signature up and check it costs more than to send
 * one, and anybody can write a partner's name in a form; so calls are let in to that check by where they come from:
 *
 * - An address that the partner has signed from lately is the partner's own. It may fail so often that only a fault
 *   of its own or a neighbour behind the same address gets there, and nothing that others do counts against it.
 * - Any other address gets few tries, whoever it says it is; and all such addresses together get few in one partner's
 *   name. The first that is signed as it should be makes the address the partner's own.
 */
import type { Database } from '#server/db/database.ts'
import type { Limit } from '#server/db/limits.ts'
import { countUse, usesOf, withinLimit } from '#server/db/limits.ts'
import { TooOften } from '#server/http/too-often.ts'

export const knocks = {
  /** From an address that has not signed as this partner. */
  stranger: { scope: 'partner-stranger', windowSeconds: 60, most: 30 },
  /** In one partner's name, from all such addresses. */
  inName: { scope: 'partner-stranger-in-name', windowSeconds: 60, most: 300 },
  /** That failed, from an address of the partner's own. */
  ofOwn: { scope: 'partner-own-failed', windowSeconds: 60, most: 600 },
} satisfies Readonly<Record<string, Limit>>

/** An address stays a partner's own for so long; then the next call that is signed makes it so anew. */
const ownAddress = { scope: 'partner-own-address', windowSeconds: 30 * 86_400 } as const

/**
 * Lets a call in to what shows who it is from.
 * @param claimed whom it says it is from; null: nobody
 * @param authenticate throws when it is not from them
 * @throws TooOften before anything is checked; and what `authenticate` throws
 */
export async function knocking<T>(
  db: Database,
  address: string,
  claimed: string | null,
  authenticate: () => Promise<T>,
): Promise<T> {
  const pair = `${claimed ?? ''} ${address}`
  const [own = 0, failed = 0] = await usesOf(db, [
    { scope: ownAddress.scope, who: pair },
    { scope: knocks.ofOwn.scope, who: pair },
  ])
  if (own === 0) {
    await letIn(db, knocks.stranger, address)
    if (claimed !== null) await letIn(db, knocks.inName, claimed)
    const found = await authenticate()
    await countUse(db, ownAddress, pair)
    return found
  }
  if (failed >= knocks.ofOwn.most * (db.limitsTimes ?? 1)) throw new TooOften(knocks.ofOwn)
  try {
    return await authenticate()
  } catch (error) {
    await countUse(db, knocks.ofOwn, pair)
    throw error
  }
}

async function letIn(db: Database, limit: Limit, who: string): Promise<void> {
  if (!(await withinLimit(db, limit, who))) throw new TooOften(limit)
}
