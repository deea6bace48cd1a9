import type { Knex } from 'knex'

/**
 * `provider_slot`: how many questions a provider is asked at once, over all workers: numbered places, leased for a
 * time, so that a dead worker's place comes free by itself. The lease's own id keeps a late holder from giving back a
 * place that has been leased anew.
 *
 * Safe on a live system: a new table.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table provider_slot (
      provider_id text not null,
      slot integer not null,
      leased_by text,
      lease uuid,
      leased_until timestamptz,
      constraint provider_slot_pkey primary key (provider_id, slot),
      constraint provider_slot_provider_fkey foreign key (provider_id) references provider (provider_id),
      constraint provider_slot_counts_from_zero check (slot >= 0),
      constraint provider_slot_lease_is_whole check (num_nulls(leased_by, lease, leased_until) in (0, 3))
    );
    grant select, insert, update (leased_by, lease, leased_until) on provider_slot to portal_worker;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table provider_slot')
}
