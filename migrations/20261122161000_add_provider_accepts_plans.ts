import type { Knex } from 'knex'

/**
 * `provider.accepts_plans`: whether the provider takes a saver's plan for the payout of a contract (lamnaUttagsplan).
 * Nobody is sent one before the register says so.
 *
 * Safe on a live system: a column with a constant default rewrites nothing, and programs of the version before leave it
 * out.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('alter table provider add column accepts_plans boolean not null default false')
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table provider drop column accepts_plans')
}
