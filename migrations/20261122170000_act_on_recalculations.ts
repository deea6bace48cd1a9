import type { Knex } from 'knex'

/**
 * What a provider has announced (`recalculation`) begins collections: `collection.reason` may say so. A worker goes
 * through all savers once for each announcement, by `portal.savers_after`; `reached` is how far it has come and
 * `spread_at` when it was through. When such a collection settles, the saver is told that there are new figures, if
 * one who announced them has answered.
 *
 * `portal.savers_after` gives the worker the ids of savers and nothing of them: what it then does for each, it does in
 * a transaction of that saver.
 *
 * Safe on a live system: columns without a default, a new function, and one that is replaced at once with its grants.
 * The check is made anew over all collections, which holds their writes for as long as reading them takes.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table collection drop constraint collection_reason_is_known,
      add constraint collection_reason_is_known
        check (reason in ('first-visit', 'saver-asked', 'older-than-30-days', 'provider-announced'));
    -- The state of the saver is kept with every collection, whoever begins it.
    grant insert on collection_snapshot to portal_worker;

    alter table recalculation add column reached uuid, add column spread_at timestamptz;
    create index recalculation_not_spread on recalculation (received_at) where spread_at is null;
    grant select, update (reached, spread_at) on recalculation to portal_worker;

    create function portal.savers_after(saver uuid, most integer) returns setof uuid
    language sql stable security definer set search_path = '' as $function$
      select i.saver_id from public.saver_identity i
      where i.is_current and (saver is null or i.saver_id > saver)
      order by i.saver_id limit most
    $function$;
    revoke execute on function portal.savers_after(uuid, integer) from public;
    grant execute on function portal.savers_after(uuid, integer) to portal_worker;
    ${settleCollection(`
      if settled and exists (
        select from public.collection c
        where c.saver_id = saver and c.collection_id = collection and c.reason = 'provider-announced') then
        if exists (
          select from public.collection c
          join public.retrieval r using (saver_id, collection_id)
          join public.recalculation k using (provider_id)
          where c.saver_id = saver and c.collection_id = collection and r.outcome = 'answered'
            and k.received_at <= c.requested_at
            and k.received_at > all (select o.requested_at from public.collection o
                                     where o.saver_id = saver and o.requested_at < c.requested_at)) then
          perform portal.add_notice(saver, 'new-figures', collection);
        end if;
        return settled;
      end if;`)}
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    ${settleCollection('')}
    drop function portal.savers_after(uuid, integer);
    revoke select, update (reached, spread_at) on recalculation from portal_worker;
    alter table recalculation drop column reached, drop column spread_at;
    revoke insert on collection_snapshot from portal_worker;
    -- The owner, too, sees no saver's rows otherwise.
    alter table collection no force row level security;
    update collection set reason = 'older-than-30-days' where reason = 'provider-announced';
    alter table collection force row level security;
    alter table collection drop constraint collection_reason_is_known,
      add constraint collection_reason_is_known check (reason in ('first-visit', 'saver-asked', 'older-than-30-days'));
  `)
}

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
      if settled and exists (
        select from public.retrieval r where r.saver_id = saver and r.collection_id = collection
          and r.outcome in ('answered', 'nothing-held')) then
        perform portal.add_notice(saver, 'collected', collection);
      end if;
      return settled;
    end
    $function$;`
