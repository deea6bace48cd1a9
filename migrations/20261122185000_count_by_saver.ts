import type { Knex } from 'knex'

/**
 * A saver may have earlier numbers, and each of them leads to the same account. What is limited for a person is so
 * whichever number it is asked with: tries of the PIN count for the number that the saver has now, and one telephone
 * case at a time holds the saver's consent.
 *
 * Safe on a live system: functions are replaced at once, with their grants, and a new one. A lock under an earlier
 * number counts no more.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    /* Under which hash tries of this number are counted: of the number that its saver has now, or its own. */
    create function portal.pin_lock_of(number bytea) returns bytea
    language sql stable security definer set search_path = '' as $function$
      select coalesce((
        select c.number_hash from public.saver_identity i
        join public.saver_identity c on c.saver_id = i.saver_id and c.is_current
        where i.number_hash = number), number)
    $function$;
    revoke execute on function portal.pin_lock_of(bytea) from public;
    ${beginPinAttempt('portal.pin_lock_of(number)')}
    ${endPinAttempt('portal.pin_lock_of(number)')}
    ${giveConsent(`
      -- One that has run out holds nothing any more.
      perform portal.close_ombud_cases(array(
        select c.case_id from public.ombud_case c
        where c.saver_id = saver and c.ended_at is null
          and (c.consent_until <= clock_timestamp() or not portal.staff_is_there(c.session_hash))
        order by c.case_id), 'expired');
      if exists (select from public.ombud_case c where c.saver_id = saver and c.ended_at is null) then
        return;
      end if;`)}
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    ${beginPinAttempt('number')}
    ${endPinAttempt('number')}
    ${giveConsent('')}
    drop function portal.pin_lock_of(bytea);
  `)
}

const beginPinAttempt = (counted: string) => `
    create or replace function portal.begin_pin_attempt(number bytea, most integer, lasting interval)
    returns table (failures integer, is_open boolean)
    language plpgsql volatile security definer set search_path = '' as $function$
    declare
      known_lock public.pin_lock;
      known constant boolean := exists (select from public.saver_identity i where i.number_hash = number);
      counted constant bytea := ${counted};
    begin
      delete from public.pin_lock where ctid in (
        select o.ctid from public.pin_lock o where not o.of_saver and o.tried_at < now() - lasting
        order by o.tried_at limit 100 for update skip locked);
      loop
        insert into public.pin_lock (number_hash, of_saver, failures, tried_at) values (counted, known, 0, now())
          on conflict (number_hash) do nothing;
        select * into known_lock from public.pin_lock l where l.number_hash = counted for update;
        -- Another try may have been right at this instant, and its row gone.
        exit when found;
      end loop;
      is_open := known_lock.failures < most and (known_lock.locked_until is null or known_lock.locked_until <= now());
      failures := known_lock.failures + is_open::integer;
      update public.pin_lock l
      set of_saver = known, failures = begin_pin_attempt.failures, tried_at = now(),
          locked_until = case when is_open and begin_pin_attempt.failures = most then now() + lasting else l.locked_until end
      where l.number_hash = counted;
      return next;
    end
    $function$;`

const endPinAttempt = (counted: string) => `
    create or replace function portal.end_pin_attempt(number bytea) returns void
    language sql volatile security definer set search_path = '' as $function$
      delete from public.pin_lock where number_hash = ${counted}
    $function$;`

const giveConsent = (oneCase: string) => `
    create or replace function portal.give_ombud_consent(
      given_code text, number bytea, allowed boolean, saver uuid, sealed bytea, version text, lasting interval)
    returns table (case_id uuid, staff_reference text)
    language plpgsql volatile security definer set search_path = '' as $function$
    declare
      found_case public.ombud_case;
    begin
      select c.* into found_case from public.ombud_case c
      where c.code = given_code and c.ended_at is null and c.consented_at is null
        and c.code_until > clock_timestamp() and portal.staff_is_there(c.session_hash)
      for update;
      if not found then
        return;
      end if;
      if saver is distinct from (select i.saver_id from public.saver_identity i where i.number_hash = number) then
        return;
      end if;
      if not allowed or found_case.number_hash <> number then
        perform portal.close_ombud_cases(array[found_case.case_id], 'refused');
        return;
      end if;${oneCase}
      update public.ombud_case c set saver_id = saver, number_sealed = sealed, consent_version = version,
        consented_at = clock_timestamp(), consent_until = clock_timestamp() + lasting
      where c.case_id = found_case.case_id;
      return query select found_case.case_id, found_case.staff_reference;
    end
    $function$;`
