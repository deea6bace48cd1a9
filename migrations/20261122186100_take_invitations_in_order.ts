import type { Knex } from 'knex'

/**
 * Who takes an invitation holds the sharing before the invitation, as its end does. The other way round, one who took it
 * and one who took it back at the same instant waited for each other, and one of them was refused by the database; also
 * where it was taken back because the terms were withdrawn.
 *
 * Safe on a live system: one function is replaced at once, with its grants.
 */
export async function up(knex: Knex): Promise<void> {
  await taking(knex, search, `${hold}      ${search}`)
}

export async function down(knex: Knex): Promise<void> {
  await taking(knex, `${hold}      ${search}`, search)
}

const search = 'select s.* into found_sharing from'
const hold = `perform from public.sharing s
        where s.sharing_id = (select i.sharing_id from public.sharing_invitation i where i.code_hash = code)
        for key share;
`

/** All else in the function stays as it is. */
async function taking(knex: Knex, before: string, after: string): Promise<void> {
  const { rows } = await knex.raw<{ rows: readonly { readonly written: string }[] }>(
    `select pg_get_functiondef('portal.take_invitation(bytea, bytea, bytea, bytea, bytea)'::regprocedure) as written`,
  )
  const [{ written } = { written: '' }] = rows
  const changed = written.replace(before, after)
  if (changed === written) throw new Error('portal.take_invitation is not as this migration knows it')
  await knex.raw(changed.replaceAll('?', '\\?'))
}
