import type { Knex } from 'knex'

/**
 * `login_attempt`: what a login remembers between leaving for the issuer and coming back (nonce, PKCE verifier, where
 * to go), sealed (format 2 of the vault) and known by the hash of its state. It can be taken once. Attempts that
 * nobody came back from are cleared away, a hundred at a time, when others begin.
 *
 * Safe on a live system: a new table and new functions.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table login_attempt (
      state_hash bytea not null,
      payload_sealed bytea not null,
      expires_at timestamptz not null,
      constraint login_attempt_pkey primary key (state_hash),
      constraint login_attempt_state_hash_is_whole check (octet_length(state_hash) = 32),
      constraint login_attempt_payload_is_sealed check (get_byte(payload_sealed, 0) = 2)
    );
    create index login_attempt_expiry on login_attempt (expires_at);

    create function portal.save_login_attempt(state bytea, payload bytea, expiry timestamptz) returns void
    language sql volatile security definer set search_path = '' as $function$
      delete from public.login_attempt where state_hash in (
        select a.state_hash from public.login_attempt a where a.expires_at <= now()
        order by a.expires_at limit 100 for update skip locked);
      insert into public.login_attempt (state_hash, payload_sealed, expires_at) values (state, payload, expiry);
    $function$;

    create function portal.take_login_attempt(state bytea) returns bytea
    language plpgsql volatile security definer set search_path = '' as $function$
    declare
      taken public.login_attempt;
    begin
      delete from public.login_attempt a where a.state_hash = state returning a.* into taken;
      return case when taken.expires_at > now() then taken.payload_sealed end;
    end
    $function$;

    revoke execute on function portal.save_login_attempt(bytea, bytea, timestamptz), portal.take_login_attempt(bytea)
      from public;
    grant execute on function portal.save_login_attempt(bytea, bytea, timestamptz), portal.take_login_attempt(bytea)
      to portal_app;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop function portal.take_login_attempt(bytea), portal.save_login_attempt(bytea, bytea, timestamptz);
    drop table login_attempt;
  `)
}
