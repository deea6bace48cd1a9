import type { Knex } from 'knex'

/**
 * `used_pass`: what may be used once and was (the solution of a challenge, a place in the queue), by its hash, until it
 * would have run out by itself. What has run out is cleared away, a hundred at a time, as others are used.
 *
 * Safe on a live system: a new table and a new function.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table used_pass (
      pass_hash bytea not null,
      expires_at timestamptz not null,
      constraint used_pass_pkey primary key (pass_hash),
      constraint used_pass_hash_is_whole check (octet_length(pass_hash) = 32)
    );
    create index used_pass_expiry on used_pass (expires_at);

    create function portal.use_pass(pass bytea, expiry timestamptz) returns boolean
    language plpgsql volatile security definer set search_path = '' as $function$
    begin
      delete from public.used_pass where ctid in (
        select o.ctid from public.used_pass o where o.expires_at < now()
        order by o.expires_at limit 100 for update skip locked);
      insert into public.used_pass (pass_hash, expires_at) values (pass, expiry) on conflict (pass_hash) do nothing;
      return found;
    end
    $function$;
    revoke execute on function portal.use_pass(bytea, timestamptz) from public;
    grant execute on function portal.use_pass(bytea, timestamptz) to portal_app;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop function portal.use_pass(bytea, timestamptz);
    drop table used_pass;
  `)
}
