/** Attacks: one saver asks every address and sends every form of another, with the ids that stand in the other's pages. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Crawler, Form, Page } from './http/testing/crawl.ts'
import { crawl, fetchPage, idsIn, sendForm } from './http/testing/crawl.ts'
import type { WholePortal, WholeSaver } from './http/testing/whole-portal.ts'
import { startAddresses, startWholePortal } from './http/testing/whole-portal.ts'

/** Stands in every name and text of hers, and nowhere else. */
const mark = 'Annasdotter'

let whole: WholePortal
let anna: WholeSaver
let hers: readonly Page[]
/** Hers alone: they stand in her addresses and forms and not in those of another saver who has the same things. */
let ids: ReadonlySet<string>

const textsOf = (page: Page): readonly string[] => [
  page.path,
  ...page.forms.flatMap(({ action, fields }) => [action, ...fields.map(([, value]) => value)]),
]
const idsOf = (pages: readonly Page[]) => new Set(pages.flatMap(textsOf).flatMap(idsIn))
const crawler = (cookie: string): Crawler => ({ origin: whole.portal.origin, cookie })

beforeAll(async () => {
  whole = await startWholePortal('Nordfjäll Liv')
  anna = await whole.saver(mark)
  hers = await crawl(crawler(anna.cookie), startAddresses)
  const others = idsOf(await crawl(crawler((await whole.saver('Boson')).cookie), startAddresses))
  ids = new Set([...idsOf(hers)].filter((id) => !others.has(id)))
}, 120_000)
afterAll(() => whole.close())

/** Another, who has the same things of their own; a new one for each form, as some end what there is. */
const another = async (): Promise<Crawler> => crawler((await whole.saver('Boson')).cookie)
const holdsHers = (text: string): boolean => idsIn(text).some((id) => ids.has(id))
/** Each form once, with what it does; that of the language leads back and does nothing to what it names. */
const formsOf = (pages: readonly Page[]): readonly Form[] => {
  const forms = pages.flatMap((page) => page.forms).filter(({ action }) => action !== '/sprak')
  const kindOf = ({ action, fields }: Form) => `${action.split('?')[0] ?? ''} ${new Map(fields).get('gor') ?? ''}`
  const held = forms.filter(({ action, fields }) => [action, ...fields.map(([, value]) => value)].some(holdsHers))
  return [...new Map(held.map((form) => [kindOf(form), form])).values()]
}

it('her pages hold marks and ids of every kind', () => {
  expect(hers.filter(({ body }) => body.includes(mark)).length).toBeGreaterThan(20)
  expect(hers.filter(({ status }) => status >= 400)).toEqual([])
  // Contract, plan, own entry, helper, those she helps.
  expect(ids.size).toBeGreaterThanOrEqual(5)
  const shapes = new Set(
    hers
      .map(({ path }) => path)
      .filter(holdsHers)
      .map((path) => (path.split('?')[0] ?? '').replaceAll(/[\w-]{16,}/g, ':id')),
  )
  expect([...shapes].toSorted()).toEqual(
    expect.arrayContaining([
      '/egna-uppgifter/fel',
      '/egna-uppgifter/post',
      '/egna-uppgifter/ta-bort',
      '/hjalper/:id',
      '/planer/:id',
      '/planer/:id/skicka',
      '/planer/:id/ta-bort',
      '/sa-raknade-vi/:id',
    ]),
  )
  expect(formsOf(hers).length).toBeGreaterThanOrEqual(10)
})

it('an address with an id of another saver shows nothing of theirs', async () => {
  const before = await whole.kept(anna.saverId)
  const asking = await another()
  const found: Record<string, number> = {}
  const paths = hers.flatMap(({ path }) => [path, path.replace(/(\?|$)/, '.data$1')]).filter(holdsHers)
  for (const path of [...paths, ...anna.mailLinks]) {
    const answer = await fetchPage(asking, path)
    const text = await answer.text()
    expect(text.includes(mark), path).toBe(false)
    expect(answer.status, path).toBeLessThan(500)
    found[path] = answer.status
  }
  expect(await whole.kept(anna.saverId)).toBe(before)
  // Where the id is the address itself there is no such page; elsewhere what it names is passed over.
  const shown = Object.entries(found).filter(([path]) => holdsHers(path.split('?')[0] ?? ''))
  expect(shown.length).toBeGreaterThan(8)
  expect(shown.filter(([, status]) => status !== 404)).toEqual([])
})

it('a form with ids of another saver changes nothing of theirs', async () => {
  const before = await whole.kept(anna.saverId)
  for (const form of formsOf(hers)) {
    // With words of the sender's own: what they send comes back to them.
    const fields = form.fields.map(([name, value]) => [name, value.replaceAll(mark, 'Boson')] as const)
    const answer = await sendForm(await another(), form, fields)
    const told = `${form.method} ${form.action} ${JSON.stringify(fields)}`
    expect((await answer.text()).includes(mark), told).toBe(false)
    expect([200, 303, 404, 409, 422], told).toContain(answer.status)
    expect(await whole.kept(anna.saverId), told).toBe(before)
  }
  expect((await whole.rooms.household.view(anna.saverId)).state).toBe('joined')
  expect((await whole.rooms.helpers.list(anna.saverId)).helpers.map(({ state }) => state)).toEqual(['helping'])
}, 60_000)
