import { expect, test } from 'vitest'
import routes from '../routes.ts'
import type { MenuAddress } from './menu.ts'
import { currentIn } from './menu.ts'

const entries = ['/oversikt', '/prognos', '/planer', '/familj', '/hamta', '/mina-uppgifter'] as const
const markedAt = (pathname: string) =>
  entries.map((entry) => [entry, currentIn(entry, pathname)] as const).filter(([, mark]) => mark !== undefined)

/** Open to everybody, before the saver has approved, after leaving, or no page at all. */
const outside = [
  '/',
  '/valkommen',
  '/avregistrera',
  '/bekrafta-e-post',
  '/utloggad',
  '/inloggning-misslyckades',
  '/om-uppgifterna',
  '/ord',
  '/rundtur',
  '/lattlast',
  '/tillganglighet',
  '/session',
  '/sprak',
  '/*',
]

test('each page of a saver marks one entry: the page itself or the section it is of', () => {
  for (const route of routes) {
    const path = `/${'path' in route ? route.path.replace(/\/:\w+\?$/, '') : ''}`
    // They have a frame of their own, or stand before the login: without the menu.
    if (/^\/(embed|ombud|login)(\/|$)/.test(path)) continue
    const isEntry = entries.some((entry) => entry === path)
    const marks = markedAt(path).map(([, mark]) => mark)
    expect(marks, path).toEqual(outside.includes(path) ? [] : [isEntry ? 'page' : 'true'])
  }
})

test.each<[string, MenuAddress]>([
  ['/om-dig', '/prognos'],
  ['/egna-uppgifter', '/oversikt'],
  ['/egna-uppgifter/fel', '/oversikt'],
  ['/forandringar', '/oversikt'],
  ['/sa-raknade-vi', '/oversikt'],
  ['/sa-raknade-vi/8f14', '/oversikt'],
  ['/planer/8f14/skicka', '/planer'],
  ['/hjalper/8f14', '/familj'],
])('%s is of the section %s', (pathname, entry) => {
  expect(markedAt(pathname)).toEqual([[entry, 'true']])
})

test('an address that only begins alike is of no section', () => {
  expect(markedAt('/planerat')).toEqual([])
  expect(markedAt('/planer/')).toEqual([['/planer', 'page']])
})
