import { describe, expect, test } from 'vitest'
import type { Arrival, KeptForms } from './kept-forms.ts'
import { fateOf } from './kept-forms.ts'

const at = Date.UTC(2026, 10, 22, 10)
const kept = (changes: Partial<KeptForms> = {}): KeptForms => ({
  state: 'ended',
  saverTag: 'maria',
  address: '/egna-uppgifter/post?typ=avtal',
  at,
  fields: [],
  ...changes,
})
const arrival = (changes: Partial<Arrival> = {}): Arrival => ({
  told: false,
  saverTag: 'maria',
  address: '/egna-uppgifter/post?typ=avtal',
  at: at + 60_000,
  ...changes,
})

describe('what was typed', () => {
  test.each([
    ['comes back to the same saver on the same page', {}, {}, 'restore'],
    ['waits while the saver logs in', {}, { saverTag: null, address: '/' }, 'keep'],
    ['waits for its own page', {}, { address: '/oversikt' }, 'keep'],
    ['is for nobody else', {}, { saverTag: 'tomasz' }, 'forget'],
    ['does not outlive an hour', {}, { at: at + 61 * 60_000 }, 'forget'],
    ['does not outlive a logout', {}, { saverTag: null, address: '/utloggad?skal=avslutad' }, 'forget'],
    ['that was received is forgotten', { state: 'sent' }, { address: '/egna-uppgifter' }, 'forget'],
    ['that was refused with words is forgotten: the page has it', { state: 'sent' }, {}, 'forget'],
    ['that found no session is kept', { state: 'sent' }, { told: true, saverTag: null }, 'keep-as-ended'],
    ['is kept while the page says so', {}, { told: true, saverTag: null }, 'keep-as-ended'],
    ['that found no session does not outlive an hour', {}, { told: true, at: at + 61 * 60_000 }, 'forget'],
  ] as const)('%s', (_what, before, after, fate) => {
    expect(fateOf(kept(before), arrival(after))).toBe(fate)
  })
})
