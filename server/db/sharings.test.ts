/** Sharing between two savers, and those who try to get at what is not shared with them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { invitationHash, newInvitationCode } from '#server/crypto/shared-key.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { anySaver } from '#server/testing/examples.ts'
import { listAccesses } from './access-log.ts'
import { withClient } from './bootstrap.ts'
import type { SaverTransaction } from './database.ts'
import { asSaver, query, queryOne } from './database.ts'
import type { Membership, SharingKind } from './sharings.ts'
import {
  confirmMember,
  dropEndedSharings,
  endMembership,
  forgetMembership,
  listLooks,
  listMemberships,
  listReadings,
  lookAtInvitation,
  openSharing,
  publishShare,
  readAsHelper,
  readSharing,
  takeInvitation,
} from './sharings.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

const as = <T>(saverId: string, act: (t: SaverTransaction) => Promise<T>): Promise<T> => asSaver(db.app, saverId, act)
const savers = (...names: string[]): Promise<string[]> => Promise.all(names.map((name) => anySaver(db.app, name)))

const inTenDays = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10)
async function invite(saverId: string, kind: SharingKind = 'household', name = 'Anna Ask'): Promise<string> {
  const code = await as(saverId, (t) =>
    openSharing(
      t,
      kind === 'household'
        ? { kind, scope: 'totals', endsOn: null, name }
        : { kind, scope: 'forecast', endsOn: inTenDays, name },
    ),
  )
  if (code === null) throw new Error('Not opened')
  return code
}
const accept = (saverId: string, code: string, kind: SharingKind = 'household') =>
  as(saverId, (t) =>
    takeInvitation(t, code, kind, { name: 'Bo Björk', content: kind === 'household' ? 'of Bo' : null }),
  )

async function only(saverId: string, kind: SharingKind = 'household'): Promise<Membership> {
  const [member, ...more] = await as(saverId, (t) => listMemberships(t, kind))
  if (member === undefined || more.length > 0) throw new Error('Not one membership')
  return member
}

async function household(): Promise<{ a: string; b: string; sharingId: string }> {
  const [a = '', b = ''] = await savers('Anna Ask', 'Bo Björk')
  expect(await accept(b, await invite(a))).toBe('taken')
  const member = await only(a)
  await as(a, (t) => confirmMember(t, member.sharingId, 'Bo Björk'))
  expect(await as(a, (t) => publishShare(t, member, 'of Anna'))).toBe(true)
  return { a, b, sharingId: member.sharingId }
}

async function helped(): Promise<{ giver: string; helper: string; sharingId: string }> {
  const [giver = '', helper = ''] = await savers('Anna Ask', 'Bo Björk')
  expect(await accept(helper, await invite(giver, 'helper'), 'helper')).toBe('taken')
  const member = await only(giver, 'helper')
  await as(giver, (t) => confirmMember(t, member.sharingId, 'Bo Björk'))
  expect(await as(giver, (t) => publishShare(t, member, 'of Anna'))).toBe(true)
  return { giver, helper, sharingId: member.sharingId }
}

/** As time would, or an administrator with the database in hand. */
const meanwhile = (statement: string, ...values: unknown[]): Promise<void> =>
  withClient(db.urls.superuser, async (client) => {
    await client.query(statement, values)
  })
const left = (sharingId: string): Promise<unknown> =>
  withClient(db.urls.superuser, async (client) => {
    const { rows } = await client.query<Record<string, number>>(
      `select (select count(*)::int from sharing where sharing_id = $1) as sharing,
         (select count(*)::int from sharing_seat where sharing_id = $1) as seats,
         (select count(*)::int from sharing_invitation where sharing_id = $1) as invitations`,
      [sharingId],
    )
    return rows[0]
  })
const nothing = { sharing: 0, seats: 0, invitations: 0 }

/** The SQLSTATE with which a statement is refused. */
async function refusal(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise
    return 'not refused'
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error
  }
}
const forbidden = '42501'

