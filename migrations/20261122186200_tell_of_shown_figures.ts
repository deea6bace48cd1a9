import type { Knex } from 'knex'

/**
 * An answer that comes after its collection has settled is told by e-mail as new figures, unless the source has answered
 * a newer question since: then the newer figures are shown, and these are not.
 *
 * Safe on a live system: one function is replaced at once, with its grants.
 */
export async function up(knex: Knex): Promise<void> {
  await telling(knex, late, lateAndShown)
}

export async function down(knex: Knex): Promise<void> {
  await telling(knex, lateAndShown, late)
}

const late = 'and c.settled_at is not null) then'
const lateAndShown = `and c.settled_at is not null
          and not exists (
            select from public.collection d join public.retrieval n using (saver_id, collection_id)
            where n.saver_id = saver and n.provider_id = r.provider_id and n.outcome in ('answered', 'nothing-held')
              and d.requested_at > c.requested_at)) then`

/** All else in the function stays as it is. */
async function telling(knex: Knex, before: string, after: string): Promise<void> {
  const { rows } = await knex.raw<{ rows: readonly { readonly written: string }[] }>(
    `select pg_get_functiondef(p.oid) as written from pg_proc p
     where p.proname = 'store_answer' and p.pronamespace = 'portal'::regnamespace`,
  )
  const [{ written } = { written: '' }] = rows
  const changed = written.replace(before, after)
  if (changed === written) throw new Error('portal.store_answer is not as this migration knows it')
  await knex.raw(changed.replaceAll('?', '\\?'))
}
