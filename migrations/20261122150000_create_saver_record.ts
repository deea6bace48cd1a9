import type { Knex } from 'knex'

/**
 * `saver_record`: what a saver has written themselves: facts about them, own entries, plans. One row each, sealed as a
 * whole; `version` counts the changes, so that two tabs cannot overwrite each other unseen.
 *
 * Safe on a live system: a new table.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table saver_record (
      saver_id uuid not null,
      record_id uuid not null,
      kind text not null,
      version integer not null default 1,
      content_sealed bytea not null,
      created_at timestamptz not null default now(),
      changed_at timestamptz not null default now(),
      constraint saver_record_pkey primary key (saver_id, record_id),
      constraint saver_record_saver_fkey foreign key (saver_id) references saver (saver_id),
      constraint saver_record_kind_is_known check (kind in ('facts', 'own-entry', 'plan')),
      constraint saver_record_version_counts_from_one check (version >= 1),
      constraint saver_record_content_is_sealed
        check (octet_length(content_sealed) >= 37 and get_byte(content_sealed, 0) = 1)
    ) partition by hash (saver_id);

    create unique index saver_record_facts_once on saver_record (saver_id) where kind = 'facts';
    create index saver_record_of_kind on saver_record (saver_id, kind, created_at);

    select portal.protect_saver_table('saver_record');
    grant select, insert, delete, update (version, content_sealed, changed_at) on saver_record to portal_app;
    grant select on saver_record to portal_worker;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table saver_record')
}