describe('a household', () => {
  test('each sees what the other shows, and who it is', async () => {
    const { a, b, sharingId } = await household()
    for (const saverId of [a, b]) {
      const opened = await as(saverId, (t) => readSharing(t, sharingId))
      expect(opened).toMatchObject({
        invitedUntil: null,
        seats: { inviter: { name: 'Anna Ask', content: 'of Anna' }, guest: { name: 'Bo Björk', content: 'of Bo' } },
      })
      expect(opened?.seats.inviter?.sharedAt).toBeInstanceOf(Date)
    }
    expect((await only(a)).peer).toBe('Bo Björk')
    expect((await only(b)).peer).toBe('Anna Ask')
  })

  test('the inviter shows nothing before having said yes to the one who came', async () => {
    const [a = '', b = ''] = await savers('Anna Ask', 'Bo Björk')
    await accept(b, await invite(a))
    const member = await only(a)
    expect(await as(a, (t) => publishShare(t, member, 'too early'))).toBe(false)
    expect((await as(b, (t) => readSharing(t, member.sharingId)))?.seats.inviter?.content).toBeNull()
  })

  test('who leaves takes everything along at once, whichever side it is', async () => {
    for (const leaves of ['a', 'b'] as const) {
      const both = await household()
      const stays = leaves === 'a' ? both.b : both.a
      await as(both[leaves], (t) => forgetMembership(t, both.sharingId))
      expect(await left(both.sharingId)).toEqual(nothing)
      expect(await as(both[leaves], (t) => listMemberships(t, 'household'))).toEqual([])
      expect(await as(both[leaves], (t) => readSharing(t, both.sharingId))).toBeNull()
      expect(await as(stays, (t) => readSharing(t, both.sharingId))).toBeNull()
      expect((await only(stays)).peer).toBe(leaves === 'a' ? 'Anna Ask' : 'Bo Björk')
      expect(await as(stays, async (t) => publishShare(t, await only(stays), 'to nobody'))).toBe(false)
    }
  })

  test('one household is the most, for the inviter and for the invited', async () => {
    const { a, b } = await household()
    const [other = ''] = await savers('Cia Cederholm')
    expect(
      await as(a, (t) => openSharing(t, { kind: 'household', scope: 'totals', endsOn: null, name: 'Anna' })),
    ).toBeNull()
    const code = await invite(other)
    expect(await accept(b, code)).toBe('taken-elsewhere')
    // The refused acceptance has used nothing up.
    const [fourth = ''] = await savers('Dag Dal')
    expect(await accept(fourth, code)).toBe('taken')
  })

  test('two invitations to one and the same person: the first that is taken holds', async () => {
    const [a = '', b = '', c = ''] = await savers('Anna', 'Bo', 'Cia')
    const codes = [await invite(a), await invite(c)] as const
    expect(await accept(b, codes[0])).toBe('taken')
    expect(await accept(b, codes[1])).toBe('taken-elsewhere')
  })
})

