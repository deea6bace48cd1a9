import type { Knex } from 'knex'

/**
 * `portal.uses` tells how often each of several has done something in the window that is open now, without counting
 * one more: zero for one that has not.
 *
 * Safe on a live system: a new function.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create function portal.uses(scopes text[], whos bytea[]) returns table (used integer)
    language sql stable security definer set search_path = '' as $function$
      select coalesce(
        (select max(c.used) from public.use_count c
         where c.scope = asked.scope and c.who = asked.who and c.window_ends > now()), 0)
      from unnest(scopes, whos) with ordinality as asked (scope, who, place)
      order by asked.place
    $function$;
    revoke execute on function portal.uses(text[], bytea[]) from public;
    grant execute on function portal.uses(text[], bytea[]) to portal_app;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop function portal.uses(text[], bytea[])')
}
