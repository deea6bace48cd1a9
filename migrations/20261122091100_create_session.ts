import type { Knex } from 'knex'

/**
 * `session`: who is logged in, known by the hash of the token in the cookie; the issuer's ID token is sealed (format 2
 * of the vault). A routing table outside row-level security (before it is read, no saver is known), reached only
 * through its functions. Sessions that have run out are cleared away, a hundred at a time, when others are opened.
 *
 * Safe on a live system: a new table and new functions.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table session (
      token_hash bytea not null,
      saver_id uuid not null,
      level text not null,
      id_token_sealed bytea not null,
      created_at timestamptz not null default now(),
      last_seen_at timestamptz not null default now(),
      absolute_until timestamptz not null,
      constraint session_pkey primary key (token_hash),
      constraint session_token_hash_is_whole check (octet_length(token_hash) = 32),
      constraint session_level_is_known check (level in ('loa3')),
      constraint session_id_token_is_sealed check (get_byte(id_token_sealed, 0) = 2),
      constraint session_ends_after_begin check (absolute_until > created_at),
      constraint session_seen_after_begin check (last_seen_at >= created_at)
    );
    create index session_last_seen on session (last_seen_at);

    create function portal.open_session(token bytea, saver uuid, level text, id_token bytea, lasting interval, idle interval)
    returns void language sql volatile security definer set search_path = '' as $function$
      delete from public.session where token_hash in (
        select s.token_hash from public.session s where s.last_seen_at <= now() - idle
        order by s.last_seen_at limit 100 for update skip locked);
      insert into public.session (token_hash, saver_id, level, id_token_sealed, absolute_until)
      values (token, saver, level, id_token, now() + lasting);
    $function$;

    create function portal.touch_session(token bytea, idle interval, renew boolean)
    returns table (saver_id uuid, level text, id_token_sealed bytea)
    language plpgsql volatile security definer set search_path = '' as $function$
    begin
      if renew then
        return query
          update public.session s set last_seen_at = now()
          where s.token_hash = token and s.last_seen_at > now() - idle and s.absolute_until > now()
          returning s.saver_id, s.level, s.id_token_sealed;
      else
        return query
          select s.saver_id, s.level, s.id_token_sealed from public.session s
          where s.token_hash = token and s.last_seen_at > now() - idle and s.absolute_until > now();
      end if;
    end
    $function$;

    create function portal.close_session(token bytea) returns void
    language sql volatile security definer set search_path = '' as $function$
      delete from public.session where token_hash = token
    $function$;

    revoke execute on function portal.open_session(bytea, uuid, text, bytea, interval, interval),
      portal.touch_session(bytea, interval, boolean), portal.close_session(bytea) from public;
    grant execute on function portal.open_session(bytea, uuid, text, bytea, interval, interval),
      portal.touch_session(bytea, interval, boolean), portal.close_session(bytea) to portal_app;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop function portal.close_session(bytea), portal.touch_session(bytea, interval, boolean),
      portal.open_session(bytea, uuid, text, bytea, interval, interval);
    drop table session;
  `)
}