describe('a code', () => {
  test('tells who invites to what, and is used up only by the acceptance', async () => {
    const [a = '', b = ''] = await savers('Anna Ask', 'Bo Björk')
    const code = await invite(a, 'helper')
    const look = () => as(b, (t) => lookAtInvitation(t, ` ${code.toLowerCase()} `))
    expect(await look()).toEqual({ kind: 'helper', scope: 'forecast', endsOn: inTenDays, name: 'Anna Ask' })
    expect(await look()).not.toBeNull()
    expect(await accept(b, code, 'helper')).toBe('taken')
    expect(await look()).toBeNull()
  })

  test('is worth nothing a second time, to the same or to another', async () => {
    const [a = '', b = '', c = ''] = await savers('Anna', 'Bo', 'Cia')
    const code = await invite(a)
    expect(await accept(b, code)).toBe('taken')
    expect(await accept(b, code)).toBe('gone')
    expect(await accept(c, code)).toBe('gone')
    expect(await as(c, (t) => readSharing(t, 'a0000000-0000-4000-8000-000000000000'))).toBeNull()
  })

  test('is taken by one when two try at once', async () => {
    const [a = '', b = '', c = ''] = await savers('Anna', 'Bo', 'Cia')
    const code = await invite(a)
    const outcomes = await Promise.all([accept(b, code), accept(c, code)])
    expect(outcomes.toSorted()).toEqual(['gone', 'taken'])
  })

  test('that is wrong, for another kind, or the inviter’s own gives nothing', async () => {
    const [a = '', b = ''] = await savers('Anna', 'Bo')
    const code = await invite(a)
    expect(await accept(b, newInvitationCode())).toBe('gone')
    expect(await accept(b, `' or true --`)).toBe('gone')
    expect(await accept(b, code, 'helper')).toBe('gone')
    expect(await accept(a, code)).toBe('own')
    expect(await accept(b, code)).toBe('taken')
  })

  test('that is older than seven days gives nothing, and the invitation is deleted', async () => {
    const [a = '', b = ''] = await savers('Anna', 'Bo')
    const code = await invite(a)
    const { sharingId } = await only(a)
    await meanwhile(
      `update sharing_invitation set expires_at = now() - interval '1 second' where sharing_id = $1`,
      sharingId,
    )
    expect(await as(b, (t) => lookAtInvitation(t, code))).toBeNull()
    expect(await accept(b, code)).toBe('gone')
    // Nor to one who had looked in time and answers too late.
    const late = as(b, (t) =>
      queryOne(t.sql, `select portal.take_invitation(?, '\\x', '\\x', '\\x', null) as outcome`, [invitationHash(code)]),
    )
    expect(await late).toEqual({ outcome: 'gone' })
    expect(await as(a, (t) => readSharing(t, sharingId))).toBeNull()
    expect(await left(sharingId)).toEqual(nothing)
  })

  test('lasts seven days at most, whatever is asked for', async () => {
    const [a = ''] = await savers('Anna')
    await invite(a)
    const opened = await as(a, async (t) => readSharing(t, (await only(a)).sharingId))
    const days = ((opened?.invitedUntil?.getTime() ?? 0) - Date.now()) / 86_400_000
    expect(days).toBeGreaterThan(6.99)
    expect(days).toBeLessThanOrEqual(7.01)
  })

  test('that was taken back gives nothing', async () => {
    const [a = '', b = ''] = await savers('Anna', 'Bo')
    const code = await invite(a)
    await as(a, async (t) => forgetMembership(t, (await only(a)).sharingId))
    expect(await accept(b, code)).toBe('gone')
  })

  test('is nowhere in the database', async () => {
    const [a = ''] = await savers('Anna')
    const code = await invite(a)
    const dumped = await withClient(db.urls.superuser, async (client) => {
      const texts: string[] = []
      for (const table of ['sharing', 'sharing_seat', 'sharing_invitation', 'sharing_member']) {
        const { rows } = await client.query<{ row: string }>(`select ${table}::text as row from ${table}`)
        texts.push(...rows.map(({ row }) => row))
      }
      return texts.join('\n')
    })
    const plain = code.replaceAll('-', '')
    for (const form of [code, plain, Buffer.from(code).toString('hex'), Buffer.from(plain).toString('hex')]) {
      expect(dumped).not.toContain(form)
    }
    expect(dumped).toContain(invitationHash(code).toString('hex'))
    expect(dumped).not.toContain('Anna')
  })
})

