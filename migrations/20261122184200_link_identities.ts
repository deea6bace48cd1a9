import type { Knex } from 'knex'

/**
 * `portal.link_identity` adds a number to the saver of the transaction: an earlier one, or, where the number has been
 * changed, the one that counts from now on; then the others of the saver are earlier ones. A number that leads to
 * another saver is left there. Tells whether the number leads to this saver.
 *
 * A saver's number may now be changed by the web role: when the e-ID says that it has been.
 *
 * When a saver's number goes with the account, so does its hash in a telephone case that is open and has no consent yet.
 *
 * Safe on a live system: new functions, a grant, and a trigger on a table whose rows are deleted by erasure alone.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create function portal.link_identity(hash bytea, current boolean) returns boolean
    language plpgsql volatile security definer set search_path = '' as $function$
    declare
      me constant uuid := nullif(current_setting('app.saver_id', true), '')::uuid;
    begin
      if me is null then
        raise exception 'A number is linked by its saver' using errcode = '42501';
      end if;
      insert into public.saver_identity (number_hash, saver_id, is_current) values (hash, me, false)
        on conflict (number_hash) do nothing;
      if not exists (select from public.saver_identity i where i.number_hash = hash and i.saver_id = me) then
        return false;
      end if;
      if current then
        update public.saver_identity i set is_current = false where i.saver_id = me and i.number_hash <> hash;
        update public.saver_identity i set is_current = true where i.number_hash = hash;
      end if;
      return true;
    end
    $function$;
    revoke execute on function portal.link_identity(bytea, boolean) from public;
    grant execute on function portal.link_identity(bytea, boolean) to portal_app;
    grant update (number_sealed) on saver to portal_app;

    create function portal.end_cases_of_number() returns trigger
    language plpgsql volatile security definer set search_path = '' as $function$
    begin
      perform portal.close_ombud_cases(array(
        select c.case_id from public.ombud_case c where c.number_hash = old.number_hash and c.ended_at is null), 'ended');
      return null;
    end
    $function$;
    revoke execute on function portal.end_cases_of_number() from public;
    create trigger saver_identity_ends_cases after delete on saver_identity
      for each row execute function portal.end_cases_of_number();
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop trigger saver_identity_ends_cases on saver_identity;
    drop function portal.end_cases_of_number();
    revoke update (number_sealed) on saver from portal_app;
    drop function portal.link_identity(bytea, boolean);
  `)
}
