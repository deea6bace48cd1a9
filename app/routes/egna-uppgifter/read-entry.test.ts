import { describe, expect, test } from 'vitest'
import type { OwnEntryContent } from '#server/services/api/entries.ts'
import type { TypedEntry } from './read-entry.ts'
import { emptyEntry, readEntry, typedEntry, typedOf } from './read-entry.ts'

const now = { today: '2026-11-22', age: 47 * 12 }
const typed = (fields: Partial<TypedEntry>): TypedEntry => ({ ...emptyEntry(now.today), namn: 'Åsas', ...fields })
const faults = (what: OwnEntryContent['what'], fields: Partial<TypedEntry>) =>
  readEntry(what, typed(fields), now).faults

const entries: readonly OwnEntryContent[] = [
  {
    what: 'sparande',
    name: 'ISK',
    value: 50_000_000,
    date: '2026-11-01',
    saved: 1500,
    returnPercent: 2.5,
    from: 807,
    months: 240,
  },
  { what: 'utland', name: 'Kela, Finland', amount: 3200, from: 780, to: null, taxed: true },
  { what: 'inkomst', name: 'Hyra', amount: 4000, from: 600, to: 840, taxed: false },
  {
    what: 'avtal',
    name: 'Gamla bolaget',
    contractKind: 'tjanstepension',
    gives: { kind: 'capital', value: 90_000, date: '2020-12-31', saved: 0, from: null, months: 60 },
  },
  {
    what: 'avtal',
    name: 'Livbolaget',
    contractKind: 'kapitalforsakring',
    gives: { kind: 'monthly', amount: 1200, from: 780, to: 840 },
  },
]

test('what is shown to be changed is read as what it was', () => {
  for (const content of entries) {
    expect(readEntry(content.what, typedOf(content), now)).toMatchObject({ faults: {}, content })
  }
})

describe('what cannot be meant is told beside its field', () => {
  test.each([
    ['sparande', { varde: 'mycket' }, { varde: 'not-an-amount' }],
    ['sparande', { varde: '-5' }, { varde: 'negative' }],
    ['sparande', { varde: '10 000 000 000' }, { varde: 'too-large' }],
    ['sparande', { varde: '1', datum: '2027-01-01' }, { datum: 'day-to-come' }],
    ['sparande', { varde: '1', tid: '0' }, { tid: 'not-a-time' }],
    ['sparande', { varde: '1', tid: '' }, { tid: 'missing' }],
    ['sparande', { varde: '1', avkastning: '200 %' }, { avkastning: 'not-a-rate' }],
    ['sparande', { varde: '1', uttag: 'snart' }, { uttag: 'not-an-age' }],
    ['sparande', { namn: '', varde: '1' }, { namn: 'missing' }],
    ['sparande', { namn: 'a'.repeat(81), varde: '1' }, { namn: 'too-long' }],
    ['utland', { belopp: '1000', alder: '' }, { alder: 'missing' }],
    ['utland', { belopp: '1000', alder: '67', till: '66' }, { till: 'ends-before-it-begins' }],
    ['utland', { belopp: '1000', alder: '40', till: '45' }, { till: 'has-ended' }],
    ['inkomst', { belopp: '2 000 000', alder: '67' }, { belopp: 'too-large' }],
    ['avtal', { varde: '1' }, { slag: 'not-chosen', ger: 'not-chosen' }],
    ['avtal', { slag: 'tjanstepension', ger: 'manad' }, { belopp: 'missing', alder: 'missing' }],
    ['avtal', { slag: 'annat', ger: 'kapital', varde: '1' }, { slag: 'not-chosen' }],
  ] as const)('%s %j', (what, fields, expected) => {
    expect(faults(what, fields)).toEqual(expected)
    expect(readEntry(what, typed(fields), now).content).toBeNull()
  })

  test('and what is left empty where it may be is taken as nothing said', () => {
    expect(readEntry('sparande', typed({ varde: '120 000 kr' }), now).content).toMatchObject({
      value: 120_000,
      saved: 0,
      returnPercent: null,
      from: null,
      months: 120,
    })
  })
})

test('a form that lacks fields, or sends files in their place, is read as empty', () => {
  const form = new FormData()
  form.set('varde', new Blob(['1']))
  expect(typedEntry(form)).toMatchObject({ varde: '', namn: '' })
})
