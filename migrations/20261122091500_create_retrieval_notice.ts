import type { Knex } from 'knex'

/**
 * A notice on channel `retrieval` when a retrieval gets another outcome, for the live page. It carries ids and the
 * outcome only; who may see more reads the rows under row-level security.
 *
 * Safe on a live system: creating a trigger locks the table's writes for an instant, and the notices cost nothing
 * where nobody listens.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create function portal.announce_retrieval() returns trigger
    language plpgsql set search_path = '' as $function$
    begin
      perform pg_catalog.pg_notify('retrieval', pg_catalog.json_build_object(
        'retrievalId', new.retrieval_id, 'collectionId', new.collection_id, 'outcome', new.outcome)::text);
      return null;
    end
    $function$;
    revoke execute on function portal.announce_retrieval() from public;

    create trigger retrieval_announces_outcome after update of outcome on retrieval
    for each row when (old.outcome is distinct from new.outcome) execute function portal.announce_retrieval();
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop trigger retrieval_announces_outcome on retrieval;
    drop function portal.announce_retrieval();
  `)
}
