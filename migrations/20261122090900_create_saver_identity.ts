import type { Knex } from 'knex'

/**
 * `saver_identity`: which saver a personal number belongs to, the number being a keyed hash. A routing table outside
 * row-level security (before it is read, no saver is known), reached only through its two functions.
 *
 * Safe on a live system: a new table and new functions.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table saver_identity (
      number_hash bytea not null,
      saver_id uuid not null,
      is_current boolean not null default true,
      constraint saver_identity_pkey primary key (number_hash),
      constraint saver_identity_hash_is_whole check (octet_length(number_hash) = 32)
    );
    create unique index saver_identity_one_current on saver_identity (saver_id) where is_current;

    create function portal.find_saver(hash bytea) returns uuid
    language sql stable security definer set search_path = '' as $function$
      select i.saver_id from public.saver_identity i where i.number_hash = hash
    $function$;

    /* Says whose the number is, making it the given saver's when it is nobody's yet. Of two at once, the second waits
       for the first and is told its saver. A saver is registered in a transaction of its own only. */
    create function portal.register_saver(hash bytea, saver uuid) returns uuid
    language plpgsql volatile security definer set search_path = '' as $function$
    begin
      if saver is distinct from nullif(current_setting('app.saver_id', true), '')::uuid then
        raise exception 'A saver is registered in its own transaction' using errcode = '42501';
      end if;
      insert into public.saver_identity (number_hash, saver_id) values (hash, saver) on conflict (number_hash) do nothing;
      return (select i.saver_id from public.saver_identity i where i.number_hash = hash);
    end
    $function$;

    revoke execute on function portal.find_saver(bytea), portal.register_saver(bytea, uuid) from public;
    grant execute on function portal.find_saver(bytea), portal.register_saver(bytea, uuid) to portal_app;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop function portal.register_saver(bytea, uuid), portal.find_saver(bytea);
    drop table saver_identity;
  `)
}
