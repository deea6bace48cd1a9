import type { Knex } from 'knex'

/**
 * `saver_key`: the key that a saver's values are sealed with, itself wrapped by the master key `key_id` (format 3 of
 * the vault). Without this row the saver's values cannot be read by anyone, in backups either.
 *
 * Safe on a live system: a new table.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table saver_key (
      saver_id uuid not null,
      key_id text not null,
      wrapped bytea not null,
      constraint saver_key_pkey primary key (saver_id),
      constraint saver_key_saver_fkey foreign key (saver_id) references saver (saver_id),
      constraint saver_key_names_master_key check (key_id ~ '^[A-Za-z0-9_-]{1,32}$'),
      constraint saver_key_is_wrapped check (octet_length(wrapped) = 69 and get_byte(wrapped, 0) = 3)
    ) partition by hash (saver_id);

    select portal.protect_saver_table('saver_key');
    grant select, insert, update (key_id, wrapped) on saver_key to portal_app;
    grant select on saver_key to portal_worker;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table saver_key')
}
