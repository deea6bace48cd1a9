import type { Knex } from 'knex'

/**
 * What is deleted by age, and nothing else: each function knows its times itself, so that the worker, who calls them
 * daily, can delete nothing younger. docs/privacy.md lists every table with its time.
 *
 * - The access log: entries older than five years, from the beginning of their chain. The newest entry of a chain
 *   stays until the account is closed: the next one hangs on it. The policy binds the owner, and so the function.
 * - `portal.forget_aged`: what belongs to nobody, or to no saver's protected tables.
 * - `portal.forget_aged_of_savers`: saver by saver under row-level security, a batch after the saver `after`.
 *
 * Safe on a live system: new functions and a policy; nothing is deleted before a worker asks for it.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create policy aged_go on access_log for delete to portal_owner using (written_at < now() - interval '5 years');

    create function portal.access_log_aged() returns table (chain_id uuid, place integer, mac bytea)
    language sql stable security definer set search_path = '' as $function$
      with aged as (
        select l.chain_id, max(l.place) as place from public.access_log l
        where l.written_at < now() - interval '5 years' group by l.chain_id
      ), removable as (
        select a.chain_id, least(
          coalesce((select min(l.place) from public.access_log l
                    where l.chain_id = a.chain_id and l.written_at >= now() - interval '5 years') - 1, a.place),
          newest.place - case when newest.act = 'account-closed' then 0 else 1 end) as place
        from aged a
        cross join lateral (select l.place, l.act from public.access_log l where l.chain_id = a.chain_id
                            order by l.place desc limit 1) as newest
      )
      select l.chain_id, l.place, l.mac
      from removable r join public.access_log l on l.chain_id = r.chain_id and l.place = r.place
    $function$;

    create function portal.forget_accesses(chains uuid[], places integer[]) returns integer
    language plpgsql volatile security definer set search_path = '' as $function$
    declare
      gone integer;
    begin
      delete from public.access_log l
      using unnest(chains, places) as removed (chain_id, place)
      where l.chain_id = removed.chain_id and l.place <= removed.place
        and l.written_at < now() - interval '5 years';
      get diagnostics gone = row_count;
      return gone;
    end
    $function$;

    create function portal.forget_aged(most integer) returns table (what text, gone integer)
    language plpgsql volatile security definer set search_path = '' as $function$
    begin
      delete from public.login_attempt where ctid = any (array(
        select a.ctid from public.login_attempt a where a.expires_at <= now() limit most for update skip locked));
      what := 'login_attempt';
      get diagnostics gone = row_count;
      return next;
      -- Idle ones end sooner; without a visitor nobody would clear them away.
      delete from public.session where ctid = any (array(
        select s.ctid from public.session s
        where s.absolute_until <= now() or s.last_seen_at < now() - interval '1 day' limit most for update skip locked));
      what := 'session';
      get diagnostics gone = row_count;
      return next;
      delete from public.use_count where ctid = any (array(
        select u.ctid from public.use_count u where u.window_ends < now() limit most for update skip locked));
      what := 'use_count';
      get diagnostics gone = row_count;
      return next;
      delete from public.tx_tombstone where ctid = any (array(
        select s.ctid from public.tx_tombstone s where s.erased_on < current_date - 365 limit most));
      what := 'tx_tombstone';
      get diagnostics gone = row_count;
      return next;
      delete from public.recalculation where ctid = any (array(
        select r.ctid from public.recalculation r where r.received_at < now() - interval '25 months' limit most));
      what := 'recalculation';
      get diagnostics gone = row_count;
      return next;
      delete from public.sharing_reading where ctid = any (array(
        select r.ctid from public.sharing_reading r where r.read_at < now() - interval '5 years' limit most));
      what := 'sharing_reading';
      get diagnostics gone = row_count;
      return next;
      delete from public.staff_session where ctid = any (array(
        select s.ctid from public.staff_session s where s.idle_until <= now() or s.absolute_until <= now()
        limit most for update skip locked));
      what := 'staff_session';
      get diagnostics gone = row_count;
      return next;
      delete from public.voice_event where ctid = any (array(
        select e.ctid from public.voice_event e where e.expires_at <= now() limit most for update skip locked));
      what := 'voice_event';
      get diagnostics gone = row_count;
      return next;
      delete from public.used_pass where ctid = any (array(
        select p.ctid from public.used_pass p where p.expires_at <= now() limit most for update skip locked));
      what := 'used_pass';
      get diagnostics gone = row_count;
      return next;
      -- A lock lasts a day; a saver's stays with the account, until the right PIN comes.
      delete from public.pin_lock where ctid = any (array(
        select l.ctid from public.pin_lock l where not l.of_saver and l.tried_at < now() - interval '1 day'
        limit most for update skip locked));
      what := 'pin_lock';
      get diagnostics gone = row_count;
      return next;
      delete from public.partner_ticket where ctid = any (array(
        select t.ctid from public.partner_ticket t where t.expires_at <= now() - interval '10 minutes'
        limit most for update skip locked));
      what := 'partner_ticket';
      get diagnostics gone = row_count;
      return next;
      delete from public.partner_jti where ctid = any (array(
        select j.ctid from public.partner_jti j where j.expires_at <= now() limit most for update skip locked));
      what := 'partner_jti';
      get diagnostics gone = row_count;
      return next;
      delete from public.partner_usage where ctid = any (array(
        select u.ctid from public.partner_usage u where u.day < current_date - interval '25 months' limit most));
      what := 'partner_usage';
      get diagnostics gone = row_count;
      return next;
      -- One whose time has run out is over, and then holds nothing of the caller's any more.
      perform portal.close_ombud_cases(array(
        select c.case_id from public.ombud_case c
        where c.ended_at is null and coalesce(c.consent_until, c.code_until) < now() limit most), 'expired');
      delete from public.ombud_case where ctid = any (array(
        select c.ctid from public.ombud_case c
        where c.ended_at < now() - case when c.saver_id is null then interval '1 hour' else interval '5 years' end
        limit most for update skip locked));
      what := 'ombud_case';
      get diagnostics gone = row_count;
      return next;
      -- Jobs that were given up; the others end by being done.
      delete from graphile_worker._private_jobs where ctid = any (array(
        select j.ctid from graphile_worker._private_jobs j
        where j.attempts >= j.max_attempts and j.locked_at is null and j.updated_at < now() - interval '30 days'
        limit most for update skip locked));
      what := 'jobs';
      get diagnostics gone = row_count;
      return next;
    end
    $function$;

    create function portal.forget_aged_of_savers(after uuid, most integer) returns table (last uuid, gone integer)
    language plpgsql volatile security definer set search_path = '' as $function$
    declare
      one uuid;
      deleted integer;
      aged uuid[];
    begin
      gone := 0;
      perform set_config('app.actor', 'worker', true);
      for one in
        select distinct i.saver_id from public.saver_identity i
        where after is null or i.saver_id > after order by 1 limit most
      loop
        perform set_config('app.saver_id', one::text, true);
        last := one;

        delete from public.email_change c where c.saver_id = one and c.expires_at < now() - interval '1 day';
        get diagnostics deleted = row_count;
        gone := gone + deleted;
        delete from public.notice n where n.saver_id = one and n.created_at < now() - interval '90 days';
        get diagnostics deleted = row_count;
        gone := gone + deleted;
        delete from public.errand e where e.saver_id = one and e.created_at < now() - interval '5 years';
        get diagnostics deleted = row_count;
        gone := gone + deleted;
        delete from public.sharing_member m where m.saver_id = one and m.ended_at < now() - interval '5 years';
        get diagnostics deleted = row_count;
        gone := gone + deleted;
        delete from public.original o where o.saver_id = one and o.received_at < now() - interval '13 months';
        get diagnostics deleted = row_count;
        gone := gone + deleted;

        -- Former collections. Each provider's two newest answers stay, whenever they came: they are what is shown, and
        -- what it is compared with.
        select array_agg(r.retrieval_id) into aged
        from (
          select r.retrieval_id, r.outcome, c.requested_at, c.settled_at,
                 dense_rank() over (order by c.requested_at desc, c.collection_id) as of_collections,
                 row_number() over (
                   partition by r.provider_id, r.outcome in ('answered', 'nothing-held')
                   order by c.requested_at desc, r.retrieval_id) as of_provider
          from public.retrieval r
          join public.collection c on c.saver_id = r.saver_id and c.collection_id = r.collection_id
          where r.saver_id = one
        ) r
        where r.requested_at < now() - interval '25 months' and r.settled_at is not null and r.of_collections > 2
          and not (r.outcome in ('answered', 'nothing-held') and r.of_provider <= 2);
        if aged is not null then
          delete from public.holding h where h.saver_id = one and h.retrieval_id = any (aged);
          delete from public.original o where o.saver_id = one and o.retrieval_id = any (aged);
          delete from public.tx_route t where t.saver_id = one and t.retrieval_id = any (aged);
          delete from public.retrieval r where r.saver_id = one and r.retrieval_id = any (aged);
          get diagnostics deleted = row_count;
          gone := gone + deleted;
          delete from public.collection c where c.saver_id = one and c.requested_at < now() - interval '25 months'
            and c.settled_at is not null
            and not exists (select from public.retrieval r where r.saver_id = one and r.collection_id = c.collection_id);
        end if;
        delete from public.tx_route t where t.saver_id = one and t.errand_id is not null
          and t.created_at < now() - interval '5 years';
      end loop;
      perform set_config('app.saver_id', '', true), set_config('app.actor', '', true);
      return next;
    end
    $function$;

    revoke execute on function portal.access_log_aged(), portal.forget_accesses(uuid[], integer[]),
      portal.forget_aged(integer), portal.forget_aged_of_savers(uuid, integer) from public;
    grant execute on function portal.access_log_aged(), portal.forget_accesses(uuid[], integer[]),
      portal.forget_aged(integer), portal.forget_aged_of_savers(uuid, integer) to portal_worker;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop function portal.access_log_aged(), portal.forget_accesses(uuid[], integer[]), portal.forget_aged(integer),
      portal.forget_aged_of_savers(uuid, integer);
    drop policy aged_go on access_log;
  `)
}
