import type { Knex } from 'knex'

/**
 * The sessions of a saver, for that saver: `portal.own_open_sessions` lists those that are open now, whichever way they
 * began, and `portal.close_own_sessions` ends those that are named. Both know whose they are by the transaction alone:
 * another's are neither told nor ended. What names a session is the hash of its token, which opens nothing.
 *
 * Safe on a live system: new functions, and an index on a table that holds no more than who is logged in.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create index session_saver on session (saver_id);

    create function portal.own_open_sessions(idle interval)
    returns table (
      token_hash bytea, level text, partner_id text, partner_name text, created_at timestamptz, last_seen_at timestamptz)
    language sql stable security definer set search_path = '' as $function$
      select s.token_hash, s.level, s.partner_id, p.name, s.created_at, s.last_seen_at
      from public.session s left join public.partner p on p.partner_id = s.partner_id
      where s.saver_id = nullif(current_setting('app.saver_id', true), '')::uuid
        and s.last_seen_at > now() - idle and s.absolute_until > now()
      order by s.last_seen_at desc, s.created_at desc
    $function$;

    create function portal.close_own_sessions(tokens bytea[]) returns integer
    language sql volatile security definer set search_path = '' as $function$
      with closed as (
        delete from public.session s
        where s.saver_id = nullif(current_setting('app.saver_id', true), '')::uuid and s.token_hash = any (tokens)
        returning 1)
      select count(*)::integer from closed
    $function$;

    revoke execute on function portal.own_open_sessions(interval), portal.close_own_sessions(bytea[]) from public;
    grant execute on function portal.own_open_sessions(interval), portal.close_own_sessions(bytea[]) to portal_app;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop function portal.close_own_sessions(bytea[]), portal.own_open_sessions(interval);
    drop index session_saver;
  `)
}
