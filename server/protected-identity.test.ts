/** What somebody with protected identity is shown and what not, over the real pages; what else differs: docs/privacy.md. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { WholePortal, WholeSaver } from './http/testing/whole-portal.ts'
import { startAddresses, startWholePortal } from './http/testing/whole-portal.ts'

let whole: WholePortal
let saver: WholeSaver
beforeAll(async () => {
  whole = await startWholePortal('Nordfjäll Liv')
  saver = await whole.saver('Åsa Öström-Lindqvist')
})
afterAll(() => whole.close())

/** Numbers of forms, made anew for each page; the minute of the last use, which each look moves. */
const anew = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|(?<=<dt>Senast använd<\/dt><dd>)[^<]+/g

async function mainOf(path: string): Promise<string> {
  const answer = await fetch(`${whole.portal.origin}${path}`, {
    headers: { cookie: saver.cookie, accept: 'text/html' },
    redirect: 'manual',
  })
  const [main = ''] = /<main[\s\S]*<\/main>/.exec(await answer.text()) ?? []
  return main.replaceAll(anew, 'anew')
}

/** The log tells of looks, which each walk adds to; a stream does not end. */
const apart = new Set(['/mina-uppgifter/logg', '/hamta/handelser'])

async function pages(): Promise<ReadonlyMap<string, string>> {
  const shown = new Map<string, string>()
  for (const path of startAddresses.filter((one) => !apart.has(one))) shown.set(path, await mainOf(path))
  return shown
}

const isChecked = (main: string, name: string): boolean =>
  [...main.matchAll(/<input [^>]*>/g)].some(([input]) => input.includes(`name="${name}"`) && input.includes('checked'))

it('sees every figure and every page as everybody does; only their settings and the letters with a PIN differ', async () => {
  await pages()
  const before = await pages()
  expect([...(await pages())].filter(([path, main]) => before.get(path) !== main).map(([path]) => path)).toEqual([])
  expect(before.get('/oversikt')).toMatch(/class="amount[^>]*>[^<]*\d/)
  expect(await whole.rooms.mine.change(saver.saverId, { protectedIdentity: true })).toEqual({ kind: 'saved' })
  const after = await pages()
  const differing = [...after].filter(([path, main]) => before.get(path) !== main).map(([path]) => path)
  expect(differing.toSorted()).toEqual(['/mina-uppgifter', '/mina-uppgifter/pin-kod'])

  const [settingsBefore, settings] = [before.get('/mina-uppgifter') ?? '', after.get('/mina-uppgifter') ?? '']
  expect([isChecked(settingsBefore, 'skyddad'), isChecked(settings, 'skyddad')]).toEqual([false, true])
  // No ombud helps until the saver says so anew.
  expect([isChecked(settingsBefore, 'ombud'), isChecked(settings, 'ombud')]).toEqual([true, false])
  expect(before.get('/mina-uppgifter/pin-kod')).not.toContain('skyddade personuppgifter')
  expect(after.get('/mina-uppgifter/pin-kod')).toContain('skyddade personuppgifter')
}, 60_000)

it('is never named in the log of running', () => {
  expect(whole.log().length).toBeGreaterThan(100)
  expect(whole.log().join('')).not.toContain('Öström')
})
