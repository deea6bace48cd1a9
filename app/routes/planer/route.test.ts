import { expect, test } from 'vitest'
import type { PlanChange, PlanContent, PlanMark } from '#server/services/api/plans.ts'
import { answerOf, exampleOutlook, examplePlan, exampleSaver, visit } from '../../testing/portal.ts'
import { loader as removal } from '../plan-bort/route.tsx'
import { action as sendAction, loader as sending } from '../plan-skicka/route.tsx'
import { action as tick, loader as plan } from '../plan/route.tsx'
import { loader as comparison } from '../planer-jamfor/route.tsx'
import { loader as planner } from '../planerare/route.tsx'
import { loader as sent } from '../skickat/route.tsx'
import { action, loader } from './route.tsx'

const { planId } = examplePlan
const params = { plan: planId }
const form = { gor: 'spara', namn: 'Sluta vid 66', val: 'alder=66-0' }
const { plans, errands } = exampleSaver()
const unapproved = exampleSaver({ terms: { version: '1', approved: false, withdrawn: false } })

test.each([
  [loader, '/planer'],
  [comparison, '/planer/jamfor'],
  [planner, '/planer/planerare'],
  [sent, '/planer/skickat'],
  [plan, `/planer/${planId}`],
  [removal, `/planer/${planId}/ta-bort`],
  [sending, `/planer/${planId}/skicka`],
])('%o asks for a login, and for the terms', async (load, path) => {
  expect((await answerOf(() => load(visit(path, { saver: null, params })))).status).toBe(401)
  expect((await answerOf(() => load(visit(path, { saver: unapproved, params })))).location).toBe('/valkommen')
  expect((await answerOf(() => load(visit(`${path}?plan=${planId}`, { params })))).status).toBe(200)
})

const posted = (fields: Readonly<Record<string, string>>, replaced: Partial<typeof plans> = {}) =>
  answerOf(() => action(visit('/planer', { form: fields, saver: exampleSaver({ plans: { ...plans, ...replaced } }) })))

test('choices are saved by name, and the plan opens', async () => {
  const saved: PlanContent[] = []
  const save = (content: PlanContent) => {
    saved.push(content)
    return Promise.resolve({ kind: 'saved' as const, planId })
  }
  expect(await posted(form, { save })).toMatchObject({ status: 303, location: `/planer/${planId}` })
  expect(saved).toEqual([{ name: 'Sluta vid 66', choices: { retirementAge: 792 }, wish: null }])
})

test('what cannot be saved is told, and keeps what was typed', async () => {
  const never = () => Promise.reject(new Error('must not be asked'))
  expect(await posted({ ...form, namn: ' ' }, { save: never })).toMatchObject({
    status: 422,
    body: { problem: 'form', error: 'name-missing', typed: { choices: { retirementAge: 792 } } },
  })
  const outcomes: readonly [PlanChange, object][] = [
    [
      { kind: 'too-many', limit: 30 },
      { problem: 'too-many', limit: 30 },
    ],
    [
      { kind: 'name-taken', by: examplePlan },
      { problem: 'name-taken', now: examplePlan },
    ],
    [
      { kind: 'changed-meanwhile', now: examplePlan },
      { problem: 'changed-meanwhile', now: examplePlan },
    ],
    [{ kind: 'gone' }, { problem: 'gone' }],
  ]
  for (const [change, body] of outcomes) {
    const changed = await posted(
      { ...form, gor: 'andra', plan: planId, version: '1' },
      { change: () => Promise.resolve(change) },
    )
    expect(changed).toMatchObject({ status: 422, body: { ...body, typed: { name: 'Sluta vid 66' } } })
  }
  expect((await posted(form, { save: () => Promise.resolve({ kind: 'no-figures' }) })).location).toBe('/hamta')
})

test('a plan is removed by the version that was seen', async () => {
  const marks: PlanMark[] = []
  const remove = (mark: PlanMark) => {
    marks.push(mark)
    return Promise.resolve('removed' as const)
  }
  const fields = { gor: 'ta-bort', plan: planId, version: '4' }
  expect((await posted(fields, { remove })).location).toBe('/planer?borttagen=ja')
  expect(marks).toEqual([{ planId, version: 4 }])
  const changed = await posted(fields, { remove: () => Promise.resolve({ changedMeanwhile: examplePlan }) })
  expect(changed).toMatchObject({ status: 422, body: { problem: 'removal-changed-meanwhile' } })
})

