import { expect, test } from 'vitest'
import { answerOf, exampleCollection, exampleSaver, visit } from '../testing/portal.ts'
import * as collection from './hamta/route.tsx'
import * as state from './hamta/state.ts'
import * as notFound from './hittades-inte.tsx'
import * as loginFailed from './inloggning-misslyckades.tsx'
import * as language from './sprak.ts'
import * as loggedOut from './utloggad.tsx'

const unapproved = exampleSaver({ terms: { version: '1', approved: false, withdrawn: false } })

test('/hamta shows the collection, and reloads itself only while answers are awaited', async () => {
  const { body } = await answerOf(() => collection.loader(visit('/hamta')))
  expect(body).toEqual({ kind: 'collection', sessionTag: 'tag', collection: exampleCollection })
  expect(collection.handle.refreshes?.(body)).toBe(true)
  expect(collection.handle.refreshes?.({ collection: { ...exampleCollection, state: 'settled' } })).toBe(false)
  expect(collection.handle.refreshes?.(undefined)).toBe(false)
})

test('/hamta asks for the terms first', async () => {
  expect((await answerOf(() => collection.loader(visit('/hamta', { saver: unapproved })))).location).toBe('/valkommen')
  const refusing = exampleSaver({ startCollection: () => Promise.resolve({ kind: 'not-approved' }) })
  const post = (saver: typeof unapproved | null) =>
    answerOf(() => collection.action(visit('/hamta', { saver, form: { again: '' } })))
  expect((await post(refusing)).location).toBe('/valkommen')
  expect(await post(exampleSaver())).toMatchObject({ status: 303, location: '/hamta' })
  expect((await post(null)).status).toBe(401)
})

test('/hamta/lage gives the state to the saver alone', async () => {
  const given = await state.loader(visit('/hamta/lage'))
  expect(await given.json()).toEqual(exampleCollection)
  expect(given.headers.get('cache-control')).toBe('no-store')
  expect((await state.loader(visit('/hamta/lage', { saver: null }))).status).toBe(401)
  expect((await state.loader(visit('/hamta/lage', { saver: unapproved }))).status).toBe(401)
  const asking = async (tag: string) => {
    const asked = visit('/hamta/lage')
    asked.request.headers.set('X-Session', tag)
    return (await state.loader(asked)).status
  }
  expect(await asking('tag')).toBe(200)
  expect(await asking('the tag of a page of another session')).toBe(401)
})

test('/sprak stores the choice and goes back, never elsewhere', async () => {
  const post = (form: Record<string, string>) => answerOf(() => language.action(visit('/sprak', { form })))
  expect(await post({ sprak: 'en', till: '/oversikt?alder=67-3' })).toMatchObject({
    status: 303,
    location: '/oversikt?alder=67-3',
    cookie: '__Host-sprak=en',
  })
  expect((await post({ sprak: 'sv', till: '//evil.example' })).location).toBe('/')
  expect(await post({ sprak: 'xx', till: '/hamta' })).toMatchObject({ location: '/', cookie: null })
})

test('/inloggning-misslyckades knows every reason, and takes an unknown one carefully', async () => {
  const reason = async (skal: string) =>
    (await answerOf(() => loginFailed.loader(visit(`/inloggning-misslyckades?skal=${skal}`, { saver: null })))).body
  expect(await reason('avbruten')).toEqual({ reason: 'avbruten', login: '/login' })
  expect(await reason('inget-nummer')).toMatchObject({ reason: 'inget-nummer' })
  expect(await reason('<script>')).toMatchObject({ reason: 'ogiltig' })
})

test('/utloggad says why, and leads back only to ourselves', () => {
  const at = (search: string) => loggedOut.loader(visit(`/utloggad${search}`, { saver: null }))
  expect(at('?state=x')).toEqual({ text: 'outUser', login: '/login' })
  for (const search of ['', '?skal=har', '?skal=har&state=x']) expect(at(search)).toMatchObject({ text: 'outHere' })
  expect(at('?skal=forlegat&till=/hamta')).toEqual({ text: 'outExpired', login: '/login?till=%2Fhamta' })
  expect(at('?skal=toString&till=https://evil.example')).toEqual({ text: 'outHere', login: '/login?till=%2F' })
})

test('an unknown address is a 404', async () => {
  expect((await answerOf(() => notFound.loader())).status).toBe(404)
})
