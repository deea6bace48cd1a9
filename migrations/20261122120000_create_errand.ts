import type { Knex } from 'knex'

/**
 * `errand`: what a saver has asked of one provider about one contract (a plan for the payout, or something that is
 * wrong), and what came of it. What was asked, and the provider's words, are sealed. An error code stands exactly at
 * `failed`, a reason exactly at `rejected`, an answer exactly at `answered`. `attempts` counts real sends;
 * `receipted_at` says that the provider has it.
 *
 * Safe on a live system: a new table.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table errand (
      saver_id uuid not null,
      errand_id uuid not null,
      provider_id text not null,
      tx_id uuid not null,
      operation text not null,
      content_sealed bytea not null,
      state text not null default 'waiting',
      error_code text,
      reason_sealed bytea,
      answer_sealed bytea,
      attempts integer not null default 0,
      created_at timestamptz not null default now(),
      sent_at timestamptz,
      receipted_at timestamptz,
      decided_at timestamptz,
      answered_at timestamptz,
      constraint errand_pkey primary key (saver_id, errand_id),
      constraint errand_saver_fkey foreign key (saver_id) references saver (saver_id),
      constraint errand_tx_id_once unique (saver_id, tx_id),
      constraint errand_operation_is_known check (operation in ('lamnaUttagsplan', 'anmalFel')),
      constraint errand_state_is_known check (state in ('waiting', 'received', 'rejected', 'answered', 'failed')),
      constraint errand_error_code_is_known check (error_code in (
        'unreachable', 'timeout', 'fault', 'malformed-response', 'rejected-signature', 'wrong-person',
        'wrong-transaction', 'too-large', 'clock-skew', 'unknown-sender', 'interrupted')),
      constraint errand_error_code_if_failed check ((state = 'failed') = (error_code is not null)),
      constraint errand_reason_if_rejected check ((state = 'rejected') = (reason_sealed is not null)),
      constraint errand_answer_if_answered check ((state = 'answered') = (answer_sealed is not null)),
      constraint errand_answer_time_if_answered check ((state = 'answered') = (answered_at is not null)),
      constraint errand_decision_time_if_decided
        check ((state in ('received', 'rejected', 'answered')) = (decided_at is not null)),
      constraint errand_only_complaints_are_answered check (state <> 'answered' or operation = 'anmalFel'),
      constraint errand_sent_time_if_sent check ((attempts > 0) = (sent_at is not null)),
      constraint errand_receipted_if_sent check (receipted_at is null or attempts > 0),
      constraint errand_attempts_count_from_zero check (attempts >= 0),
      constraint errand_content_is_sealed
        check (octet_length(content_sealed) >= 37 and get_byte(content_sealed, 0) = 1),
      constraint errand_reason_is_sealed
        check (octet_length(reason_sealed) >= 37 and get_byte(reason_sealed, 0) = 1),
      constraint errand_answer_is_sealed
        check (octet_length(answer_sealed) >= 37 and get_byte(answer_sealed, 0) = 1)
    ) partition by hash (saver_id);

    create index errand_newest on errand (saver_id, created_at desc);

    select portal.protect_saver_table('errand');
    grant select, insert, update (state, error_code, reason_sealed, answer_sealed, attempts, sent_at, receipted_at,
      decided_at, answered_at) on errand to portal_app, portal_worker;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table errand')
}
