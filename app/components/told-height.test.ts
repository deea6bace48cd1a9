import { expect, test } from 'vitest'
import { listeners } from './told-height.ts'

const bank = ['https://www.bank.example', 'https://min.bank.example']

test('the height is told to the page around alone, where it is one of the partner’s', () => {
  expect(listeners(bank, 'https://min.bank.example')).toEqual(['https://min.bank.example'])
  expect(listeners(bank, 'https://attacker.example')).toEqual([])
})

test('where the browser does not say which it is, to the partner’s origins, and never to all', () => {
  expect(listeners(bank, undefined)).toEqual(bank)
  expect(listeners([], undefined)).toEqual([])
})
