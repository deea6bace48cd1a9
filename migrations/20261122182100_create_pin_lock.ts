import type { Knex } from 'knex'

/**
 * `pin_lock`: how often a PIN was tried for a personal number since it was last right, by the number's keyed hash,
 * whether or not there is such a saver or such a PIN. Before it is read no saver is known, so it stands outside
 * row-level security and is reached through its functions alone. A try is counted before it is checked: of many at once
 * no more than `most` are checked at all.
 *
 * Rows of numbers that belong to no saver are cleared away a day after the last try, a hundred at a time, as others
 * are tried; a saver's goes with the account, by the trigger on saver_identity.
 *
 * Safe on a live system: a new table, new functions, and a trigger on a table whose rows are deleted by erasure alone.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table pin_lock (
      number_hash bytea not null,
      of_saver boolean not null,
      failures integer not null,
      tried_at timestamptz not null,
      locked_until timestamptz,
      constraint pin_lock_pkey primary key (number_hash),
      constraint pin_lock_hash_is_whole check (octet_length(number_hash) = 32),
      constraint pin_lock_failures_not_negative check (failures >= 0)
    );
    create index pin_lock_of_nobody on pin_lock (tried_at) where not of_saver;

    /* Counts a try. It may be checked if is_open; the one that makes the failures \`most\` is the last. */
    create function portal.begin_pin_attempt(number bytea, most integer, lasting interval)
    returns table (failures integer, is_open boolean)
    language plpgsql volatile security definer set search_path = '' as $function$
    declare
      known_lock public.pin_lock;
      known constant boolean := exists (select from public.saver_identity i where i.number_hash = number);
    begin
      delete from public.pin_lock where ctid in (
        select o.ctid from public.pin_lock o where not o.of_saver and o.tried_at < now() - lasting
        order by o.tried_at limit 100 for update skip locked);
      loop
        insert into public.pin_lock (number_hash, of_saver, failures, tried_at) values (number, known, 0, now())
          on conflict (number_hash) do nothing;
        select * into known_lock from public.pin_lock l where l.number_hash = number for update;
        -- Another try may have been right at this instant, and its row gone.
        exit when found;
      end loop;
      is_open := known_lock.failures < most and (known_lock.locked_until is null or known_lock.locked_until <= now());
      failures := known_lock.failures + is_open::integer;
      update public.pin_lock l
      set of_saver = known, failures = begin_pin_attempt.failures, tried_at = now(),
          locked_until = case when is_open and begin_pin_attempt.failures = most then now() + lasting else l.locked_until end
      where l.number_hash = number;
      return next;
    end
    $function$;

    /* The PIN was right. */
    create function portal.end_pin_attempt(number bytea) returns void
    language sql volatile security definer set search_path = '' as $function$
      delete from public.pin_lock where number_hash = number
    $function$;

    /* A new PIN begins with no failures; a lock lasts for its time all the same. */
    create function portal.forgive_pin_failures() returns void
    language sql volatile security definer set search_path = '' as $function$
      update public.pin_lock l set failures = 0 from public.saver_identity i
      where i.number_hash = l.number_hash and i.saver_id = nullif(current_setting('app.saver_id', true), '')::uuid
    $function$;

    create function portal.own_pin_locks()
    returns table (failures integer, tried_at timestamptz, locked_until timestamptz)
    language sql stable security definer set search_path = '' as $function$
      select l.failures, l.tried_at, l.locked_until from public.pin_lock l
      join public.saver_identity i on i.number_hash = l.number_hash
      where i.saver_id = nullif(current_setting('app.saver_id', true), '')::uuid
    $function$;

    revoke execute on function portal.begin_pin_attempt(bytea, integer, interval), portal.end_pin_attempt(bytea),
      portal.forgive_pin_failures(), portal.own_pin_locks() from public;
    grant execute on function portal.begin_pin_attempt(bytea, integer, interval), portal.end_pin_attempt(bytea),
      portal.own_pin_locks() to portal_app;
    grant execute on function portal.forgive_pin_failures() to portal_worker;

    create function portal.drop_pin_lock() returns trigger
    language plpgsql set search_path = '' as $function$
    begin
      delete from public.pin_lock where number_hash = old.number_hash;
      return null;
    end
    $function$;
    revoke execute on function portal.drop_pin_lock() from public;
    create trigger drop_pin_lock after delete on saver_identity
      for each row execute function portal.drop_pin_lock();
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop trigger drop_pin_lock on saver_identity;
    drop function portal.drop_pin_lock(), portal.own_pin_locks(), portal.forgive_pin_failures(),
      portal.end_pin_attempt(bytea), portal.begin_pin_attempt(bytea, integer, interval);
    drop table pin_lock;
  `)
}
