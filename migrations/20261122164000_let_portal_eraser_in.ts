import type { Knex } from 'knex'

/**
 * The role `portal_eraser` closes accounts and does nothing else. It is made with the other roles
 * (server/db/bootstrap.ts), and may do here only what later migrations say by name.
 *
 * Safe on a live system: a grant.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('grant usage on schema portal to portal_eraser')
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('revoke usage on schema portal from portal_eraser')
}
