import type { Knex } from 'knex'

/**
 * `staff_session.id_token_sealed`: the issuer's ID token of a member of staff, sealed (format 2 of the vault), for
 * ending the login at the issuer too. It is given back once, as the session is closed, and is gone with it.
 *
 * Safe on a live system: a column without a value, and functions that take the place of those of the same name.
 * Processes of the code before it can let no staff in, so they are to be stopped first; those who are logged in stay so,
 * and are then logged out here alone.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table staff_session
      add column id_token_sealed bytea,
      add constraint staff_session_id_token_is_sealed check (get_byte(id_token_sealed, 0) = 2);

    drop function portal.open_staff_session(bytea, text, text, interval, interval), portal.close_staff_session(bytea);

    create function portal.open_staff_session(
      token bytea, reference text, role text, id_token bytea, lasting interval, idle interval)
    returns void language sql volatile security definer set search_path = '' as $function$
      delete from public.staff_session where token_hash in (
        select s.token_hash from public.staff_session s where s.idle_until <= now()
        order by s.idle_until limit 100 for update skip locked);
      insert into public.staff_session (token_hash, staff_reference, role, id_token_sealed, idle_until, absolute_until)
      values (token, reference, role, id_token, now() + idle, now() + lasting);
    $function$;

    create function portal.close_staff_session(token bytea) returns bytea
    language sql volatile security definer set search_path = '' as $function$
      delete from public.staff_session where token_hash = token returning id_token_sealed
    $function$;

    ${granted('portal.open_staff_session(bytea, text, text, bytea, interval, interval)')}
    ${granted('portal.close_staff_session(bytea)')}
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop function portal.close_staff_session(bytea),
      portal.open_staff_session(bytea, text, text, bytea, interval, interval);
    alter table staff_session drop constraint staff_session_id_token_is_sealed, drop column id_token_sealed;

    create function portal.open_staff_session(token bytea, reference text, role text, lasting interval, idle interval)
    returns void language sql volatile security definer set search_path = '' as $function$
      delete from public.staff_session where token_hash in (
        select s.token_hash from public.staff_session s where s.idle_until <= now()
        order by s.idle_until limit 100 for update skip locked);
      insert into public.staff_session (token_hash, staff_reference, role, idle_until, absolute_until)
      values (token, reference, role, now() + idle, now() + lasting);
    $function$;

    create function portal.close_staff_session(token bytea) returns void
    language sql volatile security definer set search_path = '' as $function$
      delete from public.staff_session where token_hash = token
    $function$;

    ${granted('portal.open_staff_session(bytea, text, text, interval, interval)')}
    ${granted('portal.close_staff_session(bytea)')}
  `)
}

const granted = (name: string): string => `
    revoke execute on function ${name} from public;
    grant execute on function ${name} to portal_app;`
