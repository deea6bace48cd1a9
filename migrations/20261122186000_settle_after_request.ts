import type { Knex } from 'knex'

/**
 * A collection settles no earlier than it was asked for. Who withdraws the terms at the very moment a collection begins
 * waits for it to be there, and then settles it in a transaction that is older than it: the check on the two times
 * refused that, and the withdrawal with it.
 *
 * Safe on a live system: one function is replaced at once, with its grants.
 */
export async function up(knex: Knex): Promise<void> {
  await settlingAt(knex, 'now()', 'greatest(now(), c.requested_at)')
}

export async function down(knex: Knex): Promise<void> {
  await settlingAt(knex, 'greatest(now(), c.requested_at)', 'now()')
}

/** All else in the function stays as it is. */
async function settlingAt(knex: Knex, before: string, after: string): Promise<void> {
  const { rows } = await knex.raw<{ rows: readonly { readonly written: string }[] }>(
    `select pg_get_functiondef('portal.settle_collection(uuid, uuid)'::regprocedure) as written`,
  )
  const [{ written } = { written: '' }] = rows
  const changed = written.replace(`set settled_at = ${before}`, `set settled_at = ${after}`)
  if (changed === written) throw new Error('portal.settle_collection is not as this migration knows it')
  await knex.raw(changed.replaceAll('?', '\\?'))
}
