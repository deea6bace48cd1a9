import { expect, test } from 'vitest'
import { localPath } from './addresses.ts'

test('our own addresses are kept', () => {
  expect(localPath('/oversikt?alder=67-3')).toBe('/oversikt?alder=67-3')
})

test.each([
  'https://evil.example/',
  '//evil.example',
  '//evil.example/oversikt',
  '/\\evil.example',
  '/\t/evil.example',
  '/a\\b',
  'javascript:alert(1)',
  '',
  null,
  undefined,
  7,
])('%j leads to the start page', (text) => {
  expect(localPath(text)).toBe('/')
})
