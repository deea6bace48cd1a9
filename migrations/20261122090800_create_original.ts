import type { Knex } from 'knex'

/**
 * `original`: the message an answer was read from, byte for byte, sealed. Written once and not read by web or worker,
 * so neither may.
 *
 * Safe on a live system: a new table.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table original (
      saver_id uuid not null,
      retrieval_id uuid not null,
      content_sealed bytea not null,
      content_type text not null,
      received_at timestamptz not null default now(),
      constraint original_pkey primary key (saver_id, retrieval_id),
      constraint original_retrieval_fkey foreign key (saver_id, retrieval_id)
        references retrieval (saver_id, retrieval_id),
      constraint original_content_is_sealed
        check (octet_length(content_sealed) >= 37 and get_byte(content_sealed, 0) = 1)
    ) partition by hash (saver_id);

    -- Already compressed by nothing and incompressible by encryption: no time spent on trying.
    alter table original alter column content_sealed set storage external;

    select portal.protect_saver_table('original');
    grant insert on original to portal_app, portal_worker;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table original')
}
