import { expect, test } from 'vitest'
import type { AccessPlace, SettingsChange } from '#server/services/api/mine.ts'
import { answerOf, exampleMine, exampleSaver, visit } from '../../testing/portal.ts'
import * as unsubscribe from '../avregistrera.tsx'
import * as confirm from '../bekrafta-e-post.tsx'
import * as withdraw from './aterkalla.tsx'
import * as close from './avsluta.tsx'
import * as sessions from './inloggningar.tsx'
import * as log from './logg.tsx'
import * as mine from './route.tsx'
import * as file from './utdrag-fil.ts'
import * as extract from './utdrag.tsx'

const unapproved = exampleSaver({ terms: { version: '1', approved: false, withdrawn: false } })
const withdrawn = exampleSaver({ terms: { version: '1', approved: false, withdrawn: true } })

test.each([
  ['/mina-uppgifter', mine.loader],
  ['/mina-uppgifter/utdrag', extract.loader],
  ['/mina-uppgifter/logg', log.loader],
  ['/mina-uppgifter/inloggningar', sessions.loader],
  ['/mina-uppgifter/aterkalla', withdraw.loader],
  ['/mina-uppgifter/avsluta', close.loader],
] as const)('%s is for whoever is logged in, with the terms approved once', async (path, loader) => {
  const ask = (saver: typeof unapproved | null) => answerOf(() => loader(visit(path, { saver })))
  expect((await ask(null)).status).toBe(401)
  expect((await ask(unapproved)).location).toBe('/valkommen')
  expect((await ask(withdrawn)).status).toBe(200)
  expect(await ask(exampleSaver())).toMatchObject({ status: 200, body: { sessionTag: 'tag' } })
})

test('settings are handed on whole, and what is refused stays in the fields', async () => {
  const changes: SettingsChange[] = []
  const saver = exampleSaver({
    mine: exampleMine({
      change: (change) => {
        changes.push(change)
        return Promise.resolve({ kind: change.email === 'fel' ? 'bad-email' : 'saved' })
      },
    }),
  })
  const post = (form: Record<string, string>) => answerOf(() => mine.action(visit('/mina-uppgifter', { saver, form })))
  expect(await post({ epost: ' a@example.org ', sprak: 'en', besked: 'ja', ombud: 'ja' })).toMatchObject({
    status: 303,
    location: '/mina-uppgifter?sparat',
    cookie: '__Host-sprak=en',
  })
  expect(changes).toEqual([
    { email: 'a@example.org', language: 'en', notices: true, protectedIdentity: false, ombudHelp: true },
  ])
  expect(await post({ epost: 'fel', sprak: 'xx', skyddad: 'ja' })).toMatchObject({
    status: 422,
    body: { why: 'bad-email', typed: { email: 'fel', language: 'sv', notices: false, protectedIdentity: true } },
  })
})

test('the extract is a file to keep; another format does not exist', async () => {
  const get = (format: string, saver = exampleSaver()) =>
    file.loader({ ...visit(`/mina-uppgifter/utdrag/${format}`, { saver }), params: { format } })
  const given = await get('json')
  expect(given.headers.get('content-disposition')).toBe('attachment; filename="utdrag.json"')
  expect(given.headers.get('cache-control')).toBe('no-store')
  expect(await given.text()).toBe('utdrag')
  expect((await answerOf(() => get('exe'))).status).toBe(404)
  expect((await answerOf(() => get('json', unapproved))).location).toBe('/mina-uppgifter/utdrag')
})

test('the log goes on from a place, and takes nothing else for one', async () => {
  const asked: (AccessPlace | null)[] = []
  const saver = exampleSaver({
    mine: exampleMine({
      accesses: (before) => {
        asked.push(before)
        return Promise.resolve({ entries: [], olderBefore: null })
      },
    }),
  })
  for (const search of ['', '?fore=17.230', '?fore=17', '?fore=-1.2', "?fore=1.2'--", '?fore=99999999999.2']) {
    await answerOf(() => log.loader(visit(`/mina-uppgifter/logg${search}`, { saver })))
  }
  expect(asked).toEqual([null, { entry: 17, look: 230 }, null, null, null, null])
})

