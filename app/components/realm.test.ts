import { expect, test } from 'vitest'
import { homeOf } from './realm.tsx'

test.each([
  ['/finns-inte', '/'],
  ['/ombudet', '/'],
  ['/ombud/finns-inte', '/ombud'],
  ['/embed/finns-inte', '/embed/oversikt'],
  ['/Embed', '/embed/oversikt'],
])('a page that is not there, at %s, leads to %s', (path, home) => {
  expect(homeOf(path)).toBe(home)
})