describe('a helper', () => {
  test('reads what is shown, each time recorded for the giver and for nobody else', async () => {
    const { giver, helper, sharingId } = await helped()
    expect(await as(helper, (t) => readAsHelper(t, sharingId))).toMatchObject({ content: 'of Anna' })
    expect(await as(helper, (t) => readAsHelper(t, sharingId))).toMatchObject({ content: 'of Anna' })
    expect(await as(giver, (t) => listReadings(t, sharingId))).toHaveLength(2)
    expect(await as(helper, (t) => listReadings(t, sharingId))).toEqual([])
    // In no way that is not recorded.
    expect((await as(helper, (t) => readSharing(t, sharingId)))?.seats.inviter?.content).toBeNull()
  })

  test('shows nothing of their own, and the giver’s own look is no reading', async () => {
    const { giver, helper, sharingId } = await helped()
    expect(await as(helper, async (t) => publishShare(t, await only(helper, 'helper'), 'of Bo'))).toBe(false)
    expect(await as(giver, (t) => readAsHelper(t, sharingId))).toBeNull()
    expect(await as(giver, (t) => listReadings(t, sharingId))).toEqual([])
  })

  test('sees nothing from the moment it is taken back; the giver keeps who saw what when', async () => {
    const { giver, helper, sharingId } = await helped()
    await as(helper, (t) => readAsHelper(t, sharingId))
    await as(giver, (t) => endMembership(t, sharingId))
    expect(await as(helper, (t) => readAsHelper(t, sharingId))).toBeNull()
    expect(await as(helper, (t) => readSharing(t, sharingId))).toBeNull()
    expect(await left(sharingId)).toEqual(nothing)
    expect(await only(giver, 'helper')).toMatchObject({ peer: 'Bo Björk', endedAt: expect.any(Date) as Date })
    expect(await as(giver, (t) => listReadings(t, sharingId))).toHaveLength(1)
    expect(await as(giver, async (t) => publishShare(t, await only(giver, 'helper'), 'again'))).toBe(false)
    await as(giver, (t) => forgetMembership(t, sharingId))
    expect(await as(giver, (t) => listReadings(t, sharingId))).toEqual([])
  })

  test('stays in the giver’s access log when the giver forgets them: when they looked, and not who they are', async () => {
    const { giver, helper, sharingId } = await helped()
    for (let time = 0; time < 2; time++) await as(helper, (t) => readAsHelper(t, sharingId))
    const looks = (await as(giver, (t) => listLooks(t, { before: 1e9, most: 9 }))).map(({ readAt }) => readAt)
    await as(giver, (t) => forgetMembership(t, sharingId))
    expect(await as(giver, (t) => listLooks(t, { before: 1e9, most: 9 }))).toEqual([])
    const entries = await as(giver, (t) => listAccesses(t, { most: 9 }))
    expect(entries).toMatchObject([
      { role: 'helper', act: 'overview-read', reason: 'helping', seenAt: looks[0] },
      { role: 'helper', act: 'overview-read', reason: 'helping', seenAt: looks[1] },
    ])
    const references = new Set(entries.map(({ actorReference }) => actorReference))
    expect([...references]).toEqual([expect.stringMatching(/^[\da-f]{8}$/)])
    expect(sharingId).not.toContain([...references].join(''))
    expect(await as(helper, (t) => listAccesses(t, { most: 9 }))).toEqual([])
  })

  test('sees nothing from the day after the last, and what was shown is deleted', async () => {
    const { giver, helper, sharingId } = await helped()
    await meanwhile(
      `update sharing set ends_on = (now() at time zone 'Europe/Stockholm')::date where sharing_id = $1`,
      sharingId,
    )
    expect(await as(helper, (t) => readAsHelper(t, sharingId))).not.toBeNull()
    await meanwhile('update sharing set ends_on = ends_on - 1 where sharing_id = $1', sharingId)
    expect(await as(helper, (t) => readAsHelper(t, sharingId))).toBeNull()
    expect(await left(sharingId)).toEqual(nothing)
    expect(await as(giver, (t) => readSharing(t, sharingId))).toBeNull()
  })

  test('is not let in for more than a year', async () => {
    const [giver = ''] = await savers('Anna')
    const tooFar = new Date(Date.now() + 368 * 86_400_000).toISOString().slice(0, 10)
    const opening = as(giver, (t) =>
      openSharing(t, { kind: 'helper', scope: 'forecast', endsOn: tooFar, name: 'Anna' }),
    )
    expect(await refusal(opening)).toBe('23514')
  })
})

test('what is over is deleted by the worker too, and nothing else is', async () => {
  const over = await helped()
  const goesOn = await helped()
  await meanwhile('update sharing set ends_on = current_date - 2 where sharing_id = $1', over.sharingId)
  expect(await dropEndedSharings(db.worker, 100)).toBeGreaterThanOrEqual(1)
  expect(await left(over.sharingId)).toEqual(nothing)
  expect(await as(goesOn.helper, (t) => readAsHelper(t, goesOn.sharingId))).not.toBeNull()
})

