import type { Knex } from 'knex'

/**
 * `saver`: a person who has logged in, and what they chose. Number, name and e-mail are sealed under the saver's key
 * (format 1 of the vault: version, key id, nonce, ciphertext, tag; 37 bytes at least).
 *
 * Safe on a live system: a new table.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table saver (
      saver_id uuid not null,
      number_sealed bytea not null,
      name_sealed bytea not null,
      email_sealed bytea,
      language text not null default 'sv',
      protected_identity boolean not null default false,
      created_at timestamptz not null default now(),
      constraint saver_pkey primary key (saver_id),
      constraint saver_number_is_sealed check (octet_length(number_sealed) >= 37 and get_byte(number_sealed, 0) = 1),
      constraint saver_name_is_sealed check (octet_length(name_sealed) >= 37 and get_byte(name_sealed, 0) = 1),
      constraint saver_email_is_sealed check (octet_length(email_sealed) >= 37 and get_byte(email_sealed, 0) = 1),
      constraint saver_language_is_known check (language in ('sv', 'en'))
    ) partition by hash (saver_id);

    select portal.protect_saver_table('saver');
    grant select, insert, update (name_sealed, email_sealed, language, protected_identity) on saver to portal_app;
    grant select on saver to portal_worker;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table saver')
}
