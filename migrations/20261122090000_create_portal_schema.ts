import type { Knex } from 'knex'

/**
 * Schema `portal`: the functions through which the web and worker roles reach what they have no grant on, and the one
 * that makes a saver table (hash-partitioned by saver_id) keep each saver's rows to that saver's transactions.
 *
 * Safe on a live system: adds functions that nothing calls yet.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create schema portal;
    grant usage on schema portal to portal_app, portal_worker;

    -- A new function is nobody's to call until a grant names who may.
    alter default privileges revoke execute on functions from public;

    /* Gives a table partitioned by hash (saver_id) its 16 partitions and row-level security, on the parent and on each
       partition: on a partition the parent's policy does not hold, so partitions carry the same policy and no grants.
       After a transaction the settings are '', not null, hence nullif. */
    create function portal.protect_saver_table(name text) returns void
    language plpgsql set search_path = '' as $function$
    declare
      rule constant text :=
        $rule$saver_id = nullif(current_setting('app.saver_id', true), '')::uuid
          and nullif(current_setting('app.actor', true), '') is not null$rule$;
      names text[] := array[name];
      one text;
    begin
      for remainder in 0..15 loop
        one := format('%s_p%s', name, lpad(remainder::text, 2, '0'));
        execute format('create table public.%I partition of public.%I for values with (modulus 16, remainder %s)',
                       one, name, remainder);
        names := names || one;
      end loop;
      foreach one in array names loop
        execute format('revoke all on public.%I from public, portal_app, portal_worker', one);
        execute format('alter table public.%I enable row level security', one);
        execute format('alter table public.%I force row level security', one);
        execute format('create policy own_rows on public.%I using (%s) with check (%s)', one, rule, rule);
      end loop;
    end
    $function$;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop function portal.protect_saver_table(text);
    alter default privileges grant execute on functions to public;
    drop schema portal;
  `)
}
