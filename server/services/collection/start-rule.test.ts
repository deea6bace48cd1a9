import { expect, it } from 'vitest'
import { reasonToStart } from './start-rule.ts'

const now = new Date('2026-11-22T10:00:00Z')
const day = 24 * 3600 * 1000
const settled = (daysAgo: number) => {
  const requestedAt = new Date(now.getTime() - daysAgo * day)
  return { requestedAt, settledAt: requestedAt }
}

it.each([
  ['never collected', null, 'first-visit', 'first-visit'],
  ['collected today', settled(0), null, 'provider-announced'],
  ['collected 30 days ago', settled(30), null, 'provider-announced'],
  ['collected 31 days ago', settled(31), 'older-than-30-days', 'provider-announced'],
  ['under way', { ...settled(31), settledAt: null }, null, null],
] as const)('%s', (_case, newest, reason, whenAnnounced) => {
  expect(reasonToStart(newest, false, now)).toBe(reason)
  expect(reasonToStart(newest, true, now)).toBe(whenAnnounced)
})
