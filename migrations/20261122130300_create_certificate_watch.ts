import type { Knex } from 'knex'

/**
 * `certificate_watch`: every certificate that a collection rests on, the providers' and our own (no provider), with
 * the warning that was last given about its end. Written once a day by one of the workers: our own certificates lie in
 * their files, which an operator's command does not see.
 *
 * Safe on a live system: a new table.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table certificate_watch (
      sha256 text not null,
      use text not null,
      provider_id text,
      valid_to timestamptz not null,
      warning text,
      warned_at timestamptz,
      checked_at timestamptz not null,
      constraint certificate_watch_once unique nulls not distinct (provider_id, use, sha256),
      constraint certificate_watch_provider_fkey foreign key (provider_id) references provider (provider_id),
      constraint certificate_watch_is_fingerprint check (sha256 ~ '^[0-9a-f]{64}$'),
      constraint certificate_watch_use_is_known check (use in ('tls', 'signing')),
      constraint certificate_watch_warning_is_known check (warning in ('60-days', '14-days', 'ended')),
      constraint certificate_watch_warning_has_time check ((warning is null) = (warned_at is null))
    );
    grant select, insert, update, delete on certificate_watch to portal_worker;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table certificate_watch')
}
