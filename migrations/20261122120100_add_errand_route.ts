import type { Knex } from 'knex'

/**
 * `tx_route` leads to an errand too: what a provider sends about it comes under the errand's TxId. A route leads to one
 * of the two, a question or an errand.
 *
 * Safe on a live system: a nullable column, and a check over a table that is read by key; the check looks through the
 * rows once. Programs of the version before call `route_tx` by its column names and find no retrieval for an errand;
 * the first errands come with the programs of this version.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table tx_route add column errand_id uuid, alter column retrieval_id drop not null,
      add constraint tx_route_leads_to_one check (num_nonnulls(retrieval_id, errand_id) = 1);

    create function portal.add_errand_route(tx uuid, saver uuid, errand uuid, provider text) returns void
    language plpgsql volatile security definer set search_path = '' as $function$
    begin
      if saver is distinct from nullif(current_setting('app.saver_id', true), '')::uuid then
        raise exception 'A route leads to the saver of its transaction' using errcode = '42501';
      end if;
      insert into public.tx_route (tx_id, saver_id, errand_id, provider_id) values (tx, saver, errand, provider);
    end
    $function$;

    drop function portal.route_tx(uuid);
    create function portal.route_tx(tx uuid)
    returns table (saver_id uuid, retrieval_id uuid, errand_id uuid, provider_id text)
    language sql stable security definer set search_path = '' as $function$
      select r.saver_id, r.retrieval_id, r.errand_id, r.provider_id from public.tx_route r where r.tx_id = tx
    $function$;

    revoke execute on function portal.add_errand_route(uuid, uuid, uuid, text), portal.route_tx(uuid) from public;
    grant execute on function portal.add_errand_route(uuid, uuid, uuid, text), portal.route_tx(uuid)
      to portal_app, portal_worker;
  `)
}

/** Routes to errands have nowhere to lead then. */
export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop function portal.add_errand_route(uuid, uuid, uuid, text), portal.route_tx(uuid);
    create function portal.route_tx(tx uuid) returns table (saver_id uuid, retrieval_id uuid, provider_id text)
    language sql stable security definer set search_path = '' as $function$
      select r.saver_id, r.retrieval_id, r.provider_id from public.tx_route r where r.tx_id = tx
    $function$;
    revoke execute on function portal.route_tx(uuid) from public;
    grant execute on function portal.route_tx(uuid) to portal_app, portal_worker;

    delete from tx_route where retrieval_id is null;
    alter table tx_route drop constraint tx_route_leads_to_one, alter column retrieval_id set not null,
      drop column errand_id;
  `)
}
