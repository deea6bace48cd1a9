import type { Knex } from 'knex'

/**
 * `access_log`: who saw or did what with a saver's data, when and why. Rows are added and read, never changed: no role
 * but the owner could. Each row carries an HMAC over itself and the row before (server/db/access-log.ts), under a key
 * that is not in the database; `portal.access_log_heads` gives the ends of the chains to the worker, which signs them
 * once a day outside the database.
 *
 * The log knows a saver by a random reference alone, `chain_id`. `access_chain` says whose it is, and goes when the
 * account is closed; the rows stay, and lead to nobody.
 *
 * Safe on a live system: new tables and a new function.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table access_chain (
      saver_id uuid not null,
      chain_id uuid not null,
      begun_at timestamptz not null default now(),
      constraint access_chain_pkey primary key (saver_id),
      constraint access_chain_saver_fkey foreign key (saver_id) references saver (saver_id)
    ) partition by hash (saver_id);

    select portal.protect_saver_table('access_chain');
    grant select, insert on access_chain to portal_app, portal_worker, portal_eraser;

    create table access_log (
      chain_id uuid not null,
      place integer not null,
      written_at timestamptz(3) not null,
      role text not null,
      actor_reference text,
      act text not null,
      reason text,
      consent_id uuid,
      key_id text not null,
      mac bytea not null,
      constraint access_log_pkey primary key (chain_id, place),
      constraint access_log_counts_from_one check (place >= 1),
      constraint access_log_role_is_known check (role in ('saver', 'helper', 'ombud', 'partner', 'operator', 'portal')),
      constraint access_log_act_is_short_name check (act ~ '^[a-z]+(-[a-z0-9]+)*$' and octet_length(act) <= 64),
      constraint access_log_reason_is_short_name
        check (reason ~ '^[a-z]+(-[a-z0-9]+)*$' and octet_length(reason) <= 64),
      constraint access_log_reference_is_short check (octet_length(actor_reference) between 1 and 64),
      constraint access_log_others_are_named check (role in ('saver', 'portal') or actor_reference is not null),
      constraint access_log_mac_is_whole check (octet_length(mac) = 32)
    );
    create index access_log_age on access_log using brin (written_at);

    alter table access_log enable row level security;
    alter table access_log force row level security;
    create policy own_chain on access_log using (exists (
      select from access_chain c
      where c.saver_id = nullif(current_setting('app.saver_id', true), '')::uuid and c.chain_id = access_log.chain_id
    ));
    -- For verifying, and for the function below.
    create policy owner_reads on access_log for select to portal_owner using (true);
    grant select, insert on access_log to portal_app, portal_worker, portal_eraser;

    create function portal.access_log_heads(since timestamptz)
    returns table (chain_id uuid, place integer, mac bytea)
    language sql stable security definer set search_path = '' as $function$
      select distinct on (l.chain_id) l.chain_id, l.place, l.mac
      from public.access_log l
      where l.written_at >= since
      order by l.chain_id, l.place desc
    $function$;
    revoke execute on function portal.access_log_heads(timestamptz) from public;
    grant execute on function portal.access_log_heads(timestamptz) to portal_worker;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop function portal.access_log_heads(timestamptz);
    drop table access_log;
    drop table access_chain;
  `)
}
