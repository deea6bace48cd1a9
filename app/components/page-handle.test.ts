import { expect, test } from 'vitest'
import { pageTitle } from './page-handle.ts'

test('a page has the title of its route, and another when it asks for a login instead', () => {
  expect(pageTitle({ title: 'overview' }, { kind: 'overview' })).toBe('overview')
  expect(pageTitle({ title: 'overview' }, { kind: 'logged-out', reason: 'expired' })).toBe('notLoggedIn')
  expect(pageTitle(undefined, undefined)).toBe('start')
})
