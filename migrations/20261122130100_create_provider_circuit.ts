import type { Knex } from 'knex'

/**
 * `provider_circuit`: how often in a row a provider could not be reached, and until when it is therefore left alone;
 * then one question at a time is let through (until `probe_until`, lest a killed worker's probe holds up the rest).
 * `provider_pace`: when the next question may go to a provider whose register row bounds questions per second.
 * Both are shared by all workers, and have a row only for providers that need one.
 *
 * Safe on a live system: new tables.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table provider_circuit (
      provider_id text not null,
      failures integer not null,
      open_until timestamptz,
      probe_until timestamptz,
      constraint provider_circuit_pkey primary key (provider_id),
      constraint provider_circuit_provider_fkey foreign key (provider_id) references provider (provider_id),
      constraint provider_circuit_failures_count_from_zero check (failures >= 0),
      constraint provider_circuit_probes_only_when_open check (probe_until is null or open_until is not null)
    );
    grant select, insert, update on provider_circuit to portal_worker;

    create table provider_pace (
      provider_id text not null,
      next_at timestamptz not null,
      constraint provider_pace_pkey primary key (provider_id),
      constraint provider_pace_provider_fkey foreign key (provider_id) references provider (provider_id)
    );
    grant select, insert, update on provider_pace to portal_worker;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table provider_pace;
    drop table provider_circuit;
  `)
}
