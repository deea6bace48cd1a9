import { describe, expect, test } from 'vitest'
import type { FaultReport } from '#server/services/api/corrections.ts'
import type { EntriesServices, OwnEntryContent } from '#server/services/api/entries.ts'
import { answerOf, exampleSaver, visit } from '../../testing/portal.ts'
import { action as saveEntry, loader as loadEntry } from './entry.tsx'
import { action as sendFault } from './fault.tsx'
import { action as removeEntry } from './remove.tsx'
import { loader as list } from './route.tsx'

const form = { namn: 'ISK', varde: '120 000 kr', datum: '2026-11-01', tid: '10' }
const { entries, corrections } = exampleSaver()
const saverWith = (replaced: Partial<EntriesServices>) => exampleSaver({ entries: { ...entries, ...replaced } })

describe('an own entry', () => {
  test('is stored as it was meant, and the list says so', async () => {
    const added: OwnEntryContent[] = []
    const saver = saverWith({
      add: (content) => {
        added.push(content)
        return Promise.resolve({ kind: 'saved' })
      },
    })
    const answer = await answerOf(() => saveEntry(visit('/egna-uppgifter/post?typ=sparande', { saver, form })))
    expect(answer).toMatchObject({ status: 303, location: '/egna-uppgifter?klart=sparad' })
    expect(added).toMatchObject([{ what: 'sparande', name: 'ISK', value: 120_000, months: 120 }])
  })

  test('that cannot be meant is refused beside its field, with what was typed kept', async () => {
    const saver = saverWith({ add: () => Promise.reject(new Error('must not be asked')) })
    const broken = { ...form, varde: 'tio tusen' }
    const answer = await answerOf(() => saveEntry(visit('/egna-uppgifter/post?typ=sparande', { saver, form: broken })))
    expect(answer).toMatchObject({
      status: 422,
      body: { faults: { varde: 'not-an-amount' }, typed: { varde: 'tio tusen', namn: 'ISK' } },
    })
  })

  test.each(['changed-meanwhile', 'gone'] as const)('%s in another tab: told, nothing lost', async (kind) => {
    const saver = saverWith({ change: () => Promise.resolve({ kind }) })
    const changed = { ...form, id: 'e1', version: '1' }
    const answer = await answerOf(() =>
      saveEntry(visit('/egna-uppgifter/post?typ=sparande&id=e1', { saver, form: changed })),
    )
    expect(answer).toMatchObject({ status: 409, body: { meanwhile: kind, typed: { varde: '120 000 kr' } } })
  })

  test('of no known kind leads back to the list', async () => {
    const answer = await answerOf(() => loadEntry(visit('/egna-uppgifter/post?typ=guld')))
    expect(answer.location).toBe('/egna-uppgifter')
  })

  test('is removed after the question', async () => {
    const removed: string[] = []
    const saver = saverWith({
      remove: ({ entryId }) => {
        removed.push(entryId)
        return Promise.resolve({ kind: 'removed' })
      },
    })
    const asked = { id: 'e1', version: '2' }
    const answer = await answerOf(() => removeEntry(visit('/egna-uppgifter/ta-bort?id=e1', { saver, form: asked })))
    expect(answer.location).toBe('/egna-uppgifter?klart=borttagen')
    expect(removed).toEqual(['e1'])
  })
})

describe('a report of a fault', () => {
  const send = (fields: Record<string, string>, reported: FaultReport[] = []) => {
    const report = (_contractId: string, fault: FaultReport) => {
      reported.push(fault)
      return Promise.resolve({ kind: 'handed-in' as const })
    }
    const saver = exampleSaver({ corrections: { ...corrections, report } })
    return answerOf(() => sendFault(visit('/egna-uppgifter/fel?avtal=c1', { saver, form: fields })))
  }

  test('is sent with what is wrong and the saver’s words', async () => {
    const reported: FaultReport[] = []
    const answer = await send({ vad: 'belopp', text: 'Ska vara\r\n500 kr' }, reported)
    expect(answer.location).toBe('/egna-uppgifter?klart=anmald')
    expect(reported).toEqual([{ what: 'belopp', words: 'Ska vara 500 kr' }])
  })

  test.each([
    [{ vad: 'belopp', text: '' }, { text: 'missing' }],
    [{ vad: 'belopp', text: 'a'.repeat(3001) }, { text: 'too-long' }],
    [{ vad: 'väder', text: 'ok' }, { vad: 'not-chosen' }],
    [{}, { vad: 'not-chosen', text: 'missing' }],
  ])('%# is refused beside its field', async (fields, faults) => {
    expect(await send(fields)).toMatchObject({ status: 422, body: { faults } })
  })
})

test('a session that ended in the middle of a form: nothing is stored, what was typed is shown', async () => {
  const answer = await answerOf(() =>
    saveEntry(visit('/egna-uppgifter/post?typ=sparande', { saver: null, form: { ...form, version: '3' } })),
  )
  expect(answer).toMatchObject({
    status: 401,
    body: { kind: 'logged-out', reason: 'expiredForm', till: '/egna-uppgifter/post?typ=sparande' },
  })
  const typed = Object.entries(form).map(([name, value]) => ({ name, value }))
  expect(answer.body).toMatchObject({ typed })
})

test('what has been done is said only in words that exist', async () => {
  const { body } = await answerOf(() => list(visit('/egna-uppgifter?klart=toString')))
  expect(body).toMatchObject({ klart: null })
})
