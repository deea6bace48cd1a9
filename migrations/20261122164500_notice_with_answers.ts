import type { Knex } from 'knex'

/**
 * Notices are made where their events are: a collection that settles with answers in it, and figures that come after
 * that. Nothing is asked any more for a saver who has withdrawn every approval.
 *
 * Safe on a live system: functions are replaced at once, with their grants, and take what they took before.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create function portal.add_notice(saver uuid, what text, event uuid) returns void
    language plpgsql volatile set search_path = '' as $function$
    declare
      id uuid := gen_random_uuid();
    begin
      insert into public.notice (saver_id, notice_id, kind, event_id)
      select s.saver_id, id, what, event from public.saver s
      where s.saver_id = saver and s.email_sealed is not null and s.notices
      on conflict do nothing;
      if found then
        perform portal.enqueue(
          'send-notice', json_build_object('saverId', saver, 'noticeId', id), format('send-notice:%s', id), null);
      end if;
    end
    $function$;
    revoke execute on function portal.add_notice(uuid, text, uuid) from public;
    grant execute on function portal.add_notice(uuid, text, uuid) to portal_app, portal_worker;
    ${beginQuestion(
      `
      if exists (select from public.approval a where a.saver_id = saver)
        and not exists (select from public.approval a where a.saver_id = saver and a.withdrawn_at is null) then
        return;
      end if;`,
      'and a.withdrawn_at is null',
    )}
    ${storeAnswer(`
      if answer = 'answered' and found and exists (
        select from public.collection c join public.retrieval r using (saver_id, collection_id)
        where r.saver_id = saver and r.retrieval_id = retrieval and c.settled_at is not null) then
        perform portal.add_notice(saver, 'new-figures', retrieval);
      end if;`)}
    ${settleCollection(`
      if settled and exists (
        select from public.retrieval r where r.saver_id = saver and r.collection_id = collection
          and r.outcome in ('answered', 'nothing-held')) then
        perform portal.add_notice(saver, 'collected', collection);
      end if;`)}
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    ${beginQuestion('', '')}
    ${storeAnswer('')}
    ${settleCollection('')}
    drop function portal.add_notice(uuid, text, uuid);
  `)
}

const beginQuestion = (unlessWithdrawn: string, inForce: string): string => `
    create or replace function portal.begin_question(
      saver uuid, who text, retrieval uuid, most_sends integer, promised_too boolean)
    returns table (collection_id uuid, tx_id uuid, later boolean, number_sealed bytea, key_id text, wrapped bytea,
      approved_version text, approved_at timestamptz)
    language plpgsql volatile set search_path = '' as $function$
    begin
      perform set_config('app.saver_id', saver::text, true), set_config('app.actor', who, true);${unlessWithdrawn}
      -- To fetch what was promised is not to ask anew: the promise counts from the question.
      update public.retrieval r
      set attempts = case when r.later then r.attempts else r.attempts + 1 end,
        asked_at = case when r.later then r.asked_at else now() end
      where r.saver_id = saver and r.retrieval_id = retrieval and r.outcome = 'waiting'
        and case when r.later then promised_too else r.attempts <= most_sends end
      returning r.collection_id, r.tx_id, r.later into collection_id, tx_id, later;
      if not found then
        return;
      end if;
      select s.number_sealed, k.key_id, k.wrapped, a.version, a.approved_at
      into number_sealed, key_id, wrapped, approved_version, approved_at
      from public.saver s
      join public.saver_key k on k.saver_id = s.saver_id
      join public.approval a on a.saver_id = s.saver_id ${inForce}
      where s.saver_id = saver
      order by a.approved_at desc limit 1;
      if not found then
        raise exception 'A retrieval without a saver or an approval';
      end if;
      return next;
    end
    $function$;`

const storeAnswer = (tell: string): string => `
    create or replace function portal.store_answer(
      saver uuid, retrieval uuid, answer text, message bytea, message_type text,
      ids uuid[], sealed bytea[], value_days text[])
    returns boolean
    language plpgsql volatile set search_path = '' as $function$
    declare
      id uuid;
    begin
      -- The update takes the row's lock: of two deliveries at once, the second waits and then finds the outcome changed.
      with stored as (
        update public.retrieval r set outcome = answer, error_code = null, answered_at = now()
        where r.saver_id = saver and r.retrieval_id = retrieval and r.outcome in ('waiting', 'failed')
        returning r.saver_id, r.retrieval_id, r.provider_id),
      original as (
        insert into public.original (saver_id, retrieval_id, content_sealed, content_type)
        select s.saver_id, s.retrieval_id, message, message_type from stored s),
      holdings as (
        insert into public.holding (saver_id, retrieval_id, provider_id, holding_id, content_sealed, value_date)
        select s.saver_id, s.retrieval_id, s.provider_id, new.holding_id, new.content, nullif(new.day, '')::date
        from stored s, unnest(ids, sealed, value_days) as new (holding_id, content, day))
      select s.retrieval_id into id from stored s;${tell}
      return id is not null;
    end
    $function$;`

const settleCollection = (tell: string): string => `
    create or replace function portal.settle_collection(saver uuid, collection uuid) returns boolean
    language plpgsql volatile set search_path = '' as $function$
    declare
      settled boolean;
    begin
      -- Two transactions that end the last two retrievals would each see the other's as waiting, and neither would
      -- settle. The lock puts them in a row, and the statement after it sees what the first one wrote.
      perform from public.collection c where c.saver_id = saver and c.collection_id = collection for update;
      update public.collection c set settled_at = now()
      where c.saver_id = saver and c.collection_id = collection and c.settled_at is null
        and not exists (select from public.retrieval r
                        where r.saver_id = saver and r.collection_id = collection and r.outcome = 'waiting');
      settled := found;${tell}
      return settled;
    end
    $function$;`
