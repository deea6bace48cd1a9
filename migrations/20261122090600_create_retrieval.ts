import type { Knex } from 'knex'

/**
 * `retrieval`: one question to one provider within a collection, and what came of it. An error code stands exactly at
 * `failed`, a time of answer exactly at an answer. `attempts` counts real sends.
 *
 * Safe on a live system: a new table.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table retrieval (
      saver_id uuid not null,
      retrieval_id uuid not null,
      collection_id uuid not null,
      provider_id text not null,
      tx_id uuid not null,
      outcome text not null,
      error_code text,
      later boolean not null default false,
      asked_at timestamptz,
      answered_at timestamptz,
      attempts integer not null default 0,
      constraint retrieval_pkey primary key (saver_id, retrieval_id),
      constraint retrieval_collection_fkey foreign key (saver_id, collection_id)
        references collection (saver_id, collection_id),
      constraint retrieval_tx_id_once unique (saver_id, tx_id),
      constraint retrieval_provider_once_per_collection unique (saver_id, collection_id, provider_id),
      constraint retrieval_outcome_is_known
        check (outcome in ('waiting', 'answered', 'nothing-held', 'failed', 'disconnected')),
      constraint retrieval_error_code_is_known check (error_code in (
        'unreachable', 'timeout', 'fault', 'malformed-response', 'rejected-signature', 'wrong-person',
        'wrong-transaction', 'too-large', 'clock-skew', 'unknown-sender', 'deadline-passed', 'interrupted')),
      constraint retrieval_error_code_if_failed check ((outcome = 'failed') = (error_code is not null)),
      constraint retrieval_answer_time_if_answered
        check ((outcome in ('answered', 'nothing-held')) = (answered_at is not null)),
      constraint retrieval_asked_time_if_sent check ((attempts > 0) = (asked_at is not null)),
      constraint retrieval_attempts_count_from_zero check (attempts >= 0),
      constraint retrieval_disconnected_is_never_asked check (outcome <> 'disconnected' or (attempts = 0 and not later))
    ) partition by hash (saver_id);

    select portal.protect_saver_table('retrieval');
    grant select, insert, update (outcome, error_code, later, asked_at, answered_at, attempts) on retrieval
      to portal_app, portal_worker;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table retrieval')
}
