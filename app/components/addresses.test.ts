import { expect, test } from 'vitest'
import { foreignAddresses } from '../testing/foreign-addresses.ts'
import { localPath } from './addresses.ts'

test('our own addresses are kept', () => {
  expect(localPath('/oversikt?alder=67-3')).toBe('/oversikt?alder=67-3')
})

test.each([...foreignAddresses, null, 7])('%j leads to the start page', (text) => {
  expect(localPath(text)).toBe('/')
})
