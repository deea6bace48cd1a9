import type { Knex } from 'knex'

/**
 * `staff_session`: members of staff who are logged in, known by the hash of the token in their cookie. Neither a name
 * nor an ID token is kept: `staff_reference` is a keyed hash of what the issuer calls them. Reached only through its
 * functions. Sessions that have run out are cleared away, a hundred at a time, when others are opened.
 *
 * Safe on a live system: a new table and new functions.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table staff_session (
      token_hash bytea not null,
      staff_reference text not null,
      role text not null,
      created_at timestamptz not null default now(),
      idle_until timestamptz not null,
      absolute_until timestamptz not null,
      constraint staff_session_pkey primary key (token_hash),
      constraint staff_session_token_hash_is_whole check (octet_length(token_hash) = 32),
      constraint staff_session_reference_is_short check (octet_length(staff_reference) between 1 and 64),
      constraint staff_session_role_is_known check (role in ('ombud', 'operator')),
      constraint staff_session_ends_after_begin check (absolute_until > created_at)
    );
    create index staff_session_idle on staff_session (idle_until);

    create function portal.open_staff_session(token bytea, reference text, role text, lasting interval, idle interval)
    returns void language sql volatile security definer set search_path = '' as $function$
      delete from public.staff_session where token_hash in (
        select s.token_hash from public.staff_session s where s.idle_until <= now()
        order by s.idle_until limit 100 for update skip locked);
      insert into public.staff_session (token_hash, staff_reference, role, idle_until, absolute_until)
      values (token, reference, role, now() + idle, now() + lasting);
    $function$;

    create function portal.touch_staff_session(token bytea, idle interval, renew boolean)
    returns table (staff_reference text, role text)
    language plpgsql volatile security definer set search_path = '' as $function$
    begin
      if renew then
        return query
          update public.staff_session s set idle_until = now() + idle
          where s.token_hash = token and s.idle_until > now() and s.absolute_until > now()
          returning s.staff_reference, s.role;
      else
        return query
          select s.staff_reference, s.role from public.staff_session s
          where s.token_hash = token and s.idle_until > now() and s.absolute_until > now();
      end if;
    end
    $function$;

    create function portal.close_staff_session(token bytea) returns void
    language sql volatile security definer set search_path = '' as $function$
      delete from public.staff_session where token_hash = token
    $function$;

    revoke execute on function portal.open_staff_session(bytea, text, text, interval, interval),
      portal.touch_staff_session(bytea, interval, boolean), portal.close_staff_session(bytea) from public;
    grant execute on function portal.open_staff_session(bytea, text, text, interval, interval),
      portal.touch_staff_session(bytea, interval, boolean), portal.close_staff_session(bytea) to portal_app;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop function portal.close_staff_session(bytea), portal.touch_staff_session(bytea, interval, boolean),
      portal.open_staff_session(bytea, text, text, interval, interval);
    drop table staff_session;
  `)
}
