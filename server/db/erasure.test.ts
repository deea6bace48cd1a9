/** After an account is closed, nothing in the database leads to its saver: every table is searched as text. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { randomBytes, randomUUID } from 'node:crypto'
import type { PersonalNumber } from '#providers/personal-number.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import type { Filled } from '#server/testing/every-table.ts'
import { fillEverySaverTable, saverTablesOf } from '#server/testing/every-table.ts'
import { anyNumber, answered, providerEntry } from '#server/testing/examples.ts'
import { listAccesses, readWholeLog, recordAccess } from './access-log.ts'
import { addApproval } from './approvals.ts'
import { createCollection } from './collections.ts'
import { withClient } from './bootstrap.ts'
import { asSaver, query } from './database.ts'
import { addEmailChange } from './email-changes.ts'
import { eraseSaver } from './erasure.ts'
import { replaceProviders } from './providers.ts'
import { storeAnswer } from './retrievals.ts'
import { addRecord } from './saver-records.ts'
import { findOrCreateSaver } from './savers.ts'
import { openSession, touchSession } from './sessions.ts'
import {
  confirmMember,
  listLooks,
  listMemberships,
  openSharing,
  publishShare,
  recordLook,
  takeInvitation,
} from './sharings.ts'
import { routeTx } from './tx-routes.ts'

const secret = 'Åsa-Hemlig Öström-Lindqvist'
let test: TestDatabase
beforeAll(async () => {
  test = await testDatabase()
  await replaceProviders(test.owner, [providerEntry('nordfjall')])
})
afterAll(() => test.close())

interface Life {
  readonly saverId: string
  readonly number: PersonalNumber
  readonly txId: string
  readonly token: Buffer
  readonly filled: readonly Filled[]
}

/** A saver who has done what there is to do, with a row in every other table too. */
async function live(): Promise<Life> {
  const number = anyNumber()
  const { saverId } = await findOrCreateSaver(test.app, { number, name: secret })
  const token = Buffer.from(randomUUID().replaceAll('-', ''), 'ascii')
  const txId = await asSaver(test.app, saverId, async (t) => {
    await addApproval(t, { version: 'test', channel: 'portal' })
    await recordAccess(t, { role: 'ombud', actorReference: 'staff-7', act: 'overview-read' })
    await addRecord(t, 'own-entry', { name: secret, value: 987_654_321_012 })
    await addEmailChange(t, 'asa.hemlig@example.org')
    const created = await createCollection(t, {
      reason: 'first-visit',
      deadlineAt: new Date(Date.now() + 60_000),
      providers: [providerEntry('nordfjall')],
    })
    const [retrieval] = created?.retrievals ?? []
    if (retrieval === undefined) throw new Error('not created')
    await storeAnswer(t, retrieval.retrievalId, answered('HEMLIGT-AVTAL-1'))
    return retrieval.txId
  })
  await openSession(test.app, { tokenHash: token, saverId, level: 'loa3', partnerId: null, idToken: 'a.b.c' })
  return { saverId, number, txId, token, filled: await fillEverySaverTable(test, saverId) }
}

