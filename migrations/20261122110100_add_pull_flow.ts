import type { Knex } from 'knex'

/**
 * `provider.flow` may be `pull`: a provider that receipts the question, and is asked later for the answer.
 *
 * Safe on a live system: a wider check on a small table. Programs of the version before do not know the flow, so the
 * first such provider is connected when they are gone. Down disconnects such providers, as nothing can ask them then.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table provider drop constraint provider_flow_is_known,
      add constraint provider_flow_is_known check (flow in ('sync', 'push', 'pull'));
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    update provider set flow = 'sync', connected = false where flow = 'pull';
    alter table provider drop constraint provider_flow_is_known,
      add constraint provider_flow_is_known check (flow in ('sync', 'push'));
  `)
}
