import type { Knex } from 'knex'

/**
 * `tx_route`: from the TxId of a message that arrives at our endpoint to the question it answers. A routing table
 * outside row-level security (before it is read, no saver is known), reached only through its two functions.
 *
 * Safe on a live system: a new table and new functions.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table tx_route (
      tx_id uuid not null,
      saver_id uuid not null,
      retrieval_id uuid not null,
      provider_id text not null,
      created_at timestamptz not null default now(),
      constraint tx_route_pkey primary key (tx_id)
    );

    create function portal.add_tx_route(tx uuid, saver uuid, retrieval uuid, provider text) returns void
    language plpgsql volatile security definer set search_path = '' as $function$
    begin
      if saver is distinct from nullif(current_setting('app.saver_id', true), '')::uuid then
        raise exception 'A route leads to the saver of its transaction' using errcode = '42501';
      end if;
      insert into public.tx_route (tx_id, saver_id, retrieval_id, provider_id) values (tx, saver, retrieval, provider);
    end
    $function$;

    create function portal.route_tx(tx uuid) returns table (saver_id uuid, retrieval_id uuid, provider_id text)
    language sql stable security definer set search_path = '' as $function$
      select r.saver_id, r.retrieval_id, r.provider_id from public.tx_route r where r.tx_id = tx
    $function$;

    revoke execute on function portal.add_tx_route(uuid, uuid, uuid, text), portal.route_tx(uuid) from public;
    grant execute on function portal.add_tx_route(uuid, uuid, uuid, text), portal.route_tx(uuid)
      to portal_app, portal_worker;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop function portal.route_tx(uuid), portal.add_tx_route(uuid, uuid, uuid, text);
    drop table tx_route;
  `)
}
