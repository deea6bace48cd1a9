import type { Knex } from 'knex'

/**
 * What "Mina uppgifter" needs: whether a saver wants notices, when an approval was withdrawn, and for the extract of
 * the register the right of the web role to read originals and what the routing tables hold of the saver who asks.
 * `portal.saver_seen_since` tells whether a saver has used a session since a moment.
 *
 * Safe on a live system: columns with a default or null, new functions, a new grant.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table saver add column notices boolean not null default true;
    grant update (notices) on saver to portal_app;

    alter table approval add column withdrawn_at timestamptz;
    alter table approval add constraint approval_is_withdrawn_after_given check (withdrawn_at >= approved_at);
    grant update (withdrawn_at) on approval to portal_app;

    grant select on original to portal_app;

    create function portal.own_sessions()
    returns table (level text, created_at timestamptz, last_seen_at timestamptz, absolute_until timestamptz)
    language sql stable security definer set search_path = '' as $function$
      select s.level, s.created_at, s.last_seen_at, s.absolute_until from public.session s
      where s.saver_id = nullif(current_setting('app.saver_id', true), '')::uuid
      order by s.created_at
    $function$;

    create function portal.own_identities() returns table (is_current boolean)
    language sql stable security definer set search_path = '' as $function$
      select i.is_current from public.saver_identity i
      where i.saver_id = nullif(current_setting('app.saver_id', true), '')::uuid
    $function$;

    create function portal.own_tx_routes()
    returns table (tx_id uuid, provider_id text, retrieval_id uuid, errand_id uuid, created_at timestamptz)
    language sql stable security definer set search_path = '' as $function$
      select r.tx_id, r.provider_id, r.retrieval_id, r.errand_id, r.created_at from public.tx_route r
      where r.saver_id = nullif(current_setting('app.saver_id', true), '')::uuid
      order by r.created_at, r.tx_id
    $function$;

    create function portal.saver_seen_since(since timestamptz) returns boolean
    language sql stable security definer set search_path = '' as $function$
      select exists (
        select from public.session s
        where s.saver_id = nullif(current_setting('app.saver_id', true), '')::uuid
          and s.last_seen_at > since)
    $function$;

    revoke execute on function portal.own_sessions(), portal.own_identities(), portal.own_tx_routes(),
      portal.saver_seen_since(timestamptz) from public;
    grant execute on function portal.own_sessions(), portal.own_identities(), portal.own_tx_routes() to portal_app;
    grant execute on function portal.saver_seen_since(timestamptz) to portal_worker;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop function portal.own_sessions(), portal.own_identities(), portal.own_tx_routes(),
      portal.saver_seen_since(timestamptz);
    revoke select on original from portal_app;
    alter table approval drop column withdrawn_at;
    alter table saver drop column notices;
  `)
}
