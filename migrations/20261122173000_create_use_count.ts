import type { Knex } from 'knex'

/**
 * `use_count`: how often something that is limited was done within a window of time, by a keyed hash of who did it
 * (an address, a partner, a member of staff; the table does not tell whose). Windows follow each other without overlap.
 * What has run out is cleared away, a hundred rows at a time, as new windows begin. Unlogged: a crash of the database
 * begins the windows anew, which costs less than to write each count twice.
 *
 * Safe on a live system: a new table and a new function.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create unlogged table use_count (
      scope text not null,
      who bytea not null,
      window_begins timestamptz not null,
      window_ends timestamptz not null,
      used integer not null,
      constraint use_count_pkey primary key (scope, who, window_begins),
      constraint use_count_scope_is_short_name check (scope ~ '^[a-z]+(-[a-z0-9]+)*$' and octet_length(scope) <= 64),
      constraint use_count_who_is_hash check (octet_length(who) = 32),
      constraint use_count_window_ends_after_begin check (window_ends > window_begins),
      constraint use_count_counts_from_one check (used >= 1)
    );
    create index use_count_over on use_count (window_ends);

    create function portal.count_use(scope text, who bytea, window_seconds integer) returns integer
    language plpgsql volatile security definer set search_path = '' as $function$
    declare
      begins timestamptz := to_timestamp(floor(extract(epoch from now()) / window_seconds) * window_seconds);
      counted integer;
    begin
      insert into public.use_count as c values
        (count_use.scope, count_use.who, begins, begins + make_interval(secs => window_seconds), 1)
      on conflict on constraint use_count_pkey do update set used = c.used + 1
      returning c.used into counted;
      if counted = 1 then
        delete from public.use_count where ctid in (
          select o.ctid from public.use_count o where o.window_ends < now()
          order by o.window_ends limit 100 for update skip locked);
      end if;
      return counted;
    end
    $function$;
    revoke execute on function portal.count_use(text, bytea, integer) from public;
    grant execute on function portal.count_use(text, bytea, integer) to portal_app;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop function portal.count_use(text, bytea, integer);
    drop table use_count;
  `)
}
