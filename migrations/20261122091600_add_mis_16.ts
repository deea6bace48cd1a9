import type { Knex } from 'knex'

/**
 * `provider.vocabulary` may be MIS 1.6, which part of the insurers answer with.
 *
 * Safe on a live system: the table has a row per provider, so the new check is held against it in no time.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table provider
      drop constraint provider_vocabulary_is_known,
      add constraint provider_vocabulary_is_known
        check (vocabulary in ('mis-1.6', 'mis-2.0', 'pensionsmyndigheten', 'spv'));
  `)
}

/** Fails while a provider answers with MIS 1.6: first its row says what it can be asked for instead. */
export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table provider
      drop constraint provider_vocabulary_is_known,
      add constraint provider_vocabulary_is_known check (vocabulary in ('mis-2.0', 'pensionsmyndigheten', 'spv'));
  `)
}
