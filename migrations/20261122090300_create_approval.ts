import type { Knex } from 'knex'

/**
 * `approval`: that a saver approved a version of the terms, when and where. Nothing is changed or removed: a new
 * version is a new row.
 *
 * Safe on a live system: a new table.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table approval (
      saver_id uuid not null,
      approval_id uuid not null,
      version text not null,
      channel text not null,
      approved_at timestamptz not null default now(),
      constraint approval_pkey primary key (saver_id, approval_id),
      constraint approval_saver_fkey foreign key (saver_id) references saver (saver_id),
      constraint approval_names_version check (version <> ''),
      constraint approval_channel_is_known check (channel in ('portal'))
    ) partition by hash (saver_id);

    create index approval_newest on approval (saver_id, approved_at desc);

    select portal.protect_saver_table('approval');
    grant select, insert on approval to portal_app;
    grant select on approval to portal_worker;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table approval')
}
