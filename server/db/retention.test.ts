/** Every table has a time that its rows are kept, said in docs/privacy.md; and what is over it goes, nothing else. */
import { randomBytes, randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { answered, anySaver, providerEntry } from '#server/testing/examples.ts'
import { createLogger } from '#server/observability/logger.ts'
import { forgetAgedRows } from '#server/jobs/daily.ts'
import { withClient } from './bootstrap.ts'
import { createCollection } from './collections.ts'
import { asSaver, query } from './database.ts'
import { listCurrentHoldings } from './holdings.ts'
import { replaceProviders } from './providers.ts'
import { markFailed, storeAnswer } from './retrievals.ts'

let test: TestDatabase
let lines: Record<string, unknown>[] = []
beforeAll(async () => {
  test = await testDatabase()
  await replaceProviders(test.owner, [providerEntry('nordfjall'), providerEntry('sydfjall')])
})
afterAll(() => test.close())
beforeEach(() => {
  lines = []
})

const forget = () =>
  forgetAgedRows({
    db: test.worker,
    logger: createLogger({
      level: 'info',
      process: 'test',
      out: { write: (line) => lines.push(JSON.parse(line) as Record<string, unknown>) },
    }),
    now: () => new Date(),
    ownCertificates: [],
    accessLogRoots: null,
  })

/** Past foreign keys, checks of the past and all rights. */
const asSuperuser = <T>(act: (client: pg.Client) => Promise<T>): Promise<T> =>
  withClient(test.urls.superuser, async (client) => {
    await client.query('set session_replication_role = replica')
    return await act(client)
  })

it('has a line in docs/privacy.md for every table there is, and none for another', async () => {
  const text = await readFile(new URL('../../docs/privacy.md', import.meta.url), 'utf8')
  const section = /\n## How long\n([^]*?)(?=\n## |$)/.exec(text)?.[1] ?? ''
  const listed = [...section.matchAll(/^\| ((?:`[^`]+`(?:, )?)+) \| ([^|]+) \| ([^|]+) \|$/gm)].flatMap(
    ([, names = '']) => [...names.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
  )
  const tables = await query<{ name: string }>(
    test.owner.sql,
    `select case n.nspname when 'public' then '' else n.nspname || '.' end || c.relname as name
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^pg_|^information_schema$'`,
  )
  expect(listed.toSorted()).toEqual(tables.map(({ name }) => name).toSorted())
})

interface Aged {
  readonly table: string
  readonly column: string
  /** One that is over its time, and one that is just within. */
  readonly over: string
  readonly within: string
  readonly row: Readonly<Record<string, unknown>>
}

/** Their rows have no saver, or need none. */
const ofNoSaver =
  /^(tx_tombstone|recalculation|login_attempt|use_count|sharing_reading|staff_session|voice_event|used_pass|pin_lock|ombud_case|partner_\w+|graphile.*)$/
const year2999 = new Date('2999-01-01')
const kinds: readonly Aged[] = [
  {
    table: 'login_attempt',
    column: 'expires_at',
    over: '1 second',
    within: '-1 minute',
    row: { state_hash: randomBytes(32), payload_sealed: Buffer.alloc(50, 2) },
  },
  {
    table: 'session',
    column: 'last_seen_at',
    over: '25 hours',
    within: '23 hours',
    row: { token_hash: randomBytes(32), level: 'loa2', absolute_until: year2999, created_at: new Date('2020-01-01') },
  },
  {
    table: 'use_count',
    column: 'window_ends',
    over: '1 second',
    within: '-1 minute',
    row: { scope: 'test', who: randomBytes(32), window_begins: new Date('2020-01-01'), used: 1 },
  },
  {
    table: 'tx_tombstone',
    column: 'erased_on',
    over: '366 days',
    within: '364 days',
    row: { tx_id: randomUUID(), provider_id: 'nordfjall' },
  },
  {
    table: 'recalculation',
    column: 'received_at',
    over: '25 months 1 day',
    within: '24 months 29 days',
    row: { provider_id: 'nordfjall', tx_id: randomUUID(), valid_on: '2026-01-01', stock: 'alla' },
  },
  {
    table: 'sharing_reading',
    column: 'read_at',
    over: '5 years 1 day',
    within: '4 years 364 days',
    row: { sharing_id: randomUUID() },
  },
  {
    table: 'email_change',
    column: 'expires_at',
    over: '25 hours',
    within: '23 hours',
    row: { change_id: randomUUID(), email_sealed: Buffer.alloc(40, 1) },
  },
  {
    table: 'notice',
    column: 'created_at',
    over: '91 days',
    within: '89 days',
    row: { notice_id: randomUUID(), kind: 'collected', event_id: randomUUID() },
  },
  {
    table: 'errand',
    column: 'created_at',
    over: '5 years 1 day',
    within: '4 years 364 days',
    row: {
      errand_id: randomUUID(),
      provider_id: 'nordfjall',
      tx_id: randomUUID(),
      operation: 'anmalFel',
      content_sealed: Buffer.alloc(40, 1),
    },
  },
  {
    table: 'sharing_member',
    column: 'ended_at',
    over: '5 years 1 day',
    within: '4 years 364 days',
    row: { sharing_id: randomUUID(), kind: 'helper', seat: 'inviter', scope: 'forecast' },
  },
  {
    table: 'original',
    column: 'received_at',
    over: '13 months 1 day',
    within: '12 months 29 days',
    row: { retrieval_id: randomUUID(), content_sealed: Buffer.alloc(40, 1), content_type: 'text/xml' },
  },
  {
    table: 'staff_session',
    column: 'idle_until',
    over: '1 second',
    within: '-1 minute',
    row: { token_hash: randomBytes(32), staff_reference: 'staff-7', role: 'ombud', absolute_until: year2999 },
  },
  {
    table: 'voice_event',
    column: 'expires_at',
    over: '1 second',
    within: '-1 minute',
    row: { event_hash: randomBytes(32) },
  },
  {
    table: 'used_pass',
    column: 'expires_at',
    over: '1 second',
    within: '-1 minute',
    row: { pass_hash: randomBytes(32) },
  },
  {
    table: 'pin_lock',
    column: 'tried_at',
    over: '25 hours',
    within: '23 hours',
    row: { number_hash: randomBytes(32), of_saver: false, failures: 1 },
  },
  {
    table: 'partner_ticket',
    column: 'expires_at',
    over: '11 minutes',
    within: '9 minutes',
    row: { ticket_hash: randomBytes(32), partner_id: 'partner' },
  },
  {
    table: 'partner_jti',
    column: 'expires_at',
    over: '1 second',
    within: '-1 minute',
    row: { partner_id: 'partner', jti_hash: randomBytes(32) },
  },
  {
    table: 'partner_usage',
    column: 'day',
    over: '25 months 2 days',
    within: '24 months 27 days',
    row: { partner_id: 'partner', what: 'visit', times: 1 },
  },
  {
    table: 'ombud_case',
    column: 'ended_at',
    over: '61 minutes',
    within: '59 minutes',
    row: {
      case_id: randomUUID(),
      session_hash: randomBytes(32),
      staff_reference: 's',
      code_until: year2999,
      outcome: 'ended',
    },
  },
  {
    table: 'graphile_worker._private_jobs',
    column: 'updated_at',
    over: '31 days',
    within: '29 days',
    row: { task_id: 1, attempts: 25, max_attempts: 25 },
  },
]

it.each(kinds)('deletes rows of $table when they are older than it keeps them, and not before', async (kind) => {
  const saverId = await anySaver(test.app)
  const named = ofNoSaver.test(kind.table)
  const row = named ? kind.row : { ...kind.row, saver_id: saverId }
  const names = Object.keys(row)
  const add = (age: string) =>
    asSuperuser((client) =>
      client.query(
        `insert into ${kind.table} (${[...names, kind.column].join(', ')})
         values (${names.map((_name, index) => `$${index + 1}`).join(', ')}, now() - interval '${age}')`,
        Object.values(row),
      ),
    )
  const count = async () =>
    await asSuperuser(async (client) => (await client.query(`select from ${kind.table}`)).rowCount)
  const before = await count()
  await add(kind.within)
  await forget()
  expect([await count(), lines]).toEqual([(before ?? 0) + 1, []])
  await asSuperuser((client) =>
    client.query(`delete from ${kind.table} where ${names[0] ?? ''} = $1`, [row[names[0] ?? '']]),
  )
  await add(kind.over)
  await forget()
  expect([await count(), lines]).toMatchObject([before, [{ event: 'aged-rows-forgotten' }]])
})

it('closes a case whose time has run out, and keeps one with a consent for five years', async () => {
  const saverId = await anySaver(test.app)
  const rows = () =>
    asSuperuser(
      async (client) =>
        (
          await client.query<{ outcome: string | null; left: boolean }>(
            `select outcome, number_hash is not null as left from ombud_case order by opened_at`,
          )
        ).rows,
    )
  await asSuperuser((client) =>
    client.query(
      `insert into ombud_case (case_id, session_hash, staff_reference, number_hash, code, code_until, opened_at)
       values (gen_random_uuid(), $1, 'late', $2, '12345678', now() - interval '1 minute', now() - interval '9 hours')`,
      [randomBytes(32), randomBytes(32)],
    ),
  )
  for (const age of ['5 years 1 day', '4 years 364 days']) {
    await asSuperuser((client) =>
      client.query(
        `insert into ombud_case (case_id, session_hash, staff_reference, code_until, saver_id, consent_version,
           consented_at, consent_until, ended_at, outcome)
         values (gen_random_uuid(), $1, 'kept', now(), $2, '1', now(), now(), now() - $3::interval, 'revoked')`,
        [randomBytes(32), saverId, age],
      ),
    )
  }
  await forget()
  expect(await rows()).toEqual([
    { outcome: 'expired', left: false },
    { outcome: 'revoked', left: false },
  ])
})

it('forgets former collections after 25 months, but for the two newest answers of each provider', async () => {
  const saverId = await anySaver(test.app)
  /** Asked so many months ago; what each provider answered. */
  const collect = async (monthsAgo: number, nordfjall: string | null, sydfjall: string | null): Promise<void> => {
    const ids = await asSaver(test.app, saverId, async (t) => {
      const created = await createCollection(t, {
        reason: 'saver-asked',
        deadlineAt: new Date(Date.now() + 60_000),
        providers: [providerEntry('nordfjall'), providerEntry('sydfjall')],
      })
      if (created === null) throw new Error('Not created')
      for (const [index, number] of [nordfjall, sydfjall].entries()) {
        const id = created.retrievals[index]?.retrievalId ?? ''
        if (number === null) await markFailed(t, id, 'timeout')
        else await storeAnswer(t, id, answered(number))
      }
      await query(t.sql, 'update collection set settled_at = now() where collection_id = ?', [created.collectionId])
      return created
    })
    await asSuperuser((client) =>
      client.query(
        `update collection set requested_at = requested_at - make_interval(months => $1) where collection_id = $2`,
        [monthsAgo, ids.collectionId],
      ),
    )
  }
  const numbers = async () =>
    (
      await asSaver(test.app, saverId, (t) =>
        query<{ months: number; answers: string }>(
          t.sql,
          `select extract(year from age(now(), c.requested_at))::int * 12
                    + extract(month from age(now(), c.requested_at))::int as months,
                  string_agg(r.provider_id || ' ' || r.outcome || ' '
                    || (select count(*) from holding h where h.retrieval_id = r.retrieval_id), ', ' order by r.provider_id)
                    as answers
           from collection c left join retrieval r using (saver_id, collection_id) group by c.collection_id, c.requested_at
           order by c.requested_at`,
        ),
      )
    ).map(({ months, answers }) => `${months}: ${answers}`)
  await collect(60, 'N-60', 'S-60')
  await collect(50, 'N-50', 'S-50')
  await collect(40, 'N-40', null)
  await collect(30, 'N-30', null)
  await collect(24, 'N-24', null)
  await collect(0, 'N-0', null)
  const current = () => asSaver(test.app, saverId, (t) => listCurrentHoldings(t))
  const shown = await current()
  expect(shown).toHaveLength(2)
  await forget()
  expect(await numbers()).toEqual([
    '60: sydfjall answered 1',
    '50: sydfjall answered 1',
    '24: nordfjall answered 1, sydfjall failed 0',
    '0: nordfjall answered 1, sydfjall failed 0',
  ])
  expect(await current()).toEqual(shown)
  const routes = await query(test.owner.sql, 'select from tx_route where saver_id = ?', [saverId])
  expect(routes).toHaveLength(6)
})

it('goes through all savers, and touches none of what is in use', async () => {
  const before = await asSuperuser(async (client) => (await client.query('select from holding')).rowCount)
  for (let count = 0; count < 3; count++) await anySaver(test.app)
  const pages: (string | null)[] = []
  for (let after: string | null = null; ;) {
    const rows: readonly { last: string | null }[] = await query(
      test.worker.sql,
      'select last from portal.forget_aged_of_savers(?, 2)',
      [after],
    )
    pages.push((after = rows[0]?.last ?? null))
    if (after === null) break
  }
  const savers = await query<{ id: string }>(
    test.owner.sql,
    'select saver_id as id from saver_identity order by saver_id',
  )
  expect(pages).toEqual([
    ...savers.filter((_saver, index) => index % 2 === 1 || index === savers.length - 1).map(({ id }) => id),
    null,
  ])
  expect(await asSuperuser(async (client) => (await client.query('select from holding')).rowCount)).toBe(before)
})
