import type { Knex } from 'knex'

/**
 * Sessions by PIN (`loa2`) and in a partner's page (`partner_id`), beside those by e-ID. Only a session by e-ID at the
 * portal itself has an ID token. One token is one kind of session for as long as it lives.
 *
 * Safe on a live system: a new column without a value, wider checks, and functions that take the place of those of the
 * same name; processes of the code before it cannot open or renew sessions, so they are to be stopped first.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table session
      add column partner_id text,
      alter column id_token_sealed drop not null,
      drop constraint session_level_is_known,
      add constraint session_level_is_known check (level in ('loa3', 'loa2')),
      add constraint session_id_token_by_eid
        check ((id_token_sealed is not null) = (level = 'loa3' and partner_id is null));

    drop function portal.open_session(bytea, uuid, text, bytea, interval, interval),
      portal.touch_session(bytea, interval, boolean);

    create function portal.open_session(
      token bytea, saver uuid, level text, partner text, id_token bytea, lasting interval, idle interval)
    returns void language sql volatile security definer set search_path = '' as $function$
      delete from public.session where token_hash in (
        select s.token_hash from public.session s where s.last_seen_at <= now() - idle
        order by s.last_seen_at limit 100 for update skip locked);
      insert into public.session (token_hash, saver_id, level, partner_id, id_token_sealed, absolute_until)
      values (token, saver, level, partner, id_token, now() + lasting);
    $function$;

    create function portal.touch_session(token bytea, idle interval, renew boolean)
    returns table (saver_id uuid, level text, partner_id text, id_token_sealed bytea)
    language plpgsql volatile security definer set search_path = '' as $function$
    begin
      if renew then
        return query
          update public.session s set last_seen_at = now()
          where s.token_hash = token and s.last_seen_at > now() - idle and s.absolute_until > now()
          returning s.saver_id, s.level, s.partner_id, s.id_token_sealed;
      else
        return query
          select s.saver_id, s.level, s.partner_id, s.id_token_sealed from public.session s
          where s.token_hash = token and s.last_seen_at > now() - idle and s.absolute_until > now();
      end if;
    end
    $function$;

    revoke execute on function portal.open_session(bytea, uuid, text, text, bytea, interval, interval),
      portal.touch_session(bytea, interval, boolean) from public;
    grant execute on function portal.open_session(bytea, uuid, text, text, bytea, interval, interval),
      portal.touch_session(bytea, interval, boolean) to portal_app;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop function portal.open_session(bytea, uuid, text, text, bytea, interval, interval),
      portal.touch_session(bytea, interval, boolean);
    delete from session where level <> 'loa3' or partner_id is not null;
    alter table session
      drop constraint session_id_token_by_eid,
      drop constraint session_level_is_known,
      add constraint session_level_is_known check (level in ('loa3')),
      alter column id_token_sealed set not null,
      drop column partner_id;

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

    revoke execute on function portal.open_session(bytea, uuid, text, bytea, interval, interval),
      portal.touch_session(bytea, interval, boolean) from public;
    grant execute on function portal.open_session(bytea, uuid, text, bytea, interval, interval),
      portal.touch_session(bytea, interval, boolean) to portal_app;
  `)
}
