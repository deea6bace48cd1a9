import { expect, test } from 'vitest'
import type { Approval } from '#server/services/api.ts'
import { answerOf, exampleSaver, visit } from '../../testing/portal.ts'
import { action, loader } from './route.tsx'

const form = { version: '1', godkann: 'ja', epost: ' asa@example.se ', sprak: 'en' }

test('the approval is stored, the language chosen and the collection started', async () => {
  const approvals: Approval[] = []
  let started = 0
  const saver = exampleSaver({
    approve: (approval) => {
      approvals.push(approval)
      return Promise.resolve({ kind: 'approved' })
    },
    startCollection: () => {
      started++
      return Promise.resolve({ kind: 'started' })
    },
  })
  const answer = await answerOf(() => action(visit('/valkommen', { saver, form })))
  expect(answer).toMatchObject({ status: 303, location: '/hamta', cookie: '__Host-sprak=en' })
  expect(approvals).toEqual([{ version: '1', email: 'asa@example.se', language: 'en' }])
  expect(started).toBe(1)
})

test.each([
  [{ ...form, godkann: '' }, ['not-approved']],
  [{ ...form, epost: 'asa' }, ['bad-email']],
  [{ ...form, epost: 'a@b\r\nBcc: c@d.se' }, ['bad-email']],
  [{}, ['not-approved']],
])('%j is refused by name and kept in the fields', async (typed, errors) => {
  const saver = exampleSaver({ approve: () => Promise.reject(new Error('must not be asked')) })
  const answer = await answerOf(() => action(visit('/valkommen', { saver, form: typed })))
  expect(answer.status).toBe(422)
  expect(answer.body).toMatchObject({ errors })
})

test('terms that changed meanwhile are shown again', async () => {
  const saver = exampleSaver({ approve: () => Promise.resolve({ kind: 'other-version-in-force' }) })
  const answer = await answerOf(() => action(visit('/valkommen', { saver, form })))
  expect(answer.body).toMatchObject({ errors: ['other-version-in-force'], typed: { approved: true } })
})

test('a session that ended in the middle of the form: nothing is stored, what was typed comes back', async () => {
  const answer = await answerOf(() => action(visit('/valkommen', { saver: null, form })))
  expect(answer).toMatchObject({ status: 401, body: { typed: { email: 'asa@example.se' } } })
  expect((await answerOf(() => loader(visit('/valkommen', { saver: null, form })))).body).toEqual({
    kind: 'logged-out',
    reason: 'expiredForm',
    till: '/valkommen',
  })
})
