import type { Knex } from 'knex'

/**
 * `provider.adapter`: how the messages of a provider with a habit of its own are mended before they are read. The names
 * are the program's, which checks them when it reads the register; a new one needs no migration.
 *
 * Safe on a live system: a column with a constant default rewrites nothing.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table provider
      add column adapter text not null default 'none',
      add constraint provider_adapter_is_short_name check (adapter ~ '^[a-z0-9]+(-[a-z0-9]+)*$');
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table provider drop column adapter')
}