describe('a third saver', () => {
  test('who knows the sharing’s id sees, changes and ends nothing', async () => {
    const { a, sharingId } = await household()
    const helping = await helped()
    const [c = ''] = await savers('Cia')
    for (const id of [sharingId, helping.sharingId]) {
      const counts = await as(c, async (t) => ({
        seats: await query(t.sql, 'select * from portal.read_sharing(?)', [id]),
        shown: await query(t.sql, 'select * from portal.read_as_helper(?)', [id]),
        readings: await query(t.sql, 'select * from portal.sharing_readings(?)', [id]),
        published: await queryOne(
          t.sql,
          `select portal.publish_share(?, '\\x01'::bytea || repeat('x', 40)::bytea) as done`,
          [id],
        ),
        members: await query(t.sql, 'select * from sharing_member'),
      }))
      expect(counts).toEqual({ seats: [], shown: [], readings: [], published: { done: false }, members: [] })
      await as(c, (t) => forgetMembership(t, id))
    }
    expect(await as(a, (t) => readSharing(t, sharingId))).not.toBeNull()
    expect(await as(helping.giver, (t) => listReadings(t, helping.sharingId))).toEqual([])
  })

  test('cannot be made a member by hand, and no member can take another seat', async () => {
    const { b, sharingId } = await household()
    const [c = ''] = await savers('Cia')
    const seat = `insert into sharing_member (saver_id, sharing_id, kind, seat, scope, key_sealed)
      values (?, ?, 'household', 'inviter', 'totals', '\\x01'::bytea || repeat('x', 76)::bytea)`
    expect(await refusal(as(c, (t) => query(t.sql, seat, [c, sharingId])))).toBe(forbidden)
    for (const column of ['seat', 'kind', 'sharing_id', 'saver_id', 'scope', 'ends_on']) {
      expect(await refusal(as(b, (t) => query(t.sql, `update sharing_member set ${column} = null`)))).toBe(forbidden)
    }
  })

  test('without a saver, the functions see nothing and open nothing', async () => {
    const { sharingId } = await household()
    expect(await query(db.app.sql, 'select * from portal.read_sharing(?)', [sharingId])).toEqual([])
    expect(
      await refusal(
        query(
          db.app.sql,
          `select portal.open_sharing(gen_random_uuid(), 'household', 'totals', null, '\\x', '\\x', '\\x', '\\x', '1 h')`,
        ),
      ),
    ).toBe(forbidden)
    expect(await refusal(query(db.app.sql, `select portal.take_invitation('\\x', '\\x', '\\x', '\\x', null)`))).toBe(
      forbidden,
    )
  })
})

test('one member’s row is out of reach for the other’s transaction', async () => {
  const { a, b, sharingId } = await household()
  await as(a, async (t) => {
    expect(await query(t.sql, 'select saver_id from sharing_member')).toEqual([{ saver_id: a }])
    await query(t.sql, 'update sharing_member set ended_at = now(), key_sealed = null where saver_id = ?', [b])
    await query(t.sql, 'delete from sharing_member where saver_id = ?', [b])
  })
  expect(await as(b, (t) => readSharing(t, sharingId))).not.toBeNull()
})

test('the seats, invitations and readings are closed to web and worker but for the functions', async () => {
  for (const { sql } of [db.app, db.worker]) {
    for (const table of ['sharing', 'sharing_seat', 'sharing_invitation', 'sharing_reading']) {
      expect(await refusal(query(sql, `select from ${table}`)), table).toBe(forbidden)
      expect(await refusal(query(sql, `delete from ${table}`)), table).toBe(forbidden)
    }
  }
  expect(await refusal(query(db.worker.sql, 'select from sharing_member'))).toBe(forbidden)
  expect(await refusal(query(db.worker.sql, `select portal.find_invitation('\\x00')`))).toBe(forbidden)
  expect(await refusal(query(db.app.sql, 'select portal.drop_ended_sharings(null, 1)'))).toBe(forbidden)
})

test('a sealed share moved to the other seat does not open', async () => {
  const { a, sharingId } = await household()
  await meanwhile(
    `update sharing_seat s set content_sealed = o.content_sealed from sharing_seat o
     where s.sharing_id = $1 and o.sharing_id = $1 and s.seat = 'guest' and o.seat = 'inviter'`,
    sharingId,
  )
  await expect(as(a, (t) => readSharing(t, sharingId))).rejects.toThrow('does not open')
})
