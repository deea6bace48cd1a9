import type { Knex } from 'knex'

/**
 * `exchange`: each message to a provider and each that came to our endpoint, by its TxId: when, how long, how large,
 * and how it ended; nothing of its content, and nobody it is about. Web and worker write it and cannot read it. A row
 * is never changed, so it has no key; it is kept for ninety days.
 *
 * `portal.forget_exchanges` removes what is older, some rows at a time: the only way to remove any.
 *
 * Safe on a live system: a new table and a new function.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table exchange (
      began_at timestamptz not null,
      tx_id uuid,
      provider_id text,
      direction text not null,
      step text not null,
      operation text,
      ms integer not null,
      bytes_in integer not null,
      bytes_out integer not null,
      outcome text not null,
      reason text,
      ssek_fault text,
      constraint exchange_direction_is_known check (direction in ('in', 'out')),
      constraint exchange_step_goes_with_direction check (
        direction = 'out' and step in ('question', 'fetch', 'errand') or direction = 'in' and step = 'delivery'),
      constraint exchange_words_are_short check (
        octet_length(operation) <= 64 and octet_length(outcome) <= 32 and octet_length(reason) <= 64
        and octet_length(ssek_fault) <= 32),
      constraint exchange_measures_count_from_zero check (ms >= 0 and bytes_in >= 0 and bytes_out >= 0)
    );
    create index exchange_of_transaction on exchange (tx_id);
    create index exchange_newest on exchange (provider_id, began_at);
    create index exchange_age on exchange using brin (began_at);
    grant insert on exchange to portal_app, portal_worker;

    create function portal.forget_exchanges(most integer) returns integer
    language plpgsql volatile security definer set search_path = '' as $function$
    declare
      gone integer;
    begin
      delete from public.exchange where ctid = any (array(
        select e.ctid from public.exchange e where e.began_at < now() - interval '90 days' limit most));
      get diagnostics gone = row_count;
      return gone;
    end
    $function$;
    revoke execute on function portal.forget_exchanges(integer) from public;
    grant execute on function portal.forget_exchanges(integer) to portal_worker;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop function portal.forget_exchanges(integer);
    drop table exchange;
  `)
}
