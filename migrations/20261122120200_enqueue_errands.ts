import type { Knex } from 'knex'

/**
 * `portal.enqueue` takes the task `send-errand` too; all else in it is as it was.
 *
 * Safe on a live system: the function is replaced at once, with its grants, and takes what it took before. Down lets
 * jobs that wait already be.
 */
export async function up(knex: Knex): Promise<void> {
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
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    create or replace function portal.enqueue(task text, payload json, job_key text, run_at timestamptz) returns void
    language plpgsql volatile security definer set search_path = '' as $function$
    declare
      added bigint;
    begin
      if task is null or task not in ('retrieve', 'expire-retrievals') then
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
