import { expect, it } from 'vitest'
import { isoDateOf } from '#forecasting/model/year-month.ts'
import { contractHolding } from '#server/testing/examples.ts'
import { named } from './contract-id.ts'
import type { Contract } from './reconcile.ts'

const contract = (holdingId: string, number: string): Contract => ({
  report: {
    holdingId,
    providerId: 'bolaget',
    providerOrganisationNumber: '165560001234',
    fetched: isoDateOf('2026-11-20'),
    older: false,
    holding: contractHolding(number),
  },
  reportedBy: ['bolaget'],
  possibleDouble: false,
})
const ids = (saverId: string, ...contracts: readonly Contract[]) =>
  named(saverId, contracts).map(({ contractId }) => contractId)

it('is the same in the next collection, whatever came before it', () => {
  const [first] = ids('saver', contract('h1', 'A-1'))
  expect(ids('saver', contract('h7', 'B-1'), contract('h8', ' A-1'))[1]).toBe(first)
})

it('is another for another saver, another number, and the second contract under one number', () => {
  const all = [
    ...ids('a', contract('h1', 'A-1'), contract('h2', 'A-1'), contract('h3', 'A-2')),
    ...ids('b', contract('h1', 'A-1')),
  ]
  expect(new Set(all).size).toBe(4)
  for (const id of all) expect(id).toMatch(/^[\w-]{16}$/)
})
