import { expect, test } from 'vitest'
import type { PinLogin, PinLoginAnswer, PinTyped } from '#server/services/api/pin.ts'
import { visit } from '../../testing/portal.ts'
import { loader as challenge } from './challenge.ts'
import { action as join, loader as queue } from './queue.tsx'
import { action, loader } from './route.tsx'
import { secondsLeft } from './seconds-left.ts'

let typed: PinTyped[] = []
const door = (answer: PinLoginAnswer, more: Partial<PinLogin> = {}): PinLogin => ({
  logIn: (given) => {
    typed.push(given)
    return Promise.resolve(answer)
  },
  challenge: () => Promise.resolve({ parameters: {} }),
  queue: () => Promise.resolve('2026-11-22T10:00:30.000Z'),
  turn: null,
  ...more,
})
const form = { personnummer: ' 19900601-2380 ', kod: '123456', altcha: 'löst' }
const sent = (pinLogin: PinLogin) => action(visit('/login/pin', { saver: null, form, pinLogin }))

test('who is let in goes to the overview', async () => {
  typed = []
  expect(await sent(door({ kind: 'in' }))).toMatchObject({ status: 303 })
  expect(typed).toEqual([{ number: '19900601-2380', pin: '123456', solution: 'löst' }])
})

test.each([
  [{ kind: 'refused' } as const, 422, true],
  [{ kind: 'prove' } as const, 422, true],
  [{ kind: 'too-early', seconds: 7 } as const, 422, true],
  [{ kind: 'too-many' } as const, 429, false],
])('who is not gets the number back and never the PIN: %o', async (answer, status, asksProof) => {
  const given = await sent(door(answer))
  expect(given).toMatchObject({ data: { answer, number: '19900601-2380', asksProof }, init: { status } })
  expect(JSON.stringify(given)).not.toContain('123456')
})

test('no proof is asked for before one is needed', async () => {
  const plain = { personnummer: '199006012380', kod: '123456' }
  const given = await action(visit('/login/pin', { saver: null, form: plain, pinLogin: door({ kind: 'refused' }) }))
  expect(given).toMatchObject({ data: { asksProof: false } })
})

test('where no PIN is taken, the pages say so and take none', async () => {
  const nowhere = visit('/login/pin', { saver: null, form })
  expect(loader(nowhere)).toEqual({ offered: false, seconds: null })
  expect(await action(nowhere)).toMatchObject({ data: { answer: { kind: 'refused' } }, init: { status: 422 } })
  expect((await challenge(visit('/login/pin/utmaning', { saver: null }))).status).toBe(404)
  expect(await join(visit('/login/pin/ko', { saver: null, form: {} }))).toMatchObject({ init: { status: 429 } })
})

test('a place in the queue is shown by how long is left', async () => {
  const turn = new Date(Date.now() + 20_500).toISOString()
  const waiting = visit('/login/pin/ko', { saver: null, pinLogin: door({ kind: 'prove' }, { turn }) })
  expect(queue(waiting).seconds).toBeGreaterThan(15)
  expect(loader(waiting)).toMatchObject({ offered: true })
  expect(secondsLeft('2026-11-22T10:00:30.000Z', Date.parse('2026-11-22T10:00:09.500Z'))).toBe(21)
  expect(secondsLeft('2026-11-22T10:00:30.000Z', Date.parse('2026-11-22T10:01:00.000Z'))).toBe(0)
  const joined = await join(visit('/login/pin/ko', { saver: null, form: {}, pinLogin: door({ kind: 'prove' }) }))
  expect(joined).toMatchObject({ status: 303 })
  const full = door({ kind: 'prove' }, { queue: () => Promise.resolve(null) })
  expect(await join(visit('/login/pin/ko', { saver: null, form: {}, pinLogin: full }))).toMatchObject({
    init: { status: 429 },
  })
})

test('challenges end where too many were asked for', async () => {
  const asked = (pinLogin: PinLogin) => challenge(visit('/login/pin/utmaning', { saver: null, pinLogin }))
  expect((await asked(door({ kind: 'prove' }))).status).toBe(200)
  expect((await asked(door({ kind: 'prove' }, { challenge: () => Promise.resolve(null) }))).status).toBe(429)
})
