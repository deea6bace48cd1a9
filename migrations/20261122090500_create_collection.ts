import type { Knex } from 'knex'

/**
 * `collection`: all providers asked about one saver. It is under way until settled_at is set, and a saver has one
 * under way at most.
 *
 * Safe on a live system: a new table.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table collection (
      saver_id uuid not null,
      collection_id uuid not null,
      reason text not null,
      requested_at timestamptz not null default now(),
      deadline_at timestamptz not null,
      settled_at timestamptz,
      constraint collection_pkey primary key (saver_id, collection_id),
      constraint collection_saver_fkey foreign key (saver_id) references saver (saver_id),
      constraint collection_reason_is_known check (reason in ('first-visit', 'saver-asked', 'older-than-30-days')),
      constraint collection_deadline_follows_request check (deadline_at > requested_at),
      constraint collection_settles_after_request check (settled_at >= requested_at)
    ) partition by hash (saver_id);

    create unique index collection_one_under_way on collection (saver_id) where settled_at is null;
    create index collection_newest on collection (saver_id, requested_at desc);

    select portal.protect_saver_table('collection');
    grant select, insert, update (settled_at) on collection to portal_app, portal_worker;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table collection')
}
