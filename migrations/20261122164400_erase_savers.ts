import type { Knex } from 'knex'

/**
 * `portal.erase_saver` closes the account of the saver whose transaction it is called in: every row of every table with
 * a `saver_id` goes, those of tables to come too, children before what they refer to; the saver's key with them, and
 * the jobs in the queue. Only the role `portal_eraser` may call it.
 *
 * `tx_tombstone`: TxIds of those who have left, so that an answer which comes late is receipted and dropped. It leads
 * to nobody. `portal.route_tx` tells of it, without a saver. Tombstones go after a year.
 *
 * Safe on a live system: a new table and function; `route_tx` answers as before for what has a route.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table tx_tombstone (
      tx_id uuid not null,
      provider_id text not null,
      erased_on date not null default current_date,
      constraint tx_tombstone_pkey primary key (tx_id)
    );
    create index tx_tombstone_age on tx_tombstone using brin (erased_on);

    create or replace function portal.route_tx(tx uuid)
    returns table (saver_id uuid, retrieval_id uuid, errand_id uuid, provider_id text)
    language sql stable security definer set search_path = '' as $function$
      select r.saver_id, r.retrieval_id, r.errand_id, r.provider_id from public.tx_route r where r.tx_id = tx
      union all
      select null, null, null, s.provider_id from public.tx_tombstone s where s.tx_id = tx
    $function$;

    create function portal.erase_saver() returns void
    language plpgsql volatile security definer set search_path = '' as $function$
    declare
      erased constant uuid := nullif(current_setting('app.saver_id', true), '')::uuid;
      remaining oid[];
      free oid;
    begin
      if erased is null then
        raise exception 'A saver is erased in its own transaction' using errcode = '42501';
      end if;
      -- Nobody writes for the saver from here on: what was being written has been, and what comes later finds no saver.
      perform from public.saver s where s.saver_id = erased for update;

      delete from public.tx_tombstone where erased_on < current_date - 365;
      insert into public.tx_tombstone (tx_id, provider_id)
        select r.tx_id, r.provider_id from public.tx_route r where r.saver_id = erased;
      delete from graphile_worker._private_jobs where payload ->> 'saverId' = erased::text;

      select array_agg(c.oid) into remaining
      from pg_catalog.pg_class c
      join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attname = 'saver_id' and not a.attisdropped
      where c.relkind in ('r', 'p') and not c.relispartition
        and c.relnamespace = 'public'::pg_catalog.regnamespace;
      while remaining <> '{}' loop
        select one into free from unnest(remaining) as one
        where not exists (
          select from pg_catalog.pg_constraint k
          where k.contype = 'f' and k.confrelid = one and k.conrelid = any (remaining) and k.conrelid <> one)
        limit 1;
        if free is null then
          raise exception 'Tables with savers refer to each other in a circle' using errcode = '42P17';
        end if;
        execute pg_catalog.format('delete from %s where saver_id = $1', free::pg_catalog.regclass) using erased;
        remaining := pg_catalog.array_remove(remaining, free);
      end loop;
    end
    $function$;
    revoke execute on function portal.erase_saver() from public;
    grant execute on function portal.erase_saver() to portal_eraser;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop function portal.erase_saver();
    create or replace function portal.route_tx(tx uuid)
    returns table (saver_id uuid, retrieval_id uuid, errand_id uuid, provider_id text)
    language sql stable security definer set search_path = '' as $function$
      select r.saver_id, r.retrieval_id, r.errand_id, r.provider_id from public.tx_route r where r.tx_id = tx
    $function$;
    drop table tx_tombstone;
  `)
}
