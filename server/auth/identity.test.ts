import { describe, expect, test } from 'vitest'
import type { Claims } from './identity.ts'
import { checkShowing, readIdentity } from './identity.ts'
import { LoginRefused } from './refusal.ts'

const personalNumber = 'https://id.oidc.se/claim/personalIdentityNumber'
const coordinationNumber = 'https://id.oidc.se/claim/coordinationNumber'
const previousCoordinationNumber = 'https://id.oidc.se/claim/previousCoordinationNumber'
const loa3 = 'http://id.elegnamnden.se/loa/1.0/loa3'
const names = {
  personalNumber,
  coordinationNumber,
  previousCoordinationNumber,
  givenName: 'given_name',
  familyName: 'family_name',
}
const now = new Date('2026-11-22T12:00:00Z')
const seconds = now.getTime() / 1000
const good = {
  acr: loa3,
  auth_time: seconds - 10,
  [personalNumber]: '199006012380',
  given_name: 'Åsa',
  family_name: 'Öström-Lindqvist',
}

function refusal(claims: Claims): string | null {
  try {
    checkShowing(claims, [loa3], now)
    readIdentity(claims, names)
    return null
  } catch (error) {
    if (error instanceof LoginRefused) return error.refusal
    throw error
  }
}

test('the claims of the Swedish profile say who it is', () => {
  const { number, name } = readIdentity(good, names)
  expect(number.reveal()).toBe('199006012380')
  expect(name).toBe('Åsa Öström-Lindqvist')
})

test('names may be missing', () => {
  expect(readIdentity({ ...good, given_name: undefined, family_name: undefined }, names).name).toBe('')
  expect(readIdentity({ ...good, given_name: 5 }, names).name).toBe('Öström-Lindqvist')
})

describe('the strength must be one of those accepted, by its exact name', () => {
  test.each([undefined, '', 'loa3', 'http://id.elegnamnden.se/loa/1.0/loa2', `${loa3}x`, [loa3], 3])(
    '%j is not',
    (acr) => {
      expect(refusal({ ...good, acr })).toBe('sakerhetsniva')
    },
  )
})

describe('the e-ID must have been shown lately', () => {
  test.each([0, 299, 300, 359, 360])('%i seconds ago is well', (ago) => {
    expect(refusal({ ...good, auth_time: seconds - ago })).toBeNull()
  })
  test.each([361, 3600])('%i seconds ago is too long', (ago) => {
    expect(refusal({ ...good, auth_time: seconds - ago })).toBe('forlegat')
  })
  test('a clock a minute ahead is borne with, more is not', () => {
    expect(refusal({ ...good, auth_time: seconds + 60 })).toBeNull()
    expect(refusal({ ...good, auth_time: seconds + 61 })).toBe('ogiltig')
  })
  test.each([undefined, '1', null])('%j is no time', (time) => {
    expect(refusal({ ...good, auth_time: time })).toBe('ogiltig')
  })
})

describe('the number must be there and be one that can exist', () => {
  test.each([undefined, '', '199006012381', '9006012380', '199013012380', 199006012380, null])(
    '%j is none',
    (number) => {
      expect(refusal({ ...good, [personalNumber]: number })).toBe('inget-nummer')
    },
  )
  test('a coordination number comes in its own claim', () => {
    const others = { ...good, [personalNumber]: undefined }
    const coordinated = '199006612395'
    const identity = readIdentity({ ...others, [coordinationNumber]: coordinated }, names)
    expect(identity.number.isCoordinationNumber).toBe(true)
    expect(refusal({ ...others, [coordinationNumber]: '199006012380' })).toBe('inget-nummer')
    expect(refusal({ ...others, [personalNumber]: coordinated })).toBe('inget-nummer')
  })
  test('a coordination number from before comes in a third, and only as one', () => {
    const earlierOf = (text: unknown) => readIdentity({ ...good, [previousCoordinationNumber]: text }, names).earlier
    expect(earlierOf('199006612395')?.reveal()).toBe('199006612395')
    for (const none of [undefined, '', 'x', 5, '199006012380', '199006612394']) expect(earlierOf(none)).toBeNull()
  })
})
