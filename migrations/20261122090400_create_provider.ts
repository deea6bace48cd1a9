import type { Knex } from 'knex'

/**
 * `provider`: the register of everyone that may be asked. It says nothing about savers. Only the owner writes it; a
 * provider that leaves is disconnected, never removed, since earlier answers name it. (They do so without a foreign
 * key: every foreign key of a saver table begins with saver_id.)
 *
 * Safe on a live system: a new table.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table provider (
      provider_id text not null,
      name text not null,
      organisation_number text not null,
      kind text not null,
      endpoint text not null,
      vocabulary text not null,
      flow text not null,
      connected boolean not null,
      concurrency integer not null,
      resend_allowed boolean not null,
      deadline_seconds integer not null,
      position integer not null,
      constraint provider_pkey primary key (provider_id),
      constraint provider_id_is_short_name check (provider_id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
      constraint provider_has_name check (name <> ''),
      constraint provider_organisation_number_is_twelve_digits check (organisation_number ~ '^16[0-9]{10}$'),
      constraint provider_kind_is_known check (kind in ('authority', 'insurer')),
      constraint provider_endpoint_is_https check (endpoint ~ '^https://'),
      constraint provider_vocabulary_is_known check (vocabulary in ('mis-2.0', 'pensionsmyndigheten', 'spv')),
      constraint provider_flow_is_known check (flow in ('sync', 'push')),
      constraint provider_concurrency_is_sane check (concurrency between 1 and 1000),
      constraint provider_deadline_is_positive check (deadline_seconds > 0),
      constraint provider_position_counts_from_zero check (position >= 0)
    );
    grant select on provider to portal_app, portal_worker;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table provider')
}