test('a login is ended by its name, and all others without one, the page’s own session named by the portal alone', async () => {
  const ended: unknown[] = []
  const saver = exampleSaver({
    sessions: {
      list: () => Promise.resolve([]),
      end: (id) => Promise.resolve(void ended.push(['one', id])),
      endOthers: (own) => Promise.resolve(void ended.push(['others than', own])),
    },
  })
  const post = (form: Record<string, string>) =>
    answerOf(() => sessions.action(visit('/mina-uppgifter/inloggningar', { saver, form })))
  const away = { status: 303, location: '/mina-uppgifter/inloggningar?utloggad' }
  expect(await post({ id: 'abc' })).toMatchObject(away)
  expect(await post({ own: 'forged', sessionTag: 'forged' })).toMatchObject(away)
  expect(ended).toEqual([
    ['one', 'abc'],
    ['others than', 'tag'],
  ])
})

test('an account is closed only with the word typed and a fresh login', async () => {
  let closed = 0
  const saver = (kind: 'closed' | 'login-too-old') =>
    exampleSaver({ closeAccount: () => Promise.resolve({ kind: (closed++, kind) }) })
  const post = (ord: string, kind: 'closed' | 'login-too-old' = 'closed') =>
    answerOf(() => close.action(visit('/mina-uppgifter/avsluta', { saver: saver(kind), form: { ord } })))
  expect(await post('')).toMatchObject({ status: 422, body: { word: '' } })
  expect(await post('avslut')).toMatchObject({ status: 422, body: { word: 'avslut' } })
  expect(closed).toBe(0)
  expect(await post(' avsluta ')).toMatchObject({ status: 303, location: '/utloggad?skal=raderat' })
  expect(await post('CLOSE', 'login-too-old')).toMatchObject({ status: 303, location: '/mina-uppgifter/avsluta' })
  expect((await answerOf(() => close.action(visit('/', { saver: null, form: { ord: 'AVSLUTA' } })))).status).toBe(401)
})

test('the approval is withdrawn once', async () => {
  let count = 0
  const counting = exampleMine({
    withdrawTerms: () => {
      count++
      return Promise.resolve()
    },
  })
  const post = (terms: typeof withdrawn.terms) =>
    answerOf(() =>
      withdraw.action(visit('/mina-uppgifter/aterkalla', { saver: exampleSaver({ terms, mine: counting }), form: {} })),
    )
  expect((await post({ version: '1', approved: true, withdrawn: false })).location).toBe('/mina-uppgifter')
  expect((await post(withdrawn.terms)).location).toBe('/mina-uppgifter')
  expect(count).toBe(1)
})

test('links in mails do nothing by being opened, and say when they are not valid', async () => {
  const asked: string[] = []
  const mailLinks = {
    confirmEmail: (code: string) => Promise.resolve((asked.push(code), 'confirmed') as 'confirmed'),
    unsubscribe: (code: string) => Promise.resolve((asked.push(code), 'not-valid') as 'not-valid'),
  }
  const to = (path: string) => visit(`${path}?kod=abc`, { saver: null, form: {}, mailLinks })
  expect(confirm.loader(visit('/bekrafta-e-post?kod=abc', { saver: null, mailLinks }))).toEqual({ code: 'abc' })
  expect(asked).toEqual([])
  expect(await answerOf(() => confirm.action(to('/bekrafta-e-post')))).toMatchObject({
    status: 200,
    body: { done: true },
  })
  expect(await answerOf(() => unsubscribe.action(to('/avregistrera')))).toMatchObject({
    status: 422,
    body: { done: false },
  })
  expect(asked).toEqual(['abc', 'abc'])
})