/** What each table holds, as text: every schema but the server's own. */
async function everything(): Promise<ReadonlyMap<string, string>> {
  const tables = await query<{ name: string }>(
    test.owner.sql,
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname !~ '^pg_|^information_schema$' order by 1`,
  )
  return await withClient(test.urls.superuser, async (client) => {
    const texts = new Map<string, string>()
    for (const { name } of tables) {
      const { rows } = await client.query<{ text: string }>(`select one::text as text from ${name} as one`)
      texts.set(name, rows.map(({ text }) => text).join('\n'))
    }
    return texts
  })
}

/** What is to be found nowhere, in every form it could be written in. */
function traces({ saverId, number, filled, token }: Life): readonly string[] {
  const plain = [
    saverId,
    number.reveal(),
    number.reveal().slice(2),
    secret,
    'asa.hemlig@example.org',
    'HEMLIGT-AVTAL-1',
    '987654321012',
    ...filled.flatMap(({ table, marks }) => (table === 'tx_route' ? [] : marks)),
  ]
  const hex = (bytes: Buffer) => bytes.toString('hex')
  return [
    ...plain,
    ...plain.map((text) => hex(Buffer.from(text, 'utf8'))),
    hex(test.vault.hashNumber(number)),
    hex(token),
  ]
}

async function found(life: Life): Promise<readonly string[]> {
  const texts = await everything()
  return [...texts].flatMap(([name, text]) =>
    traces(life).flatMap((trace) => (text.includes(trace) ? [`${name}: ${trace}`] : [])),
  )
}

it('leaves nothing of a saver in any table, nor in the queue, and nothing of another is touched', async () => {
  const [life, other] = [await live(), await live()]
  const before = await found(life)
  for (const table of ['saver_identity', 'session', 'tx_route', '_private_jobs', 'notice', 'holding']) {
    expect(
      before.some((place) => place.includes(table)),
      table,
    ).toBe(true)
  }
  const others = await found(other)
  await eraseSaver(test.eraser, life.saverId)
  expect(await found(life)).toEqual([])
  expect(await found(other)).toEqual(others)
  expect(await touchSession(test.app, life.token, { renew: true })).toBeNull()
})

it.each(['inviter', 'guest'] as const)('leaves nothing of the %s with the other of a household', async (leaver) => {
  const [inviter, guest] = [await live(), await live()]
  const gone = leaver === 'inviter' ? inviter : guest
  const other = leaver === 'inviter' ? guest : inviter
  const code = await asSaver(test.app, inviter.saverId, (t) =>
    openSharing(t, { kind: 'household', scope: 'totals', endsOn: null, name: secret }),
  )
  await asSaver(test.app, guest.saverId, (t) =>
    takeInvitation(t, code ?? '', 'household', { name: secret, content: { monthly: 987_654_321_012 } }),
  )
  const [member] = await asSaver(test.app, inviter.saverId, (t) => listMemberships(t, 'household'))
  if (member === undefined) throw new Error('not joined')
  const { sharingId } = member
  await asSaver(test.app, inviter.saverId, async (t) => {
    await confirmMember(t, sharingId, secret)
    await publishShare(t, member, { monthly: 123_456 })
    await recordLook(t, sharingId)
  })
  await asSaver(test.app, guest.saverId, (t) => recordLook(t, sharingId))
  const rows = async () => {
    const texts = await everything()
    return ['sharing', 'sharing_seat', 'sharing_invitation', 'sharing_reading'].map(
      (name) => (texts.get(`public.${name}`) ?? '').split('\n').filter((row) => row.includes(sharingId)).length,
    )
  }
  const looksAt = async ({ saverId }: Life) =>
    (await asSaver(test.app, saverId, (t) => listLooks(t, { before: 1e9, most: 9 }))).length
  expect([await rows(), await looksAt(inviter), await looksAt(guest)]).toEqual([[1, 2, 0, 2], 1, 1])
  const [begun] = await asSaver(test.app, gone.saverId, (t) => listAccesses(t, { most: 1 }))
  await eraseSaver(test.eraser, gone.saverId)
  expect(await found(gone)).toEqual([])
  expect([await rows(), await looksAt(other)]).toEqual([[0, 0, 0, 1], 1])
  const kept = []
  for await (const entry of readWholeLog(test.owner.sql)) if (entry.chainId === begun?.chainId) kept.push(entry)
  expect(kept).toMatchObject([
    { role: 'ombud' },
    { role: 'helper', act: 'forecast-read', seenAt: expect.any(Date) as Date },
    { act: 'account-closed' },
  ])
  await eraseSaver(test.eraser, other.saverId)
  expect(await rows()).toEqual([0, 0, 0, 0])
})

it('lets the same person come back as somebody new', async () => {
  const life = await live()
  await eraseSaver(test.eraser, life.saverId)
  const back = await findOrCreateSaver(test.app, { number: life.number, name: secret })
  expect(back.created).toBe(true)
  expect(back.saverId).not.toBe(life.saverId)
})

it('is done once when it is asked for twice at once, and refuses neither', async () => {
  const { saverId } = await live()
  const before = await query(test.owner.sql, `select from access_log where act = 'account-closed'`)
  await Promise.all([eraseSaver(test.eraser, saverId), eraseSaver(test.eraser, saverId)])
  await eraseSaver(test.eraser, saverId)
  const after = await query(test.owner.sql, `select from access_log where act = 'account-closed'`)
  expect(after).toHaveLength(before.length + 1)
})

it('knows the TxIds of those who have left, and of whom no more', async () => {
  const life = await live()
  await eraseSaver(test.eraser, life.saverId)
  expect(await routeTx(test.app, life.txId)).toEqual({ kind: 'erased', providerId: 'nordfjall' })
})

it('keeps the access log, which leads to nobody, with the closing as its last entry', async () => {
  const life = await live()
  const [first] = await asSaver(test.app, life.saverId, (t) => listAccesses(t, { most: 1 }))
  await eraseSaver(test.eraser, life.saverId)
  const kept = []
  for await (const entry of readWholeLog(test.owner.sql)) if (entry.chainId === first?.chainId) kept.push(entry)
  expect(kept.map(({ act }) => act)).toEqual(['overview-read', 'account-closed'])
  expect(await asSaver(test.app, life.saverId, (t) => listAccesses(t, { most: 9 }))).toEqual([])
})

it('ends a telephone case that is open for the number, and its hash goes', async () => {
  const life = await live()
  const session = randomBytes(32)
  await withClient(test.urls.superuser, (client) =>
    client.query(
      `insert into ombud_case (case_id, session_hash, staff_reference, number_hash, code, code_until)
       values (gen_random_uuid(), $1, 'staff-7', $2, '12345678', now() + interval '10 minutes')`,
      [session, test.vault.hashNumber(life.number)],
    ),
  )
  expect((await found(life)).some((place) => place.includes('ombud_case'))).toBe(true)
  await eraseSaver(test.eraser, life.saverId)
  expect(await found(life)).toEqual([])
  expect(await query(test.owner.sql, `select outcome from ombud_case where session_hash = ?`, [session])).toEqual([
    { outcome: 'ended' },
  ])
})

it('erases a table that nobody has thought of', async () => {
  const life = await live()
  await query(
    test.owner.sql,
    `create table later_child (saver_id uuid not null, record_id uuid, note text,
       foreign key (saver_id, record_id) references saver_record (saver_id, record_id))`,
  )
  try {
    await query(
      test.owner.sql,
      `with saver as (select set_config('app.saver_id', ?, true), set_config('app.actor', 'saver', true))
       insert into later_child (saver_id, note) select ?, 'later' from saver`,
      [life.saverId, life.saverId],
    )
    await eraseSaver(test.eraser, life.saverId)
    expect(await query(test.owner.sql, 'select from later_child')).toEqual([])
  } finally {
    await query(test.owner.sql, 'drop table later_child')
  }
})

it('is for the eraser alone, which can read and change nothing else', async () => {
  const life = await live()
  for (const db of [test.app, test.worker]) {
    await expect(eraseSaver(db, life.saverId)).rejects.toMatchObject({ code: '42501' })
  }
  for (const table of (await saverTablesOf(test)).filter((name) => name !== 'access_chain')) {
    for (const statement of [`select from ${table}`, `delete from ${table}`]) {
      await expect(asSaver(test.eraser, life.saverId, (t) => query(t.sql, statement))).rejects.toMatchObject({
        code: '42501',
      })
    }
  }
  await expect(query(test.eraser.sql, 'select portal.erase_saver()')).rejects.toMatchObject({ code: '42501' })
})

it('gets on with what is written at the same time', async () => {
  const life = await live()
  const writing = Array.from({ length: 20 }, (_, number) =>
    asSaver(test.app, life.saverId, (t) => addRecord(t, 'plan', { number })).catch(() => null),
  )
  await Promise.all([eraseSaver(test.eraser, life.saverId), ...writing])
  expect(await found(life)).toEqual([])
})
