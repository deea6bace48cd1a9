import type { Knex } from 'knex'

/**
 * Partner sites. `partner`: who may embed the view and where its keys are, written by the owner alone. `partner_ticket`:
 * a customer's way in, for one minute and one use; who it is for is sealed (format 2 of the vault) and taken away as it
 * is used. `partner_jti`: assertions seen, until they expire, so that each counts once over all processes.
 * `partner_usage`: how much each partner asks for, by day, without savers. All outside row-level security (no saver is
 * known yet), reached only through their functions.
 *
 * An approval may be given in a partner's page: its channel is then `partner:` and the partner.
 *
 * Safe on a live system: new tables and functions, and a wider check.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table partner (
      partner_id text not null,
      name text not null,
      client_id text not null,
      jwks_url text not null,
      frame_origins text[] not null,
      redirect_origins text[] not null,
      theme jsonb not null,
      per_minute integer not null,
      per_day integer not null,
      enabled boolean not null default true,
      created_at timestamptz not null default now(),
      constraint partner_pkey primary key (partner_id),
      constraint partner_client_key unique (client_id),
      constraint partner_id_is_short_name check (partner_id ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' and octet_length(partner_id) <= 40),
      constraint partner_has_name check (name <> ''),
      constraint partner_quota_is_positive check (per_minute >= 1 and per_day >= per_minute)
    );

    create table partner_ticket (
      ticket_hash bytea not null,
      partner_id text not null,
      customer_sealed bytea,
      expires_at timestamptz not null,
      used_at timestamptz,
      constraint partner_ticket_pkey primary key (ticket_hash),
      constraint partner_ticket_partner_fkey foreign key (partner_id) references partner (partner_id),
      constraint partner_ticket_hash_is_whole check (octet_length(ticket_hash) = 32),
      constraint partner_ticket_customer_is_sealed check (get_byte(customer_sealed, 0) = 2),
      constraint partner_ticket_used_is_empty check (used_at is null or customer_sealed is null)
    );
    create index partner_ticket_expiry on partner_ticket (expires_at);

    create table partner_jti (
      partner_id text not null,
      jti_hash bytea not null,
      expires_at timestamptz not null,
      constraint partner_jti_pkey primary key (partner_id, jti_hash),
      constraint partner_jti_partner_fkey foreign key (partner_id) references partner (partner_id),
      constraint partner_jti_hash_is_whole check (octet_length(jti_hash) = 32)
    );
    create index partner_jti_expiry on partner_jti (expires_at);

    create table partner_usage (
      partner_id text not null,
      day date not null,
      what text not null,
      times integer not null,
      constraint partner_usage_pkey primary key (partner_id, day, what),
      constraint partner_usage_partner_fkey foreign key (partner_id) references partner (partner_id),
      constraint partner_usage_what_is_known check (what in ('ticket', 'visit', 'data', 'refused', 'over-quota')),
      constraint partner_usage_counts_from_one check (times >= 1)
    );

    create function portal.find_partner(partner text, client text) returns setof public.partner
    language sql stable security definer set search_path = '' as $function$
      select p.* from public.partner p where p.partner_id = partner or p.client_id = client
    $function$;

    create function portal.save_partner_ticket(ticket bytea, partner text, customer bytea, seconds integer) returns void
    language sql volatile security definer set search_path = '' as $function$
      delete from public.partner_ticket where ticket_hash in (
        select t.ticket_hash from public.partner_ticket t where t.expires_at <= now() - interval '10 minutes'
        order by t.expires_at limit 100 for update skip locked);
      update public.partner_ticket set customer_sealed = null where ticket_hash in (
        select t.ticket_hash from public.partner_ticket t
        where t.expires_at <= now() and t.customer_sealed is not null
        order by t.expires_at limit 100 for update skip locked);
      insert into public.partner_ticket (ticket_hash, partner_id, customer_sealed, expires_at)
      values (ticket, partner, customer, now() + make_interval(secs => seconds));
    $function$;

    create function portal.take_partner_ticket(ticket bytea)
    returns table (partner_id text, state text, customer_sealed bytea)
    language plpgsql volatile security definer set search_path = '' as $function$
    declare
      found_ticket public.partner_ticket;
    begin
      -- The row's lock: of two at once, the second finds it used.
      select t.* into found_ticket from public.partner_ticket t where t.ticket_hash = ticket for update;
      if not found then
        return;
      end if;
      update public.partner_ticket t set used_at = coalesce(t.used_at, now()), customer_sealed = null
      where t.ticket_hash = ticket;
      return query select found_ticket.partner_id,
        case when found_ticket.used_at is not null then 'used'
             when found_ticket.expires_at <= now() then 'expired' else 'fresh' end,
        case when found_ticket.used_at is null and found_ticket.expires_at > now()
             then found_ticket.customer_sealed end;
    end
    $function$;

    create function portal.use_partner_jti(partner text, jti bytea, expiry timestamptz) returns boolean
    language plpgsql volatile security definer set search_path = '' as $function$
    begin
      delete from public.partner_jti where ctid in (
        select j.ctid from public.partner_jti j where j.expires_at < now()
        order by j.expires_at limit 100 for update skip locked);
      insert into public.partner_jti (partner_id, jti_hash, expires_at) values (partner, jti, expiry)
      on conflict do nothing;
      return found;
    end
    $function$;

    create function portal.count_partner_usage(partner text, what text) returns void
    language sql volatile security definer set search_path = '' as $function$
      insert into public.partner_usage as u values
        (partner, (now() at time zone 'Europe/Stockholm')::date, count_partner_usage.what, 1)
      on conflict on constraint partner_usage_pkey do update set times = u.times + 1
    $function$;

    create function portal.partner_session_holds(token bytea) returns boolean
    language sql stable security definer set search_path = '' as $function$
      select exists (
        select from public.session s join public.partner p on p.partner_id = s.partner_id and p.enabled
        where s.token_hash = token and s.absolute_until > now())
    $function$;

    revoke execute on function portal.find_partner(text, text),
      portal.save_partner_ticket(bytea, text, bytea, integer), portal.take_partner_ticket(bytea),
      portal.use_partner_jti(text, bytea, timestamptz), portal.count_partner_usage(text, text),
      portal.partner_session_holds(bytea) from public;
    grant execute on function portal.find_partner(text, text),
      portal.save_partner_ticket(bytea, text, bytea, integer), portal.take_partner_ticket(bytea),
      portal.use_partner_jti(text, bytea, timestamptz), portal.count_partner_usage(text, text),
      portal.partner_session_holds(bytea) to portal_app;

    alter table approval
      drop constraint approval_channel_is_known,
      add constraint approval_channel_is_known check (channel = 'portal' or channel ~ '^partner:[a-z][a-z0-9-]{0,39}$');
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    update approval set channel = 'portal' where channel <> 'portal';
    alter table approval
      drop constraint approval_channel_is_known,
      add constraint approval_channel_is_known check (channel in ('portal'));
    drop function portal.partner_session_holds(bytea), portal.count_partner_usage(text, text),
      portal.use_partner_jti(text, bytea, timestamptz), portal.take_partner_ticket(bytea),
      portal.save_partner_ticket(bytea, text, bytea, integer), portal.find_partner(text, text);
    drop table partner_usage, partner_jti, partner_ticket, partner;
  `)
}
