import type { Knex } from 'knex'

/**
 * What two savers share with each other: a household, or a giver and a helper (docs/adr/0013-household.md).
 *
 * `sharing_member` is a saver's own side of it, under row-level security as everything of a saver. `sharing`,
 * `sharing_seat`, `sharing_invitation` and `sharing_reading` name no saver: each side is a seat, and only its member
 * reaches it, through the functions below. Whatever is in them is sealed under a key that the members alone hold.
 * A member comes by opening a sharing or by an invitation's code, in no other way; when one ends their side, by
 * whatever statement, the trigger deletes what was shared.
 *
 * Safe on a live system: new tables and functions.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table sharing (
      sharing_id uuid not null,
      kind text not null,
      scope text not null,
      ends_on date,
      created_at timestamptz not null default now(),
      constraint sharing_pkey primary key (sharing_id),
      constraint sharing_scope_is_of_its_kind check (
        (kind = 'household' and scope = 'totals')
        or (kind = 'helper' and scope in ('forecast', 'forecast-and-plans'))),
      constraint sharing_with_helper_ends check ((kind = 'helper') = (ends_on is not null)),
      constraint sharing_lasts_a_year_at_most
        check (ends_on <= ((created_at at time zone 'Europe/Stockholm') + interval '1 year')::date)
    );
    create index sharing_ends on sharing (ends_on) where ends_on is not null;

    create table sharing_seat (
      sharing_id uuid not null,
      seat text not null,
      name_sealed bytea not null,
      content_sealed bytea,
      shared_at timestamptz,
      constraint sharing_seat_pkey primary key (sharing_id, seat),
      constraint sharing_seat_sharing_fkey foreign key (sharing_id) references sharing (sharing_id) on delete cascade,
      constraint sharing_seat_is_known check (seat in ('inviter', 'guest')),
      constraint sharing_seat_name_is_sealed
        check (octet_length(name_sealed) >= 37 and get_byte(name_sealed, 0) = 1),
      constraint sharing_seat_content_is_sealed
        check (octet_length(content_sealed) >= 37 and get_byte(content_sealed, 0) = 1),
      constraint sharing_seat_content_has_a_time check ((content_sealed is null) = (shared_at is null))
    );

    create table sharing_invitation (
      code_hash bytea not null,
      sharing_id uuid not null,
      key_wrapped bytea not null,
      expires_at timestamptz not null,
      constraint sharing_invitation_pkey primary key (code_hash),
      constraint sharing_invitation_once unique (sharing_id),
      constraint sharing_invitation_sharing_fkey
        foreign key (sharing_id) references sharing (sharing_id) on delete cascade,
      constraint sharing_invitation_hash_is_whole check (octet_length(code_hash) = 32),
      constraint sharing_invitation_key_is_wrapped check (octet_length(key_wrapped) = 69 and get_byte(key_wrapped, 0) = 4)
    );
    create index sharing_invitation_expires on sharing_invitation (expires_at);

    create table sharing_reading (
      sharing_id uuid not null,
      reading_id bigint generated always as identity,
      read_at timestamptz not null default now(),
      constraint sharing_reading_pkey primary key (sharing_id, reading_id)
    );

    create table sharing_member (
      saver_id uuid not null,
      sharing_id uuid not null,
      kind text not null,
      seat text not null,
      scope text not null,
      ends_on date,
      key_sealed bytea,
      peer_sealed bytea,
      joined_at timestamptz not null default now(),
      confirmed_at timestamptz,
      ended_at timestamptz,
      constraint sharing_member_pkey primary key (saver_id, sharing_id),
      constraint sharing_member_saver_fkey foreign key (saver_id) references saver (saver_id),
      constraint sharing_member_kind_is_known check (kind in ('household', 'helper')),
      constraint sharing_member_seat_is_known check (seat in ('inviter', 'guest')),
      constraint sharing_member_scope_is_known check (scope in ('totals', 'forecast', 'forecast-and-plans')),
      constraint sharing_member_key_is_sealed
        check (octet_length(key_sealed) = 77 and get_byte(key_sealed, 0) = 1),
      constraint sharing_member_peer_is_sealed
        check (octet_length(peer_sealed) >= 37 and get_byte(peer_sealed, 0) = 1),
      constraint sharing_member_key_goes_with_the_end check ((key_sealed is null) = (ended_at is not null))
    ) partition by hash (saver_id);
    create unique index sharing_member_one_household on sharing_member (saver_id)
      where kind = 'household' and ended_at is null;

    select portal.protect_saver_table('sharing_member');
    grant select, delete, update (key_sealed, peer_sealed, confirmed_at, ended_at) on sharing_member to portal_app;

    create function portal.end_sharing() returns trigger
    language plpgsql volatile security definer set search_path = '' as $function$
    begin
      delete from public.sharing where sharing_id = old.sharing_id;
      if tg_op = 'DELETE' and old.seat = 'inviter' then
        delete from public.sharing_reading where sharing_id = old.sharing_id;
      end if;
      return null;
    end
    $function$;
    create trigger sharing_member_leaves after delete on sharing_member
      for each row execute function portal.end_sharing();
    create trigger sharing_member_ends after update of ended_at on sharing_member
      for each row when (new.ended_at is not null) execute function portal.end_sharing();

    create function portal.open_sharing(sharing uuid, kind text, scope text, ends_on date, key_sealed bytea,
      name_sealed bytea, code_hash bytea, key_wrapped bytea, lasting interval) returns boolean
    language plpgsql volatile security definer set search_path = '' as $function$
    declare
      me constant uuid := nullif(current_setting('app.saver_id', true), '')::uuid;
    begin
      if me is null then
        raise exception 'A sharing is opened by a saver' using errcode = '42501';
      end if;
      insert into public.sharing_member (saver_id, sharing_id, kind, seat, scope, ends_on, key_sealed)
        values (me, sharing, kind, 'inviter', scope, ends_on, key_sealed) on conflict do nothing;
      if not found then
        return false;
      end if;
      insert into public.sharing (sharing_id, kind, scope, ends_on) values (sharing, kind, scope, ends_on);
      insert into public.sharing_seat (sharing_id, seat, name_sealed) values (sharing, 'inviter', name_sealed);
      insert into public.sharing_invitation (code_hash, sharing_id, key_wrapped, expires_at)
        values (code_hash, sharing, key_wrapped, now() + least(lasting, interval '7 days'));
      return true;
    end
    $function$;

    create function portal.find_invitation(code bytea)
      returns table (sharing_id uuid, kind text, scope text, ends_on date, key_wrapped bytea, name_sealed bytea)
    language sql stable security definer set search_path = '' as $function$
      select s.sharing_id, s.kind, s.scope, s.ends_on, i.key_wrapped, t.name_sealed
      from public.sharing_invitation i
      join public.sharing s using (sharing_id)
      join public.sharing_seat t on t.sharing_id = s.sharing_id and t.seat = 'inviter'
      where i.code_hash = code and i.expires_at > now()
        and coalesce(s.ends_on >= (now() at time zone 'Europe/Stockholm')::date, true)
    $function$;

    create function portal.take_invitation(code bytea, key_sealed bytea, peer_sealed bytea, name_sealed bytea,
      content_sealed bytea) returns text
    language plpgsql volatile security definer set search_path = '' as $function$
    declare
      me constant uuid := nullif(current_setting('app.saver_id', true), '')::uuid;
      found_sharing public.sharing;
    begin
      if me is null then
        raise exception 'An invitation is taken by a saver' using errcode = '42501';
      end if;
      select s.* into found_sharing from public.sharing_invitation i join public.sharing s using (sharing_id)
        where i.code_hash = code and i.expires_at > now()
          and coalesce(s.ends_on >= (now() at time zone 'Europe/Stockholm')::date, true)
        for update of i;
      if not found then
        return 'gone';
      end if;
      if exists (select from public.sharing_member m
                 where m.saver_id = me and m.sharing_id = found_sharing.sharing_id) then
        return 'own';
      end if;
      insert into public.sharing_member
          (saver_id, sharing_id, kind, seat, scope, ends_on, key_sealed, peer_sealed, confirmed_at)
        values (me, found_sharing.sharing_id, found_sharing.kind, 'guest', found_sharing.scope, found_sharing.ends_on,
                key_sealed, peer_sealed, now())
        on conflict do nothing;
      if not found then
        return 'taken-elsewhere';
      end if;
      delete from public.sharing_invitation i where i.code_hash = code;
      insert into public.sharing_seat (sharing_id, seat, name_sealed, content_sealed, shared_at)
        values (found_sharing.sharing_id, 'guest', name_sealed, content_sealed,
                case when content_sealed is not null then now() end);
      return 'taken';
    end
    $function$;

    create function portal.publish_share(sharing uuid, content_sealed bytea) returns boolean
    language plpgsql volatile security definer set search_path = '' as $function$
    begin
      update public.sharing_seat s set content_sealed = publish_share.content_sealed, shared_at = now()
      from public.sharing_member m
      where m.saver_id = nullif(current_setting('app.saver_id', true), '')::uuid and m.sharing_id = sharing
        and m.confirmed_at is not null and m.ended_at is null and (m.kind = 'household' or m.seat = 'inviter')
        and s.sharing_id = m.sharing_id and s.seat = m.seat;
      return found;
    end
    $function$;

    create function portal.drop_ended_sharings(wanted uuid, most integer) returns integer
    language plpgsql volatile security definer set search_path = '' as $function$
    declare
      gone integer;
    begin
      delete from public.sharing where sharing_id = any (array(
        select s.sharing_id from public.sharing s left join public.sharing_invitation i using (sharing_id)
        where (wanted is null or s.sharing_id = wanted)
          and (s.ends_on < (now() at time zone 'Europe/Stockholm')::date or i.expires_at <= now())
        limit most));
      get diagnostics gone = row_count;
      return gone;
    end
    $function$;

    create function portal.read_sharing(sharing uuid)
      returns table (seat text, name_sealed bytea, content_sealed bytea, shared_at timestamptz, invited_until timestamptz)
    language plpgsql volatile security definer set search_path = '' as $function$
    begin
      perform portal.drop_ended_sharings(sharing, 1);
      return query
        select s.seat, s.name_sealed, case when m.kind = 'household' then s.content_sealed end, s.shared_at, i.expires_at
        from public.sharing_member m
        join public.sharing_seat s on s.sharing_id = m.sharing_id
        left join public.sharing_invitation i on i.sharing_id = m.sharing_id
        where m.saver_id = nullif(current_setting('app.saver_id', true), '')::uuid and m.sharing_id = sharing
          and m.ended_at is null;
    end
    $function$;

    create function portal.read_as_helper(sharing uuid)
      returns table (content_sealed bytea, shared_at timestamptz)
    language plpgsql volatile security definer set search_path = '' as $function$
    begin
      perform portal.drop_ended_sharings(sharing, 1);
      insert into public.sharing_reading (sharing_id)
        select s.sharing_id from public.sharing_member m join public.sharing_seat s on s.sharing_id = m.sharing_id
        where m.saver_id = nullif(current_setting('app.saver_id', true), '')::uuid and m.sharing_id = sharing
          and m.kind = 'helper' and m.seat = 'guest' and m.ended_at is null
          and s.seat = 'inviter' and s.content_sealed is not null;
      if not found then
        return;
      end if;
      return query select s.content_sealed, s.shared_at from public.sharing_seat s
        where s.sharing_id = sharing and s.seat = 'inviter';
    end
    $function$;

    create function portal.sharing_readings(sharing uuid) returns table (read_at timestamptz)
    language sql stable security definer set search_path = '' as $function$
      select r.read_at from public.sharing_reading r join public.sharing_member m on m.sharing_id = r.sharing_id
      where m.saver_id = nullif(current_setting('app.saver_id', true), '')::uuid and m.sharing_id = sharing
        and m.seat = 'inviter'
      order by r.reading_id desc limit 200
    $function$;

    revoke execute on function portal.end_sharing(),
      portal.open_sharing(uuid, text, text, date, bytea, bytea, bytea, bytea, interval), portal.find_invitation(bytea),
      portal.take_invitation(bytea, bytea, bytea, bytea, bytea), portal.publish_share(uuid, bytea),
      portal.drop_ended_sharings(uuid, integer), portal.read_sharing(uuid), portal.read_as_helper(uuid),
      portal.sharing_readings(uuid) from public;
    grant execute on function
      portal.open_sharing(uuid, text, text, date, bytea, bytea, bytea, bytea, interval), portal.find_invitation(bytea),
      portal.take_invitation(bytea, bytea, bytea, bytea, bytea), portal.publish_share(uuid, bytea),
      portal.read_sharing(uuid), portal.read_as_helper(uuid), portal.sharing_readings(uuid) to portal_app;
    grant execute on function portal.drop_ended_sharings(uuid, integer) to portal_worker;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table sharing_member, sharing_reading, sharing_invitation, sharing_seat, sharing;
    drop function portal.end_sharing(),
      portal.open_sharing(uuid, text, text, date, bytea, bytea, bytea, bytea, interval), portal.find_invitation(bytea),
      portal.take_invitation(bytea, bytea, bytea, bytea, bytea), portal.publish_share(uuid, bytea),
      portal.drop_ended_sharings(uuid, integer), portal.read_sharing(uuid), portal.read_as_helper(uuid),
      portal.sharing_readings(uuid);
  `)
}
