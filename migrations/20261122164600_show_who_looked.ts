import type { Knex } from 'knex'

/**
 * Who has looked at what a saver shares, for the saver's access log and extract: members of a household as well as
 * helpers. `sharing_reading.seat` is the seat of the one who looked; a saver who leaves takes along what was recorded
 * of looks at their own figures. `portal.own_sharing_seats` is what the saver shows, for the extract.
 *
 * An answer to a question that was out when the approvals were withdrawn is not stored.
 *
 * Safe on a live system: a column with a default, new functions, and two that are replaced at once with their grants.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table sharing_reading add column seat text not null default 'guest',
      add constraint sharing_reading_seat_is_known check (seat in ('inviter', 'guest'));
    ${endSharing('seat <> old.seat', '')}

    create function portal.record_look(sharing uuid) returns void
    language sql volatile security definer set search_path = '' as $function$
      insert into public.sharing_reading (sharing_id, seat)
      select m.sharing_id, m.seat
      from public.sharing_member m
      join public.sharing_seat s on s.sharing_id = m.sharing_id and s.seat <> m.seat
      where m.saver_id = nullif(current_setting('app.saver_id', true), '')::uuid and m.sharing_id = sharing
        and m.kind = 'household' and m.ended_at is null and s.content_sealed is not null
    $function$;

    create function portal.own_sharing_readings() returns table (sharing_id uuid, reading_id bigint, read_at timestamptz)
    language sql stable security definer set search_path = '' as $function$
      select r.sharing_id, r.reading_id, r.read_at
      from public.sharing_member m
      join public.sharing_reading r on r.sharing_id = m.sharing_id and r.seat <> m.seat
      where m.saver_id = nullif(current_setting('app.saver_id', true), '')::uuid
    $function$;

    create function portal.own_sharing_seats()
      returns table (sharing_id uuid, seat text, name_sealed bytea, content_sealed bytea, shared_at timestamptz)
    language sql stable security definer set search_path = '' as $function$
      select s.sharing_id, s.seat, s.name_sealed, s.content_sealed, s.shared_at
      from public.sharing_member m
      join public.sharing_seat s on s.sharing_id = m.sharing_id and s.seat = m.seat
      where m.saver_id = nullif(current_setting('app.saver_id', true), '')::uuid and m.ended_at is null
    $function$;

    revoke execute on function portal.record_look(uuid), portal.own_sharing_readings(), portal.own_sharing_seats()
      from public;
    grant execute on function portal.record_look(uuid), portal.own_sharing_readings(), portal.own_sharing_seats()
      to portal_app;
    ${storeAnswer(`
      if exists (select from public.approval a where a.saver_id = saver)
        and not exists (select from public.approval a where a.saver_id = saver and a.withdrawn_at is null) then
        return false;
      end if;`)}
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    ${storeAnswer('')}
    drop function portal.record_look(uuid), portal.own_sharing_readings(), portal.own_sharing_seats();
    ${endSharing('true', ` and old.seat = 'inviter'`)}
    delete from sharing_reading where seat = 'inviter';
    alter table sharing_reading drop column seat;
  `)
}

const endSharing = (goes: string, when: string): string => `
    create or replace function portal.end_sharing() returns trigger
    language plpgsql volatile security definer set search_path = '' as $function$
    begin
      delete from public.sharing where sharing_id = old.sharing_id;
      if tg_op = 'DELETE'${when} then
        delete from public.sharing_reading where sharing_id = old.sharing_id and ${goes};
      end if;
      return null;
    end
    $function$;`

const storeAnswer = (unlessWithdrawn: string): string => `
    create or replace function portal.store_answer(
      saver uuid, retrieval uuid, answer text, message bytea, message_type text,
      ids uuid[], sealed bytea[], value_days text[])
    returns boolean
    language plpgsql volatile set search_path = '' as $function$
    declare
      id uuid;
    begin${unlessWithdrawn}
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
      if answer = 'answered' and found and exists (
        select from public.collection c join public.retrieval r using (saver_id, collection_id)
        where r.saver_id = saver and r.retrieval_id = retrieval and c.settled_at is not null) then
        perform portal.add_notice(saver, 'new-figures', retrieval);
      end if;
      return id is not null;
    end
    $function$;`
