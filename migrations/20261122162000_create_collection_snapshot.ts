import type { Knex } from 'knex'

/**
 * `collection_snapshot`: what a saver had said of themselves and added when a collection began (sealed), and the day.
 * With the holdings, which are kept of every collection, it is what the figures of then are made again from. One row a
 * collection, written with it and never changed.
 *
 * Safe on a live system: a new table; collections without a row have begun before it.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table collection_snapshot (
      saver_id uuid not null,
      collection_id uuid not null,
      content_sealed bytea not null,
      constraint collection_snapshot_pkey primary key (saver_id, collection_id),
      constraint collection_snapshot_saver_fkey foreign key (saver_id) references saver (saver_id),
      constraint collection_snapshot_collection_fkey
        foreign key (saver_id, collection_id) references collection (saver_id, collection_id) on delete cascade,
      constraint collection_snapshot_content_is_sealed
        check (octet_length(content_sealed) >= 37 and get_byte(content_sealed, 0) = 1)
    ) partition by hash (saver_id);

    select portal.protect_saver_table('collection_snapshot');
    grant select, insert on collection_snapshot to portal_app;
    grant select on collection_snapshot to portal_worker;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table collection_snapshot')
}
