import type { Knex } from 'knex'

/**
 * `holding`: one pension held with one provider, as delivered in one answer, sealed. Nothing is changed: a new answer
 * is new rows. The web process stores too, since pushed answers come to it.
 *
 * Safe on a live system: a new table.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table holding (
      saver_id uuid not null,
      holding_id uuid not null,
      retrieval_id uuid not null,
      provider_id text not null,
      content_sealed bytea not null,
      value_date date,
      constraint holding_pkey primary key (saver_id, holding_id),
      constraint holding_retrieval_fkey foreign key (saver_id, retrieval_id)
        references retrieval (saver_id, retrieval_id),
      constraint holding_content_is_sealed
        check (octet_length(content_sealed) >= 37 and get_byte(content_sealed, 0) = 1)
    ) partition by hash (saver_id);

    create index holding_of_retrieval on holding (saver_id, retrieval_id);

    select portal.protect_saver_table('holding');
    grant select, insert on holding to portal_app, portal_worker;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table holding')
}
