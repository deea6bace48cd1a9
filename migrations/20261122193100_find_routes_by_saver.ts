import type { Knex } from 'knex'

/**
 * Indexes by saver on the two tables for routing that had none: `tx_route`, which has a row for each question ever
 * asked, and `saver_identity`. What is done saver by saver (forgetting by age, each day; the extract; closing an
 * account) read them from end to end each time.
 *
 * Safe on a live system: two indexes. While they are built (seconds for some million rows) no question is begun.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create index tx_route_saver on tx_route (saver_id);
    create index saver_identity_saver on saver_identity (saver_id);
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index tx_route_saver, saver_identity_saver')
}
