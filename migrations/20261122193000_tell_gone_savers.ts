import type { Knex } from 'knex'

/**
 * `portal.saver_is_there()`: what the web process ends each transaction of a saver with. Of an account that was closed
 * meanwhile it raises SG001, so that nothing is kept, whether or not a foreign key would have held it back. Where
 * something was written it holds the saver until the transaction has ended, so that whoever closes the account at that
 * instant waits and erases that too; a transaction that only read holds nothing, and writes nothing for it.
 *
 * Safe on a live system: a new function, by the rights of who calls it.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create function portal.saver_is_there() returns void
    language plpgsql volatile set search_path = '' as $function$
    declare
      me constant uuid := nullif(current_setting('app.saver_id', true), '')::uuid;
    begin
      if pg_catalog.pg_current_xact_id_if_assigned() is null then
        perform from public.saver s where s.saver_id = me;
      else
        perform from public.saver s where s.saver_id = me for key share;
      end if;
      if not found then
        raise exception 'The account of the saver is closed' using errcode = 'SG001';
      end if;
    end
    $function$;

    revoke execute on function portal.saver_is_there() from public;
    grant execute on function portal.saver_is_there() to portal_app;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop function portal.saver_is_there()')
}
