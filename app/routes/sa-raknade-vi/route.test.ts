import { expect, test } from 'vitest'
import { answerOf, exampleExplanation, exampleSaver, visit } from '../../testing/portal.ts'
import { explanationAddress, readMonth } from './address.ts'
import { loader } from './route.tsx'

function asking() {
  const asked: unknown[] = []
  const saver = exampleSaver({
    explanation: {
      read: (...given) => {
        asked.push(given)
        return Promise.resolve(exampleExplanation)
      },
    },
  })
  return { asked, saver }
}

test('asks by the choices, month and contract of the address', async () => {
  const { asked, saver } = asking()
  const whole = await answerOf(() => loader(visit('/sa-raknade-vi?alder=67-3&marknad=lag', { saver })))
  expect(whole).toMatchObject({ status: 200, body: { kind: 'explanation', month: null, choicesUnreadable: false } })
  const one = { ...visit('/sa-raknade-vi/itp?alder=67-3&manad=2048-03', { saver }), params: { contractId: 'itp' } }
  expect((await answerOf(() => loader(one))).status).toBe(404)
  expect(asked).toEqual([
    [{ retirementAge: 807, market: 'low' }, null, null],
    [{ retirementAge: 807 }, '2048-03', 'itp'],
  ])
})

test('a choice that cannot be read is said, and never stops the page', async () => {
  const answer = await answerOf(() => loader(visit('/sa-raknade-vi?alder=sjuttio&manad=2048-13')))
  expect(answer).toMatchObject({ status: 200, body: { choicesUnreadable: true } })
})

test('first the login, then the terms, then the collection', async () => {
  expect((await answerOf(() => loader(visit('/sa-raknade-vi', { saver: null })))).status).toBe(401)
  const unapproved = exampleSaver({ terms: { version: '1', approved: false, withdrawn: false } })
  expect((await answerOf(() => loader(visit('/sa-raknade-vi', { saver: unapproved })))).location).toBe('/valkommen')
  const empty = exampleSaver({ explanation: { read: () => Promise.resolve(null) } })
  expect((await answerOf(() => loader(visit('/sa-raknade-vi', { saver: empty })))).location).toBe('/hamta')
})

test('the address holds the choices, and a month that is one', () => {
  expect(explanationAddress({ choices: {} })).toBe('/sa-raknade-vi')
  expect(explanationAddress({ choices: { retirementAge: 807 }, contractId: 'a_b-c', month: '2048-03' })).toBe(
    '/sa-raknade-vi/a_b-c?alder=67-3&manad=2048-03',
  )
  expect(readMonth(new URLSearchParams('manad=2048-03'))).toBe('2048-03')
  for (const text of ['2048-13', '2048-3', '2048', "2048-03'", '']) {
    expect(readMonth(new URLSearchParams({ manad: text }))).toBeNull()
  }
})
