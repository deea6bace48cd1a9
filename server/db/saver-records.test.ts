import { afterAll, beforeAll, expect, it } from 'vitest'
import { anySaver } from '#server/testing/examples.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { asSaver } from './database.ts'
import { addRecord, changeRecord, listRecords, readRecord, removeRecord } from './saver-records.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await testDatabase()
})
afterAll(() => test.close())

async function added(saverId: string, content: unknown): Promise<string> {
  const recordId = await asSaver(test.app, saverId, (t) => addRecord(t, 'plan', content))
  if (recordId === null) throw new Error('not added')
  return recordId
}

it('keeps what was written, in the order in which it was written', async () => {
  const saverId = await anySaver(test.app)
  await added(saverId, { name: 'Tidigt', amount: 12 })
  await added(saverId, { name: 'Sent' })
  const plans = await asSaver(test.app, saverId, (t) => listRecords<{ name: string }>(t, 'plan'))
  expect(plans.map(({ content, version }) => [content.name, version])).toEqual([
    ['Tidigt', 1],
    ['Sent', 1],
  ])
  expect(await asSaver(test.app, saverId, (t) => listRecords(t, 'own-entry'))).toEqual([])
})

it('tells the later of two writers that the earlier one was first, and overwrites nothing', async () => {
  const saverId = await anySaver(test.app)
  const recordId = await added(saverId, { name: 'a' })
  const write = (version: number, name: string) =>
    asSaver(test.app, saverId, (t) => changeRecord(t, 'plan', { recordId, version }, { name }))
  expect(await write(1, 'first tab')).toBe('changed')
  expect(await write(1, 'second tab')).toBe('changed-meanwhile')
  const stored = await asSaver(test.app, saverId, (t) => readRecord(t, 'plan', recordId))
  expect(stored).toMatchObject({ version: 2, content: { name: 'first tab' } })
  expect(await asSaver(test.app, saverId, (t) => removeRecord(t, 'plan', recordId))).toBe(true)
  expect(await asSaver(test.app, saverId, (t) => removeRecord(t, 'plan', recordId))).toBe(false)
  expect(await write(2, 'too late')).toBe('gone')
})

it('has one set of facts, however many write them first at once', async () => {
  const saverId = await anySaver(test.app)
  const ids = await Promise.all(
    [1, 2, 3].map((number) => asSaver(test.app, saverId, (t) => addRecord(t, 'facts', { number }))),
  )
  expect(ids.filter((id) => id !== null)).toHaveLength(1)
})

it('is nobody else’s', async () => {
  const [own, other] = [await anySaver(test.app), await anySaver(test.app)]
  const recordId = await added(own, { name: 'hemlig' })
  expect(await asSaver(test.app, other, (t) => readRecord(t, 'plan', recordId))).toBeNull()
  expect(await asSaver(test.app, other, (t) => changeRecord(t, 'plan', { recordId, version: 1 }, {}))).toBe('gone')
  expect(await asSaver(test.app, other, (t) => removeRecord(t, 'plan', recordId))).toBe(false)
})

it('knows no record by what is no id, and none by what is no version', async () => {
  const saverId = await anySaver(test.app)
  await asSaver(test.app, saverId, async (t) => {
    const recordId = (await addRecord(t, 'own-entry', { name: 'ISK' })) ?? ''
    for (const typed of ['', 'x', `${recordId}'`, '\u0000', recordId.toUpperCase().slice(1)]) {
      expect(await readRecord(t, 'own-entry', typed)).toBeNull()
      expect(await changeRecord(t, 'own-entry', { recordId: typed, version: 1 }, {})).toBe('gone')
      expect(await removeRecord(t, 'own-entry', typed)).toBe(false)
    }
    for (const version of [NaN, Infinity, 0, -1, 1.5, 2 ** 31, 1e300]) {
      expect(await changeRecord(t, 'own-entry', { recordId, version }, {})).toBe('changed-meanwhile')
    }
    expect(await readRecord(t, 'own-entry', recordId)).toMatchObject({ version: 1, content: { name: 'ISK' } })
  })
})
