/** What must hold for every table and function, those of later migrations included; read from the catalogue. */
import { readdir, readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { query } from './database.ts'
import { migrate, migrateDown } from './migrate.ts'
import { dumpSchema } from './schema-dump.ts'

/** Tables that name savers outside row-level security, for routing: no figures, reached through functions alone. */
const routingTables = ['ombud_case', 'saver_identity', 'session', 'tx_route']

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

/** Every breach of the rules for tables with a saver_id, in words. */
async function breaches(): Promise<readonly string[]> {
  const rows = await query<{ breach: string }>(
    db.owner.sql,
    `with saver_table as (
       select c.* from pg_class c
       join pg_attribute a on a.attrelid = c.oid and a.attname = 'saver_id' and not a.attisdropped
       where c.relkind in ('r', 'p', 'm', 'v', 'f') and c.relnamespace = 'public'::regnamespace
         and c.relname <> all(?)
     ), granted as (
       select attrelid as oid from pg_attribute where attacl is not null
       union select oid from pg_class c where exists (select from aclexplode(c.relacl) a where a.grantee <> c.relowner)
     ), breach as (
       select relname, 'has row-level security not enabled and forced' as what from saver_table
       where not (relrowsecurity and relforcerowsecurity)
       union all
       select relname, 'lacks the policy own_rows' from saver_table t
       where not exists (
         select from pg_policy p where p.polrelid = t.oid and p.polname = 'own_rows' and p.polcmd = '*'
           and p.polpermissive and p.polroles = '{0}'
           and pg_get_expr(p.polqual, t.oid) = pg_get_expr(p.polwithcheck, t.oid)
           and pg_get_expr(p.polqual, t.oid)
             like '%saver\\_id = (NULLIF(current\\_setting(''app.saver\\_id''::text, true), ''''::text))::uuid%'
           and pg_get_expr(p.polqual, t.oid) like '%current\\_setting(''app.actor''::text, true)%'
           and pg_get_expr(p.polqual, t.oid) not like '% OR %')
       union all
       select relname, 'has a second policy' from saver_table t
       where (select count(*) from pg_policy p where p.polrelid = t.oid and p.polpermissive) > 1
       union all
       select relname, 'is not partitioned by hash (saver_id) into 16' from saver_table t
       where not t.relispartition and (t.relkind <> 'p' or pg_get_partkeydef(t.oid) <> 'HASH (saver_id)'
         or (select count(*) from pg_inherits i where i.inhparent = t.oid) <> 16)
       union all
       select relname, 'is a partition with grants' from saver_table t
       where t.relispartition and t.oid in (select oid from granted)
       union all
       select relname, 'has a key that does not begin with saver_id: ' || k.conname
       from saver_table t join pg_constraint k on k.conrelid = t.oid
       where k.contype in ('p', 'u', 'f')
         and (select attname from pg_attribute where attrelid = t.oid and attnum = k.conkey[1]) <> 'saver_id'
       union all
       select relname, 'refers to a key that does not begin with saver_id: ' || k.conname
       from saver_table t join pg_constraint k on k.conrelid = t.oid
       where k.contype = 'f'
         and (select attname from pg_attribute where attrelid = k.confrelid and attnum = k.confkey[1]) <> 'saver_id'
     )
     select relname || ' ' || what as breach from breach order by 1`,
    [routingTables],
  )
  return rows.map(({ breach }) => breach)
}

test('every table with a saver_id keeps each saver to themselves', async () => {
  expect(await breaches()).toEqual([])
})

test('every table with a saver_id finds the rows of one saver without reading those of all', async () => {
  const rows = await query<{ relname: string }>(
    db.owner.sql,
    `select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'saver_id'
     where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and not exists (
       select from pg_index i where i.indrelid = c.oid and i.indkey[0] = a.attnum
         and coalesce(pg_get_expr(i.indpred, c.oid), '(saver_id IS NOT NULL)') = '(saver_id IS NOT NULL)')
     order by 1`,
  )
  expect(rows).toEqual([])
})

test.each([
  ['a table made by hand', 'create table planted (saver_id uuid primary key)', 'planted lacks the policy own_rows'],
  [
    'a partition granted to the web role',
    'grant select on holding_p03 to portal_app',
    'holding_p03 is a partition with grants',
  ],
  [
    'a column of a partition granted',
    'grant select (value_date) on holding_p04 to portal_worker',
    'holding_p04 is a partition with grants',
  ],
  [
    'a partition without row-level security',
    'alter table approval_p15 disable row level security',
    'approval_p15 has row-level security not enabled and forced',
  ],
  [
    'a table the owner passes by',
    'alter table saver no force row level security',
    'saver has row-level security not enabled and forced',
  ],
  ['a second, wider policy', 'create policy wide on retrieval using (true)', 'retrieval has a second policy'],
  ['a partition without its policy', 'drop policy own_rows on original_p00', 'original_p00 lacks the policy own_rows'],
  [
    'a policy that lets through',
    'alter policy own_rows on collection using (true)',
    'collection lacks the policy own_rows',
  ],
  [
    'a view over savers',
    'create view planted as select saver_id from holding',
    'planted has row-level security not enabled and forced',
  ],
  [
    'a key that lacks the saver',
    'create table planted (saver_id uuid, other uuid unique) partition by list (other)',
    'planted has a key that does not begin with saver_id: planted_other_key',
  ],
])('%s is reported', async (_what, statement, expected) => {
  const undo = new Error('planted for the test')
  const trial = db.owner.sql.transaction(async (sql) => {
    const inside = { ...db, owner: { ...db.owner, sql } }
    const outside = db
    try {
      db = inside
      await query(sql, statement)
      expect(await breaches()).toContain(expected)
    } finally {
      db = outside
    }
    throw undo
  })
  await expect(trial).rejects.toBe(undo)
})

test('every function of ours has a fixed search_path and is granted by name only', async () => {
  const loose = await query(
    db.owner.sql,
    `select p.oid::regprocedure::text as name from pg_proc p
     where p.pronamespace in ('portal'::regnamespace, 'public'::regnamespace)
       and (p.proconfig is distinct from '{"search_path=\\"\\""}'
            or p.proacl is null
            or exists (select from aclexplode(p.proacl) a where a.grantee = 0))`,
  )
  expect(loose).toEqual([])
})

test('who may call which definer function', async () => {
  const rows = await query<{ name: string; roles: string }>(
    db.owner.sql,
    `select p.proname::text as name,
            (select coalesce(string_agg(a.grantee::regrole::text, ' ' order by a.grantee::regrole::text), '')
             from aclexplode(p.proacl) a where a.grantee <> p.proowner) as roles
     from pg_proc p where p.pronamespace = 'portal'::regnamespace and p.prosecdef order by 1`,
  )
  expect(Object.fromEntries(rows.map(({ name, roles }) => [name, roles]))).toEqual({
    access_log_aged: 'portal_worker',
    access_log_heads: 'portal_worker',
    add_errand_route: 'portal_app portal_worker',
    add_tx_route: 'portal_app portal_worker',
    begin_pin_attempt: 'portal_app',
    close_ombud_cases: '',
    close_pin_sessions: 'portal_app',
    close_own_sessions: 'portal_app',
    close_session: 'portal_app',
    close_staff_session: 'portal_app',
    count_partner_usage: 'portal_app',
    count_use: 'portal_app',
    drop_ended_sharings: 'portal_worker',
    end_pin_attempt: 'portal_app',
    end_ombud_case: 'portal_app',
    end_cases_of_number: '',
    end_sharing: '',
    enqueue: 'portal_app portal_worker',
    erase_saver: 'portal_eraser',
    find_invitation: 'portal_app',
    find_partner: 'portal_app',
    find_saver: 'portal_app',
    forget_accesses: 'portal_worker',
    forget_aged: 'portal_worker',
    forget_aged_of_savers: 'portal_worker',
    forget_exchanges: 'portal_worker',
    forgive_pin_failures: 'portal_worker',
    give_ombud_consent: 'portal_app',
    hold_consent: 'portal_app',
    link_identity: 'portal_app',
    name_ombud_caller: 'portal_app',
    newest_ombud_case: 'portal_app',
    ombud_consents_in_force: 'portal_app',
    open_ombud_case: 'portal_app',
    open_session: 'portal_app',
    open_sharing: 'portal_app',
    open_staff_session: 'portal_app',
    own_identities: 'portal_app',
    own_looks: 'portal_app portal_eraser',
    own_open_sessions: 'portal_app',
    own_pin_locks: 'portal_app',
    own_ombud_consents: 'portal_app',
    own_sessions: 'portal_app',
    own_sharing_readings: 'portal_app',
    own_sharing_seats: 'portal_app',
    own_tx_routes: 'portal_app',
    partner_session_holds: 'portal_app',
    pin_lock_of: '',
    publish_share: 'portal_app',
    read_as_helper: 'portal_app',
    read_sharing: 'portal_app',
    record_look: 'portal_app',
    register_saver: 'portal_app',
    revoke_ombud_consent: 'portal_app',
    route_tx: 'portal_app portal_worker',
    save_login_attempt: 'portal_app',
    save_partner_ticket: 'portal_app',
    saver_seen_since: 'portal_worker',
    savers_after: 'portal_worker',
    sharing_readings: 'portal_app',
    staff_is_there: '',
    take_invitation: 'portal_app',
    take_login_attempt: 'portal_app',
    take_partner_ticket: 'portal_app',
    touch_session: 'portal_app',
    use_pass: 'portal_app',
    touch_staff_session: 'portal_app',
    use_voice_event: 'portal_app',
    use_partner_jti: 'portal_app',
    uses: 'portal_app',
  })
})

test('every check constraint is named by what it checks', async () => {
  const unnamed = await query(
    db.owner.sql,
    `select conname from pg_constraint
     where connamespace = 'public'::regnamespace and contype = 'c' and conname ~ '_check[0-9]*$'`,
  )
  expect(unnamed).toEqual([])
})

test('migrations/schema.sql is what the migrations make (node server/testing/write-schema.ts writes it)', async () => {
  const written = await readFile(new URL('../../migrations/schema.sql', import.meta.url), 'utf8')
  expect(await dumpSchema(db.urls.owner)).toBe(written)
  expect(await dumpSchema(db.urls.superuser)).toBe(written)
})

test('the dump tells of a changed partition, grant or function', async () => {
  const before = await dumpSchema(db.urls.owner)
  await query(db.owner.sql, 'grant select on holding_p03 to portal_app')
  expect(await dumpSchema(db.urls.owner)).toContain('-- partition public.holding_p03')
  await query(db.owner.sql, 'revoke select on holding_p03 from portal_app')
  await query(db.owner.sql, 'grant execute on function portal.find_saver(bytea) to public')
  expect(await dumpSchema(db.urls.owner)).not.toBe(before)
  await query(db.owner.sql, 'revoke execute on function portal.find_saver(bytea) from public')
  expect(await dumpSchema(db.urls.owner)).toBe(before)
})

test('down takes everything back, and up again gives the same schema; two at once do no harm', async () => {
  const before = await dumpSchema(db.urls.owner)
  await migrateDown(db.urls.owner)
  const left = await query(
    db.owner.sql,
    `select relname from pg_class where relnamespace = 'public'::regnamespace
       and relname !~ '^migration' union all select nspname from pg_namespace where nspname = 'portal'`,
  )
  expect(left).toEqual([])
  const files = (await readdir(new URL('../../migrations/', import.meta.url))).filter((name) => name.endsWith('.ts'))
  const done = await Promise.all([migrate(db.urls.owner, db.urls.worker), migrate(db.urls.owner, db.urls.worker)])
  expect(done.map(({ length }) => length).toSorted((one, other) => one - other)).toEqual([0, files.length])
  expect(await dumpSchema(db.urls.owner)).toBe(before)
}, 60_000)
