import { expect, test } from 'vitest'
import { answerOf, exampleOverview, exampleSaver, visit } from '../../testing/portal.ts'
import { ageInAddress, readAge, readYears } from './read-choices.ts'
import { loader, shouldRevalidate } from './route.tsx'

test('shows the overview at the age in the address', async () => {
  const asked: unknown[] = []
  const saver = exampleSaver({
    overview: (choices) => {
      asked.push(choices)
      return Promise.resolve(exampleOverview)
    },
  })
  expect((await answerOf(() => loader(visit('/oversikt?alder=67-3', { saver })))).body).toMatchObject({
    kind: 'overview',
    ageUnreadable: false,
  })
  await answerOf(() => loader(visit('/oversikt', { saver })))
  expect(asked).toEqual([{ retirementAge: 807 }, {}])
})

test.each(['xx', '67-12', '67-3-1', '-3', '6e1', '67-', '1e9-0', "67-3'--", '９９-1'])(
  'alder=%s cannot be read: the default is shown, and it is said',
  async (text) => {
    const answer = await answerOf(() => loader(visit(`/oversikt?alder=${encodeURIComponent(text)}`)))
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({ ageUnreadable: true })
  },
)

test('the two fields of the plain form become one address', async () => {
  expect((await answerOf(() => loader(visit('/oversikt?ar=64&manader=6')))).location).toBe('/oversikt?alder=64-6')
  expect((await answerOf(() => loader(visit('/oversikt?ar=64&manader=')))).location).toBe('/oversikt?alder=64-0')
})

test('who is not logged in is told so, and keeps the address', async () => {
  const answer = await answerOf(() => loader(visit('/oversikt?alder=67-3', { saver: null })))
  expect(answer.status).toBe(401)
  expect(answer.body).toEqual({ kind: 'logged-out', reason: 'notLoggedIn', till: '/oversikt?alder=67-3' })
})

test('who had a session is told that it has ended', async () => {
  const answer = await answerOf(() => loader(visit('/oversikt', { saver: null, cookie: '__Host-session=old' })))
  expect(answer.body).toMatchObject({ reason: 'expired' })
})

test('first the terms, then the collection, then the overview', async () => {
  const unapproved = exampleSaver({ terms: { version: '1', approved: false, withdrawn: false } })
  expect((await answerOf(() => loader(visit('/oversikt', { saver: unapproved })))).location).toBe('/valkommen')
  const empty = exampleSaver({ overview: () => Promise.resolve(null) })
  expect((await answerOf(() => loader(visit('/oversikt', { saver: empty })))).location).toBe('/hamta')
})

test('an opened column asks nothing of the server, another age does', () => {
  const ask = (from: string, to: string) =>
    shouldRevalidate({
      currentUrl: new URL(from, 'http://x'),
      nextUrl: new URL(to, 'http://x'),
      currentParams: {},
      nextParams: {},
      defaultShouldRevalidate: true,
    })
  expect(ask('/oversikt?alder=67-0', '/oversikt?alder=67-0&vid=70')).toBe(false)
  expect(ask('/oversikt?alder=67-0&vid=70', '/oversikt?alder=67-1&vid=70')).toBe(true)
  expect(ask('/oversikt', '/oversikt')).toBe(true)
})

test('the address is read as it is written', () => {
  expect(readAge(new URLSearchParams({ alder: ageInAddress(807) }))).toEqual({ kind: 'age', months: 807 })
  expect(readYears(new URLSearchParams('vid=70'))).toEqual({ from: 70, to: 70 })
  expect(readYears(new URLSearchParams('vid=70-74'))).toEqual({ from: 70, to: 74 })
  expect(readYears(new URLSearchParams('vid=7'))).toBeNull()
})
