import { expect, test } from 'vitest'
import { answerOf, exampleOverview, exampleSaver, visit } from '../testing/portal.ts'
import * as easy from './lattlast.tsx'
import * as words from './ord.tsx'
import * as tour from './rundtur.tsx'
import * as accessibility from './tillganglighet.tsx'

test('the tour goes from its first step to its last, and takes what is no step for the first', () => {
  const stepAt = (search: string) => tour.loader(visit(`/rundtur${search}`))
  const { of } = stepAt('')
  const headings = Array.from({ length: of }, (_, index) => stepAt(`?steg=${index + 1}`).step.heading)
  expect(new Set(headings).size).toBe(of)
  for (const search of ['', '?steg=0', `?steg=${of + 1}`, '?steg=1.5', '?steg=x']) {
    expect(stepAt(search)).toMatchObject({ number: 1 })
  }
})

test('the tour leads to a saver’s own pages only one who may see them', () => {
  expect(tour.loader(visit('/rundtur')).mayLook).toBe(true)
  expect(tour.loader(visit('/rundtur', { saver: null })).mayLook).toBe(false)
  const unapproved = exampleSaver({ terms: { version: '1', approved: false, withdrawn: false } })
  expect(tour.loader(visit('/rundtur', { saver: unapproved })).mayLook).toBe(false)
})

test('words and the accessibility statement are there for everyone, in their language', () => {
  const anyone = visit('/ord', { saver: null })
  expect(words.loader(anyone).words.find(({ anchor }) => anchor === 'garantipension')?.meaning).toMatch(/grundskydd/)
  expect(accessibility.loader(anyone)).toMatchObject({ contact: 'hjalp@pension.example' })
  const english = { ...anyone, context: { portal: { ...anyone.context.portal, language: 'en' as const } } }
  expect(words.loader(english).words.find(({ anchor }) => anchor === 'garantipension')?.meaning).toMatch(/Basic cover/)
})

test('the easy page is the saver’s own overview, and nobody else’s', async () => {
  expect((await answerOf(() => easy.loader(visit('/lattlast')))).body).toMatchObject({
    kind: 'easy',
    view: { monthly: exampleOverview.monthly },
  })
  expect((await answerOf(() => easy.loader(visit('/lattlast', { saver: null })))).status).toBe(401)
})
