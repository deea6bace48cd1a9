import type { Knex } from 'knex'

/**
 * `portal.close_pin_sessions` ends the sessions by PIN of the saver of the transaction: when the PIN ends, whoever came
 * in by it is out. Those by e-ID and in partners' pages stay.
 *
 * Safe on a live system: a new function.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create function portal.close_pin_sessions() returns void
    language sql volatile security definer set search_path = '' as $function$
      delete from public.session s
      where s.saver_id = nullif(current_setting('app.saver_id', true), '')::uuid and s.level = 'loa2'
    $function$;
    revoke execute on function portal.close_pin_sessions() from public;
    grant execute on function portal.close_pin_sessions() to portal_app;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop function portal.close_pin_sessions()')
}
