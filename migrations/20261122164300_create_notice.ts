import type { Knex } from 'knex'

/**
 * `notice`: what a saver is told by e-mail, once for each event. `email_change`: an address that a saver wants, sealed,
 * until the link that was sent to it is used; of the link only the hash is kept. `portal.enqueue` takes the two tasks
 * that send; all else in it is as it was.
 *
 * Safe on a live system: new tables; the function is replaced at once, with its grants, and takes what it took before.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table notice (
      saver_id uuid not null,
      notice_id uuid not null,
      kind text not null,
      event_id uuid not null,
      state text not null default 'waiting',
      reason text,
      created_at timestamptz not null default now(),
      ended_at timestamptz,
      constraint notice_pkey primary key (saver_id, notice_id),
      constraint notice_saver_fkey foreign key (saver_id) references saver (saver_id),
      constraint notice_once_per_event unique (saver_id, kind, event_id),
      constraint notice_kind_is_known check (kind in ('collected', 'new-figures')),
      constraint notice_state_is_known check (state in ('waiting', 'sending', 'sent', 'dropped', 'failed')),
      constraint notice_end_time_if_ended check ((state in ('sent', 'dropped', 'failed')) = (ended_at is not null)),
      constraint notice_reason_if_not_sent check ((state in ('dropped', 'failed')) = (reason is not null)),
      constraint notice_reason_is_short_name check (reason ~ '^[a-z]+(-[a-z0-9]+)*$')
    ) partition by hash (saver_id);

    select portal.protect_saver_table('notice');
    grant select, insert on notice to portal_app, portal_worker;
    grant update (state, reason, ended_at) on notice to portal_worker;

    create table email_change (
      saver_id uuid not null,
      change_id uuid not null,
      email_sealed bytea not null,
      code_hash bytea,
      asked_at timestamptz not null default now(),
      expires_at timestamptz not null,
      constraint email_change_pkey primary key (saver_id, change_id),
      constraint email_change_saver_fkey foreign key (saver_id) references saver (saver_id),
      constraint email_change_email_is_sealed check (octet_length(email_sealed) >= 37 and get_byte(email_sealed, 0) = 1),
      constraint email_change_code_hash_is_whole check (octet_length(code_hash) = 32)
    ) partition by hash (saver_id);

    select portal.protect_saver_table('email_change');
    grant select, insert, delete, update (expires_at) on email_change to portal_app;
    grant select, update (code_hash) on email_change to portal_worker;

    create or replace function portal.enqueue(task text, payload json, job_key text, run_at timestamptz) returns void
    language plpgsql volatile security definer set search_path = '' as $function$
    declare
      added bigint;
    begin
      if task is null or task not in ('retrieve', 'expire-retrievals', 'send-errand', 'send-notice', 'confirm-email') then
        raise exception 'No such task may be enqueued' using errcode = '42501';
      end if;
      if (payload ->> 'saverId')::uuid is distinct from nullif(current_setting('app.saver_id', true), '')::uuid then
        raise exception 'A job is about the saver of its transaction' using errcode = '42501';
      end if;
      for attempt in 1..500 loop
        select job.id into added from graphile_worker.add_job(
          identifier => task, payload => payload, job_key => job_key, run_at => run_at, max_attempts => 25) as job;
        exit when added is not null;
        -- A job with this key is being picked up at this instant, and add_job has done nothing: once more.
        perform pg_catalog.pg_sleep(0.002);
      end loop;
      if added is null then
        raise exception 'The job queue did not take the job' using errcode = '55P03';
      end if;
    end
    $function$;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    create or replace function portal.enqueue(task text, payload json, job_key text, run_at timestamptz) returns void
    language plpgsql volatile security definer set search_path = '' as $function$
    declare
      added bigint;
    begin
      if task is null or task not in ('retrieve', 'expire-retrievals', 'send-errand') then
        raise exception 'No such task may be enqueued' using errcode = '42501';
      end if;
      if (payload ->> 'saverId')::uuid is distinct from nullif(current_setting('app.saver_id', true), '')::uuid then
        raise exception 'A job is about the saver of its transaction' using errcode = '42501';
      end if;
      for attempt in 1..500 loop
        select job.id into added from graphile_worker.add_job(
          identifier => task, payload => payload, job_key => job_key, run_at => run_at, max_attempts => 25) as job;
        exit when added is not null;
        -- A job with this key is being picked up at this instant, and add_job has done nothing: once more.
        perform pg_catalog.pg_sleep(0.002);
      end loop;
      if added is null then
        raise exception 'The job queue did not take the job' using errcode = '55P03';
      end if;
    end
    $function$;

    drop table email_change;
    drop table notice;
  `)
}
