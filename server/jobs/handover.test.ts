import { expect, it } from 'vitest'
import { createHandover } from './handover.ts'

const provider = { id: 'stadig', concurrency: 2 }
const slot = (number: number, providerId = provider.id) => ({
  providerId,
  slot: number,
  lease: `lease-${number}`,
  heldUntil: Infinity,
})

it('passes a slot to the job that has waited longest, and to none of another provider', async () => {
  const handover = createHandover({ places: 10 })
  expect(handover.pass(slot(0))).toBe(false)
  const waiting = [handover.wait(provider), handover.wait(provider), handover.wait({ ...provider, id: 'annan' })]
  expect(handover.hasLine(provider.id)).toBe(true)
  expect(handover.pass(slot(1))).toBe(true)
  expect(handover.pass(slot(0))).toBe(true)
  expect(handover.pass(slot(0))).toBe(false)
  expect(handover.hasLine(provider.id)).toBe(false)
  expect(handover.pass(slot(0, 'annan'))).toBe(true)
  expect((await Promise.all(waiting)).map((passed) => passed?.slot)).toEqual([1, 0, 0])
})

it('lets no more wait than have a turn soon, and none for long', async () => {
  const handover = createHandover({ places: 3, patienceMs: 1000 })
  const begun = performance.now()
  const waiting = [handover.wait(provider), handover.wait(provider)]
  // As many as the provider has slots …
  expect(await handover.wait(provider)).toBeNull()
  // … and as many as there are places for, whoever they wait for.
  const another = handover.wait({ ...provider, id: 'annan' })
  expect(await handover.wait({ ...provider, id: 'tredje' })).toBeNull()
  expect(performance.now() - begun).toBeLessThan(1000)
  expect(await Promise.all([...waiting, another])).toEqual([null, null, null])
  expect(handover.hasLine(provider.id)).toBe(false)
  expect(handover.pass(slot(0))).toBe(false)
  void handover.wait(provider)
  expect(handover.hasLine(provider.id)).toBe(true)
  handover.pass(slot(0))
})

it('keeps no slot that a provider has since said is too many', async () => {
  const handover = createHandover({ places: 3, patienceMs: 20 })
  const waiting = handover.wait({ ...provider, concurrency: 1 })
  expect(handover.pass(slot(1))).toBe(false)
  expect(await waiting).toBeNull()
})
