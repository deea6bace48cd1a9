import { expect, test } from 'vitest'
import { idsIn } from './crawl.ts'

test('what was made by us is found in an address, also where chance gave it no digit', () => {
  const uuid = '0b6f4c1e-7a52-4b8e-9d0c-3f1a2b4c5d6e'
  expect(idsIn(`/planer/${uuid}/ta-bort?avtal=abcdEFGHijklMN_p`)).toEqual([uuid, 'abcdEFGHijklMN_p'])
  expect(idsIn('/inloggning-misslyckades')).toEqual([])
})
