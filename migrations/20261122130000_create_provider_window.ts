import type { Knex } from 'knex'

/**
 * `provider_window`: when a provider has said that it is closed, each week by Swedish clocks (a window that does not
 * end later than it begins ends the next day) or once. `provider.questions_per_second`: how fast it may be asked, over
 * all workers; null: as fast as its slots allow.
 *
 * Safe on a live system: a new table, and a column without a default; programs of the version before use neither.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table provider add column questions_per_second double precision,
      add constraint provider_questions_per_second_is_sane check (questions_per_second > 0 and questions_per_second <= 1000);

    create table provider_window (
      provider_id text not null,
      place smallint not null,
      weekday smallint,
      from_time time,
      to_time time,
      from_at timestamptz,
      to_at timestamptz,
      constraint provider_window_pkey primary key (provider_id, place),
      constraint provider_window_provider_fkey foreign key (provider_id) references provider (provider_id),
      constraint provider_window_counts_from_one check (place >= 1),
      constraint provider_window_is_weekly_or_once check (
        num_nulls(weekday, from_time, to_time) = 0 and num_nonnulls(from_at, to_at) = 0
        or num_nonnulls(weekday, from_time, to_time) = 0 and num_nulls(from_at, to_at) = 0),
      constraint provider_window_weekday_is_monday_to_sunday check (weekday between 1 and 7),
      constraint provider_window_ends_after_it_begins check (from_at < to_at)
    );
    grant select on provider_window to portal_app, portal_worker;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table provider_window;
    alter table provider drop column questions_per_second;
  `)
}
