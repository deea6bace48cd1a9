import type { Knex } from 'knex'

/**
 * `recalculation`: a provider's word that it has reckoned a stock of contracts anew. It names no saver. The TxId makes
 * a message that comes twice one row.
 *
 * Safe on a live system: a new table.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table recalculation (
      provider_id text not null,
      tx_id uuid not null,
      valid_on date not null,
      stock text not null,
      received_at timestamptz not null default now(),
      constraint recalculation_pkey primary key (provider_id, tx_id),
      constraint recalculation_provider_fkey foreign key (provider_id) references provider (provider_id),
      constraint recalculation_stock_is_named check (char_length(stock) between 1 and 200)
    );
    grant select, insert on recalculation to portal_app;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table recalculation')
}
