import { expect, test } from 'vitest'
import {
  invitationHash,
  newInvitationCode,
  newSharedKey,
  openSharedKey,
  readInvitationCode,
  unwrapByCode,
  wrapForCode,
} from './shared-key.ts'

const sharing = '0b9f7c1e-6f0e-4c7e-9d3a-3d1f2f6f5a01'
const place = { table: 'sharing_seat', column: 'content_sealed', row: 'inviter' }

test('a code has 140 bits, none like another, in groups that can be read aloud', () => {
  const codes = Array.from({ length: 500 }, newInvitationCode)
  expect(new Set(codes).size).toBe(500)
  for (const code of codes) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/)
  // Every letter has its turn: none is left out by the way it is drawn.
  expect(new Set(codes.join('').replaceAll('-', '')).size).toBe(32)
})

test('a code is read as it is typed, and nothing else is one', () => {
  const code = '0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV'
  const read = code.replaceAll('-', '')
  expect(readInvitationCode(code)).toBe(read)
  expect(readInvitationCode(` ${code.toLowerCase().replaceAll('-', ' ')}\n`)).toBe(read)
  expect(readInvitationCode(code.replace('0', 'O').replace('1', 'l'))).toBe(read)
  expect(readInvitationCode(code.replaceAll('-', '\u2013'))).toBe(read)
  for (const bad of [
    '',
    code.slice(1),
    `${code}0`,
    code.replace('A', 'U'),
    code.replace('A', 'Å'),
    code.replace('A', '٣'),
  ]) {
    expect(readInvitationCode(bad)).toBeNull()
  }
})

test('the key opens with its own code and for its own sharing only', () => {
  const code = newInvitationCode()
  const key = newSharedKey()
  const wrapped = wrapForCode(code, sharing, key)
  expect(unwrapByCode(code.toLowerCase(), sharing, wrapped)).toEqual(key)
  expect(() => unwrapByCode(newInvitationCode(), sharing, wrapped)).toThrow('does not open')
  expect(() => unwrapByCode(code, '0b9f7c1e-6f0e-4c7e-9d3a-3d1f2f6f5a02', wrapped)).toThrow('does not open')
  expect(() => unwrapByCode(code, sharing, Buffer.concat([Buffer.of(1), wrapped.subarray(1)]))).toThrow(
    'waits for a code',
  )
})

test('what is stored to find an invitation tells nothing of the key that opens it', () => {
  const code = newInvitationCode()
  const wrapped = wrapForCode(code, sharing, newSharedKey())
  expect(invitationHash(code)).toHaveLength(32)
  expect(invitationHash(code)).toEqual(invitationHash(code.toLowerCase().replaceAll('-', '')))
  expect(() => unwrapByCode(newInvitationCode(), sharing, wrapped)).toThrow()
  expect(wrapped.includes(invitationHash(code))).toBe(false)
})

test('what is sealed is bound to its sharing and its place', () => {
  const bytes = newSharedKey()
  const key = openSharedKey(sharing, bytes)
  const sealed = key.seal('12 000 kr', place)
  expect(openSharedKey(sharing, bytes).open(sealed, place).toString('utf8')).toBe('12 000 kr')
  expect(() => key.open(sealed, { ...place, row: 'guest' })).toThrow('does not open')
  expect(() => openSharedKey('0b9f7c1e-6f0e-4c7e-9d3a-3d1f2f6f5a02', bytes).open(sealed, place)).toThrow(
    'does not open',
  )
  expect(() => openSharedKey(sharing, newSharedKey()).open(sealed, place)).toThrow('another saver')
})
