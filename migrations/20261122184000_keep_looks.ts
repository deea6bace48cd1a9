import type { Knex } from 'knex'

/**
 * Looks of helpers and of the other of a household last: when a saver forgets the other, or closes the account, what
 * was recorded of looks at the saver's figures is moved into the saver's chain of the access log (server/db/sharings.ts).
 *
 * `access_log.seen_at` is then when it happened; null: when it was written. Entries may be read and added; not even
 * the owner, in whose name functions run, has a policy to change one.
 *
 * `portal.own_looks`: others' looks at what the saver of the transaction shows; null: of every sharing.
 *
 * Safe on a live system: a column that is null, policies that allow what is done today, and a new function.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table access_log add column seen_at timestamptz(3);
    drop policy own_chain on access_log;
    create policy own_chain_read on access_log for select using (${ownChain});
    create policy own_chain_add on access_log for insert with check (${ownChain});

    create function portal.own_looks(sharing uuid) returns table (sharing_id uuid, kind text, read_at timestamptz)
    language sql stable security definer set search_path = '' as $function$
      select r.sharing_id, m.kind, r.read_at
      from public.sharing_member m
      join public.sharing_reading r on r.sharing_id = m.sharing_id and r.seat <> m.seat
      where m.saver_id = nullif(current_setting('app.saver_id', true), '')::uuid
        and (sharing is null or m.sharing_id = sharing)
      order by r.reading_id
    $function$;
    revoke execute on function portal.own_looks(uuid) from public;
    grant execute on function portal.own_looks(uuid) to portal_app, portal_eraser;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop function portal.own_looks(uuid);
    drop policy own_chain_read on access_log;
    drop policy own_chain_add on access_log;
    create policy own_chain on access_log using (${ownChain});
    alter table access_log drop column seen_at;
  `)
}

const ownChain = `exists (
      select from access_chain c
      where c.saver_id = nullif(current_setting('app.saver_id', true), '')::uuid and c.chain_id = access_log.chain_id
    )`
