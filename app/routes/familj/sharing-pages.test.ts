import type { ActionFunctionArgs } from '@remix-run/node'
import { describe, expect, test } from 'vitest'
import type { SaverServices } from '#server/services/api.ts'
import { answerOf, exampleCode, exampleSaver, visit } from '../../testing/portal.ts'
import * as shared from '../hjalper/shared.tsx'
import * as helping from '../hjalper/route.tsx'
import * as helpers from './hjalpare/route.tsx'
import * as household from './hushall/route.tsx'
import { headYear } from './hushall/joint.tsx'

const asked: string[] = []
/** Notes what is asked of the services; what it answers is the example's. */
function noting(replaced: Partial<SaverServices> = {}): SaverServices {
  asked.length = 0
  const noted = <Room extends object>(room: Room, name: string): Room =>
    new Proxy(room, {
      get: (target, key, receiver) => {
        asked.push(`${name}.${String(key)}`)
        return Reflect.get(target, key, receiver) as unknown
      },
    })
  const saver = exampleSaver(replaced)
  return { ...saver, household: noted(saver.household, 'household'), helpers: noted(saver.helpers, 'helpers') }
}
const post = (
  page: { action: (given: ActionFunctionArgs) => unknown },
  path: string,
  form: Record<string, string>,
  saver = noting(),
) => answerOf(() => page.action(visit(path, { saver, form })))

describe.each([
  ['/familj/hushall', household],
  ['/familj/hjalpare', helpers],
  ['/hjalper', helping],
  ['/hjalper/x', shared],
] as const)('%s', (path, page) => {
  test('is behind the login and the terms', async () => {
    const open = (saver: SaverServices | null) => answerOf(() => page.loader(visit(path, { saver })))
    expect((await open(null)).status).toBe(401)
    expect((await open(exampleSaver({ terms: { version: '1', approved: false, withdrawn: false } }))).location).toBe(
      '/valkommen',
    )
    if (!('action' in page)) return
    expect((await answerOf(() => page.action(visit(path, { saver: null, form: { gor: 'ja' } })))).status).toBe(401)
  })
})

test('a code is made only with a yes, and shown in the answer, never in an address', async () => {
  const pages = [
    [household, '/familj/hushall', { gor: 'bjud-in' }, 'household.invite'],
    [helpers, '/familj/hjalpare', { gor: 'ge', vad: 'forecast', till: '2027-05-01' }, 'helpers.give'],
  ] as const
  for (const [page, path, form, asking] of pages) {
    expect((await post(page, path, form)).status).toBe(422)
    expect(asked).not.toContain(asking)
    const answer = await post(page, path, { ...form, samtycke: 'ja' })
    expect(answer).toMatchObject({ status: 200, location: null, body: { kind: 'code', code: exampleCode } })
  }
})

test('first who invites, then the yes; neither puts the code into an address', async () => {
  const pages = [
    [household, '/familj/hushall', 'household'],
    [helping, '/hjalper', 'helper'],
  ] as const
  for (const [page, path, kind] of pages) {
    const look = await post(page, path, { gor: 'kod', kod: ` ${exampleCode} ` })
    expect(look).toMatchObject({
      status: 200,
      location: null,
      body: { code: exampleCode, invitation: { kind }, error: null },
    })
    expect(asked.filter((one) => one.endsWith('.accept'))).toEqual([])
    expect(await post(page, path, { gor: 'ja', kod: exampleCode })).toMatchObject({
      status: 422,
      body: { error: 'consent' },
    })
    expect(asked.filter((one) => one.endsWith('.accept'))).toEqual([])
    expect(await post(page, path, { gor: 'ja', kod: exampleCode, samtycke: 'ja' })).toMatchObject({
      status: 303,
      location: path,
    })
  }
})

