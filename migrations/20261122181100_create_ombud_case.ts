import type { Knex } from 'knex'

/**
 * `ombud_case`: a caller whom a member of staff serves by telephone, and the consent that the caller gives through the
 * voice system. Until then the row holds a keyed hash of the caller's number and nothing else of theirs; afterwards
 * whose account it is, or the sealed number (format 2 of the vault) of a caller who has none yet. When a case is over,
 * hash, number and code are gone. One case at a time is open for a member of staff, and one for a caller.
 *
 * A consent holds while its case is open, its hour has not run out and the session of the member of staff is alive.
 * `portal.hold_consent` keeps it from being ended until the transaction that asks is over. A routing table outside
 * row-level security (before it is read, no saver is known), reached only through its functions.
 *
 * `voice_event`: the ids of consents that have come, as hashes, so that none counts twice.
 *
 * Beside them: approvals of terms that were read out (`ombud`), and `saver.ombud_help`, whether the saver lets staff
 * help by telephone; null: as the saver has not said, and then no for whom has protected identity.
 *
 * Safe on a live system: new tables and functions, a new column without a value, a wider check.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table saver add column ombud_help boolean;
    grant update (ombud_help) on saver to portal_app;

    alter table approval drop constraint approval_channel_is_known;
    alter table approval add constraint approval_channel_is_known 
      check (channel in ('portal', 'ombud') or channel ~ '^partner:[a-z][a-z0-9-]{0,39}$');

    create table ombud_case (
      case_id uuid not null,
      session_hash bytea not null,
      staff_reference text not null,
      opened_at timestamptz not null default now(),
      code_until timestamptz not null,
      code text,
      number_hash bytea,
      number_sealed bytea,
      saver_id uuid,
      consent_version text,
      consented_at timestamptz,
      consent_until timestamptz,
      ended_at timestamptz,
      outcome text,
      constraint ombud_case_pkey primary key (case_id),
      constraint ombud_case_session_hash_is_whole check (octet_length(session_hash) = 32),
      constraint ombud_case_reference_is_short check (octet_length(staff_reference) between 1 and 64),
      constraint ombud_case_code_is_digits check (code ~ '^[0-9]{8}$'),
      constraint ombud_case_number_hash_is_whole check (octet_length(number_hash) = 32),
      constraint ombud_case_number_is_sealed check (get_byte(number_sealed, 0) = 2),
      constraint ombud_case_consent_is_whole check (
        (consented_at is null) = (consent_until is null) and (consented_at is null) = (consent_version is null)),
      constraint ombud_case_caller_after_consent check (
        consented_at is not null or (saver_id is null and number_sealed is null)),
      constraint ombud_case_outcome_is_known check (
        outcome in ('ended', 'logged-out', 'revoked', 'refused', 'expired')),
      constraint ombud_case_ends_with_outcome check ((ended_at is null) = (outcome is null)),
      constraint ombud_case_forgets_when_over check (
        ended_at is null or (code is null and number_hash is null and number_sealed is null)),
      constraint ombud_case_knows_while_open check (ended_at is not null or (code is not null and number_hash is not null))
    );
    create unique index ombud_case_one_per_staff on ombud_case (staff_reference) where ended_at is null;
    create unique index ombud_case_one_per_caller on ombud_case (number_hash) where ended_at is null;
    create unique index ombud_case_code on ombud_case (code) where ended_at is null;
    create index ombud_case_saver on ombud_case (saver_id, consented_at) where saver_id is not null;
    create index ombud_case_session on ombud_case (session_hash, opened_at);

    create table voice_event (
      event_hash bytea not null,
      expires_at timestamptz not null,
      constraint voice_event_pkey primary key (event_hash),
      constraint voice_event_hash_is_whole check (octet_length(event_hash) = 32)
    );
    create index voice_event_expiry on voice_event (expires_at);

    create function portal.use_voice_event(event bytea, expiry timestamptz) returns boolean
    language plpgsql volatile security definer set search_path = '' as $function$
    begin
      delete from public.voice_event where event_hash in (
        select e.event_hash from public.voice_event e where e.expires_at <= now()
        order by e.expires_at limit 100 for update skip locked);
      insert into public.voice_event (event_hash, expires_at) values (event, expiry) on conflict do nothing;
      return found;
    end
    $function$;

    -- Whether the session in which a case was opened is alive.
    create function portal.staff_is_there(session bytea) returns boolean
    language sql stable security definer set search_path = '' as $function$
      select exists (select from public.staff_session s
        where s.token_hash = session and s.idle_until > clock_timestamp() and s.absolute_until > clock_timestamp())
    $function$;

    create function portal.close_ombud_cases(cases uuid[], how text) returns void
    language sql volatile security definer set search_path = '' as $function$
      update public.ombud_case set ended_at = clock_timestamp(), outcome = how,
        code = null, number_hash = null, number_sealed = null
      where case_id = any (cases) and ended_at is null
    $function$;

    create function portal.open_ombud_case(session bytea, new_case uuid, number bytea, new_code text, lasting interval)
    returns text language plpgsql volatile security definer set search_path = '' as $function$
    declare
      staff text;
    begin
      select s.staff_reference into staff from public.staff_session s
      where s.token_hash = session and s.role = 'ombud' and portal.staff_is_there(session);
      if staff is null then
        return 'no-session';
      end if;
      perform portal.close_ombud_cases(array(
        select c.case_id from public.ombud_case c
        where c.ended_at is null
          and (coalesce(c.consent_until, c.code_until) <= clock_timestamp() or not portal.staff_is_there(c.session_hash))
        order by c.case_id), 'expired');
      -- Of those who never became a caller of ours nothing is kept.
      delete from public.ombud_case where case_id in (
        select c.case_id from public.ombud_case c
        where c.saver_id is null and c.ended_at < now() - interval '1 hour' limit 100 for update skip locked);
      insert into public.ombud_case (case_id, session_hash, staff_reference, number_hash, code, code_until)
      values (new_case, session, staff, number, new_code, now() + lasting)
      on conflict do nothing;
      if found then
        return 'opened';
      elsif exists (select from public.ombud_case c where c.ended_at is null and c.staff_reference = staff) then
        return 'second-case';
      elsif exists (select from public.ombud_case c where c.ended_at is null and c.number_hash = number) then
        return 'caller-busy';
      else
        return 'code-taken';
      end if;
    end
    $function$;

    create function portal.newest_ombud_case(session bytea)
    returns table (case_id uuid, state text, code text, code_until timestamptz, saver_id uuid, number_sealed bytea,
      consent_until timestamptz)
    language sql stable security definer set search_path = '' as $function$
      select c.case_id,
        case when c.ended_at is not null then c.outcome
             when coalesce(c.consent_until, c.code_until) <= clock_timestamp() then 'expired'
             when c.consented_at is null then 'waiting'
             else 'open' end,
        c.code, c.code_until, c.saver_id, c.number_sealed, c.consent_until
      from public.ombud_case c
      where c.session_hash = session and portal.staff_is_there(session)
      order by c.opened_at desc limit 1
    $function$;

    create function portal.give_ombud_consent(
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
      end if;
      update public.ombud_case c set saver_id = saver, number_sealed = sealed, consent_version = version,
        consented_at = clock_timestamp(), consent_until = clock_timestamp() + lasting
      where c.case_id = found_case.case_id;
      return query select found_case.case_id, found_case.staff_reference;
    end
    $function$;

    create function portal.hold_consent(held_case uuid, session bytea) returns boolean
    language plpgsql volatile security definer set search_path = '' as $function$
    begin
      perform from public.ombud_case c
      where c.case_id = held_case and c.session_hash = session and c.ended_at is null
        and c.consent_until > clock_timestamp() and portal.staff_is_there(session)
        and c.saver_id = nullif(current_setting('app.saver_id', true), '')::uuid
      for share;
      return found;
    end
    $function$;

    create function portal.name_ombud_caller(held_case uuid, session bytea) returns boolean
    language plpgsql volatile security definer set search_path = '' as $function$
    begin
      update public.ombud_case c set saver_id = i.saver_id, number_sealed = null
      from public.saver_identity i
      where c.case_id = held_case and c.session_hash = session and c.ended_at is null and c.saver_id is null
        and c.consent_until > clock_timestamp() and portal.staff_is_there(session)
        and i.number_hash = c.number_hash
        and i.saver_id = nullif(current_setting('app.saver_id', true), '')::uuid;
      return found;
    end
    $function$;

    create function portal.end_ombud_case(session bytea, how text) returns void
    language sql volatile security definer set search_path = '' as $function$
      select portal.close_ombud_cases(array(
        select c.case_id from public.ombud_case c where c.session_hash = session and c.ended_at is null), how)
    $function$;

    create function portal.own_ombud_consents()
    returns table (case_id uuid, staff_reference text, consent_version text, consented_at timestamptz,
      consent_until timestamptz, ended_at timestamptz, outcome text)
    language sql stable security definer set search_path = '' as $function$
      select c.case_id, c.staff_reference, c.consent_version, c.consented_at, c.consent_until, c.ended_at, c.outcome
      from public.ombud_case c
      where c.saver_id = nullif(current_setting('app.saver_id', true), '')::uuid
      order by c.consented_at
    $function$;

    create function portal.ombud_consents_in_force()
    returns table (case_id uuid, staff_reference text, consented_at timestamptz, consent_until timestamptz)
    language sql stable security definer set search_path = '' as $function$
      select c.case_id, c.staff_reference, c.consented_at, c.consent_until
      from public.ombud_case c
      where c.saver_id = nullif(current_setting('app.saver_id', true), '')::uuid
        and c.ended_at is null and c.consent_until > clock_timestamp() and portal.staff_is_there(c.session_hash)
    $function$;

    create function portal.revoke_ombud_consent() returns boolean
    language plpgsql volatile security definer set search_path = '' as $function$
    declare
      own constant uuid[] := array(select c.case_id from public.ombud_case c
        where c.saver_id = nullif(current_setting('app.saver_id', true), '')::uuid and c.ended_at is null);
    begin
      perform portal.close_ombud_cases(own, 'revoked');
      return own <> '{}';
    end
    $function$;

    revoke execute on function portal.use_voice_event(bytea, timestamptz), portal.staff_is_there(bytea),
      portal.close_ombud_cases(uuid[], text), portal.open_ombud_case(bytea, uuid, bytea, text, interval),
      portal.newest_ombud_case(bytea),
      portal.give_ombud_consent(text, bytea, boolean, uuid, bytea, text, interval),
      portal.hold_consent(uuid, bytea), portal.name_ombud_caller(uuid, bytea), portal.end_ombud_case(bytea, text),
      portal.own_ombud_consents(), portal.ombud_consents_in_force(), portal.revoke_ombud_consent() from public;
    grant execute on function portal.use_voice_event(bytea, timestamptz),
      portal.open_ombud_case(bytea, uuid, bytea, text, interval), portal.newest_ombud_case(bytea),
      portal.give_ombud_consent(text, bytea, boolean, uuid, bytea, text, interval),
      portal.hold_consent(uuid, bytea), portal.name_ombud_caller(uuid, bytea), portal.end_ombud_case(bytea, text),
      portal.own_ombud_consents(), portal.ombud_consents_in_force(), portal.revoke_ombud_consent() to portal_app;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop function portal.revoke_ombud_consent(), portal.ombud_consents_in_force(), portal.own_ombud_consents(),
      portal.end_ombud_case(bytea, text), portal.name_ombud_caller(uuid, bytea), portal.hold_consent(uuid, bytea),
      portal.give_ombud_consent(text, bytea, boolean, uuid, bytea, text, interval), portal.newest_ombud_case(bytea),
      portal.open_ombud_case(bytea, uuid, bytea, text, interval), portal.close_ombud_cases(uuid[], text),
      portal.staff_is_there(bytea), portal.use_voice_event(bytea, timestamptz);
    drop table voice_event, ombud_case;
    delete from approval where channel = 'ombud';
    alter table approval drop constraint approval_channel_is_known;
    alter table approval add constraint approval_channel_is_known
      check (channel = 'portal' or channel ~ '^partner:[a-z][a-z0-9-]{0,39}$');
    alter table saver drop column ombud_help;
  `)
}