test('a plan that is not there is not found; its tasks are ticked off', async () => {
  const gone = exampleSaver({
    plans: {
      ...plans,
      open: () => Promise.resolve(null),
      list: () => Promise.resolve([]),
      tick: () => Promise.resolve(false),
    },
    errands: { ...errands, planToSend: () => Promise.resolve(null), sendPlan: () => Promise.resolve({ kind: 'gone' }) },
  })
  const there = { params, saver: gone }
  expect((await answerOf(() => plan(visit('/planer/x', there)))).status).toBe(404)
  expect((await answerOf(() => removal(visit('/planer/x', there)))).status).toBe(404)
  expect((await answerOf(() => sending(visit('/planer/x', there)))).status).toBe(404)
  const ticking = { uppgift: 'a', klar: 'ja' }
  expect((await answerOf(() => tick(visit('/planer/x', { ...there, form: ticking })))).status).toBe(404)
  expect((await answerOf(() => tick(visit('/planer/x', { params, form: ticking })))).location).toBe(
    `/planer/${planId}#att-gora`,
  )
  expect((await answerOf(() => tick(visit('/planer/x', { params, form: {} })))).status).toBe(404)
})

test('at most three are compared, and what is gone is said', async () => {
  const shown = async (ids: readonly string[]) =>
    (await answerOf(() => comparison(visit(`/planer/jamfor?${ids.map((id) => `plan=${id}`).join('&')}`)))).body
  expect(await shown(['a'])).toMatchObject({ leftOut: false, gone: false })
  expect(await shown(['a', 'a'])).toMatchObject({ leftOut: false, gone: false })
  expect(await shown(['a', 'b'])).toMatchObject({ leftOut: false, gone: true })
  expect(await shown(['a', 'b', 'c', 'd'])).toMatchObject({ leftOut: true })
  expect((await answerOf(() => comparison(visit('/planer/jamfor')))).location).toBe('/planer')
})

test('a wish leads to plans, or to a word beside its field', async () => {
  const bounds = { earliest: 756, latest: 900, riktalder: 804 }
  const found = {
    choices: {},
    outlook: exampleOutlook,
    reached: true,
    gap: 0,
    lowest: { month: '2042-03', age: 912, amount: 15_000 },
    lateIncome: 15_000,
    givesUp: [],
    firstTasks: [],
  }
  const asked = (search: string, find: typeof plans.find) =>
    answerOf(() =>
      planner(visit(`/planer/planerare?${search}`, { saver: exampleSaver({ plans: { ...plans, find } }) })),
    )
  const never = () => Promise.reject(new Error('must not be asked'))
  expect(await asked('', never)).toMatchObject({ status: 200, body: { plans: [], errors: [] } })
  expect(await asked('belopp=x&ar=64', never)).toMatchObject({ status: 422, body: { errors: ['amount-unreadable'] } })
  const search = 'belopp=24000&skatt=fore&ar=64&manader=0'
  expect(await asked(search, () => Promise.resolve({ kind: 'found', plans: [found], bounds }))).toMatchObject({
    status: 200,
    body: { plans: [found], wish: { from: 768, amount: 24_000, afterTax: false } },
  })
  expect(await asked(search, () => Promise.resolve({ kind: 'refused', why: 'age-too-low', bounds }))).toMatchObject({
    status: 422,
    body: { plans: [], errors: ['age-too-low'], typed: { amount: '24000' } },
  })
})

test('what is sent is what was shown', async () => {
  const asked: unknown[] = []
  const saver = exampleSaver({
    errands: {
      ...errands,
      sendPlan: (...given) => {
        asked.push(given)
        return Promise.resolve({ kind: 'sent', count: 1 })
      },
    },
  })
  const post = (fields: Readonly<Record<string, string>>) =>
    answerOf(() => sendAction(visit(`/planer/${planId}/skicka`, { form: fields, params, saver })))
  expect(await post({ avtal: 'itp.2029-06-01.60' })).toMatchObject({ status: 303, location: '/planer/skickat' })
  expect(asked).toEqual([[planId, [{ contractId: 'itp', start: '2029-06-01', duration: 60 }]]])
  expect(await post({ avtal: 'itp.2029-06-01.lifelong' })).toMatchObject({ status: 303 })
  for (const avtal of ['itp', 'itp.2029-06-01.alltid', '']) {
    expect(await post({ avtal })).toMatchObject({ status: 422, body: { problem: 'changed' } })
  }
  expect(asked).toHaveLength(2)
})
