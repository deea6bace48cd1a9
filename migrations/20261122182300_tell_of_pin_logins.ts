import type { Knex } from 'knex'

/**
 * A notice when somebody has logged in with the saver's PIN.
 *
 * Safe on a live system: a check takes one value more; it is looked through once under a lock on a table that is small.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table notice
      drop constraint notice_kind_is_known,
      add constraint notice_kind_is_known check (kind in ('collected', 'new-figures', 'pin-login'))
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    delete from notice where kind = 'pin-login';
    alter table notice
      drop constraint notice_kind_is_known,
      add constraint notice_kind_is_known check (kind in ('collected', 'new-figures'))
  `)
}