test('an offer that was sent before, and is open no more, leads to the list', async () => {
  const forms: string[] = []
  const give = (_offer: unknown, form: string) => {
    forms.push(form)
    return Promise.resolve({ kind: 'sent-before' } as const)
  }
  const saver = noting({ helpers: { ...exampleSaver().helpers, give } })
  const form = { id: 'form-1', gor: 'ge', vad: 'forecast', till: '2027-05-01', samtycke: 'ja' }
  expect(await post(helpers, '/familj/hjalpare', form, saver)).toMatchObject({
    status: 303,
    location: '/familj/hjalpare',
  })
  for (let time = 0; time < 2; time++) await post(helpers, '/familj/hjalpare', { ...form, id: '' }, saver)
  expect([forms[0], new Set(forms).size]).toEqual(['form-1', 3])
})

test('a code that gives nothing is told, and kept in its field', async () => {
  const { household: example } = exampleSaver()
  const saver = noting({ household: { ...example, look: () => Promise.resolve(null) } })
  expect(await post(household, '/familj/hushall', { gor: 'kod', kod: 'fel' }, saver)).toMatchObject({
    status: 422,
    body: { code: 'fel', invitation: null, error: 'gone' },
  })
  const other = noting({ household: { ...example, look: (code) => exampleSaver().helpers.look(code) } })
  expect((await post(household, '/familj/hushall', { gor: 'kod', kod: exampleCode }, other)).body).toMatchObject({
    error: 'other-kind-helper',
  })
  const taken = noting({ household: { ...example, accept: () => Promise.resolve('taken-elsewhere') } })
  const yes = { gor: 'ja', kod: exampleCode, samtycke: 'ja' }
  expect((await post(household, '/familj/hushall', yes, taken)).body).toMatchObject({ error: 'taken-elsewhere' })
})

test('what is wrong with an offer is told, and what was typed is kept', async () => {
  const { helpers: example } = exampleSaver()
  const saver = noting({ helpers: { ...example, give: () => Promise.resolve({ kind: 'bad-end' }) } })
  const form = { gor: 'ge', vad: 'forecast-and-plans', till: 'i morgon', samtycke: 'ja' }
  expect(await post(helpers, '/familj/hjalpare', form, saver)).toMatchObject({
    status: 422,
    body: { errors: ['bad-end'], typed: { scope: 'forecast-and-plans', endsOn: 'i morgon' } },
  })
})

test('what is ended or confirmed leads back to the page', async () => {
  for (const [gor, asking] of [
    ['bekrafta', 'household.confirm'],
    ['lamna', 'household.leave'],
  ] as const) {
    expect(await post(household, '/familj/hushall', { gor })).toMatchObject({
      status: 303,
      location: '/familj/hushall',
    })
    expect(asked).toContain(asking)
  }
  for (const [gor, asking] of [
    ['bekrafta', 'helpers.confirm'],
    ['aterkalla', 'helpers.revoke'],
    ['glom', 'helpers.forget'],
  ] as const) {
    expect((await post(helpers, '/familj/hjalpare', { gor, hjalpare: 'x' })).location).toBe('/familj/hjalpare')
    expect(asked).toContain(asking)
  }
  expect((await post(helping, '/hjalper', { gor: 'sluta', hos: 'x' })).location).toBe('/hjalper')
  expect(asked).toContain('helpers.stop')
  expect((await post(helping, '/hjalper', { gor: 'annat' })).location).toBe('/hjalper')
})

test('what is not shared is a 404', async () => {
  expect((await answerOf(() => shared.loader(visit('/hjalper/x')))).status).toBe(404)
})

test('the figure of both is of the first whole year in which both are paid', () => {
  const year = (at: number, mine: number, theirs: number) => ({
    year: at,
    ages: { mine: 0, theirs: 0 },
    mine,
    theirs,
    gross: mine + theirs,
    net: null,
  })
  expect(headYear([year(2030, 1, 0), year(2031, 1, 1), year(2032, 2, 2), year(2033, 2, 1)])?.year).toBe(2032)
  expect(headYear([year(2030, 1, 0), year(2031, 1, 0)])?.year).toBe(2031)
  expect(headYear([])).toBeUndefined()
})
