import type { Knex } from 'knex'

/**
 * What is done for every question, in as few round trips as can be: `portal.begin_question` before it is sent and
 * `portal.end_question` when its answer is there. Each names the saver itself, and so is a whole transaction when it is
 * called by itself. `portal.store_answer` and `portal.settle_collection` are the parts of it that an answer takes which
 * comes to our endpoint.
 *
 * They act with the caller's rights and under row-level security, as the statements did that they take the place of.
 *
 * Safe on a live system: new functions.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create function portal.begin_question(
      saver uuid, who text, retrieval uuid, most_sends integer, promised_too boolean)
    returns table (collection_id uuid, tx_id uuid, later boolean, number_sealed bytea, key_id text, wrapped bytea,
      approved_version text, approved_at timestamptz)
    language plpgsql volatile set search_path = '' as $function$
    begin
      perform set_config('app.saver_id', saver::text, true), set_config('app.actor', who, true);
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
      join public.approval a on a.saver_id = s.saver_id
      where s.saver_id = saver
      order by a.approved_at desc limit 1;
      if not found then
        raise exception 'A retrieval without a saver or an approval';
      end if;
      return next;
    end
    $function$;

    create function portal.store_answer(
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
      select s.retrieval_id into id from stored s;
      return found;
    end
    $function$;

    create function portal.settle_collection(saver uuid, collection uuid) returns boolean
    language plpgsql volatile set search_path = '' as $function$
    begin
      -- Two transactions that end the last two retrievals would each see the other's as waiting, and neither would
      -- settle. The lock puts them in a row, and the statement after it sees what the first one wrote.
      perform from public.collection c where c.saver_id = saver and c.collection_id = collection for update;
      update public.collection c set settled_at = now()
      where c.saver_id = saver and c.collection_id = collection and c.settled_at is null
        and not exists (select from public.retrieval r
                        where r.saver_id = saver and r.collection_id = collection and r.outcome = 'waiting');
      return found;
    end
    $function$;

    create function portal.end_question(
      saver uuid, who text, collection uuid, retrieval uuid, answer text, message bytea, message_type text,
      ids uuid[], sealed bytea[], value_days text[], traced public.exchange)
    returns void
    language plpgsql volatile set search_path = '' as $function$
    begin
      perform set_config('app.saver_id', saver::text, true), set_config('app.actor', who, true);
      -- It was sealed with the key that was read before the question was sent.
      if not exists (select from public.saver_key k where k.saver_id = saver) then
        raise exception 'The saver has no key: unknown, or erased';
      end if;
      insert into public.exchange select (traced).*;
      perform portal.store_answer(saver, retrieval, answer, message, message_type, ids, sealed, value_days);
      perform portal.settle_collection(saver, collection);
    end
    $function$;

    revoke execute on function
      portal.begin_question(uuid, text, uuid, integer, boolean),
      portal.store_answer(uuid, uuid, text, bytea, text, uuid[], bytea[], text[]),
      portal.settle_collection(uuid, uuid),
      portal.end_question(uuid, text, uuid, uuid, text, bytea, text, uuid[], bytea[], text[], exchange) from public;
    grant execute on function
      portal.begin_question(uuid, text, uuid, integer, boolean),
      portal.end_question(uuid, text, uuid, uuid, text, bytea, text, uuid[], bytea[], text[], exchange)
      to portal_worker;
    grant execute on function
      portal.store_answer(uuid, uuid, text, bytea, text, uuid[], bytea[], text[]),
      portal.settle_collection(uuid, uuid) to portal_app, portal_worker;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop function
      portal.end_question(uuid, text, uuid, uuid, text, bytea, text, uuid[], bytea[], text[], exchange),
      portal.settle_collection(uuid, uuid),
      portal.store_answer(uuid, uuid, text, bytea, text, uuid[], bytea[], text[]),
      portal.begin_question(uuid, text, uuid, integer, boolean);
  `)
}
