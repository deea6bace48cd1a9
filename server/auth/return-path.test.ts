import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foreignAddresses } from '#app/testing/foreign-addresses.ts'
import { returnPath } from './return-path.ts'

test.each(['/', '/oversikt', '/oversikt?alder=67-3', '/hamta?x=/y', '/%C3%A5', '/a/../b'])(
  '%s is a way back',
  (text) => {
    expect(returnPath(text, '/fallback')).toBe(new URL(text, 'https://x').pathname + new URL(text, 'https://x').search)
  },
)

test.each([
  ...foreignAddresses,
  ['/a', '/b'],
  '/login',
  '/login/retur?code=x',
  '/logga-ut',
  `/${'a'.repeat(600)}`,
  '/a\u0000b',
])('%j is not', (text) => {
  expect(returnPath(text, '/fallback')).toBe('/fallback')
})

test('whatever is sent, a browser stays on this site', () => {
  const hostile = fc.string({
    unit: fc.constantFrom('/', '\\', '.', '%2f', '%2e', '%5c', '@', ':', '?', '#', '\t', 'evil'),
  })
  fc.assert(
    fc.property(hostile, (text) => {
      const path = returnPath(text, '/')
      expect(new URL(path, 'https://own.example').origin).toBe('https://own.example')
      expect(path).toMatch(/^\/(?!\/)/)
    }),
  )
})
