import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { PersonalNumber } from '#providers/personal-number.ts'
import type { MasterKey, VaultErrorCode } from './vault.ts'
import { Vault, VaultError } from './vault.ts'

const k1: MasterKey = { id: 'k1', key: Buffer.alloc(32, 1) }
const k2: MasterKey = { id: 'k2', key: Buffer.alloc(32, 2) }
const numberHashKey = Buffer.alloc(32, 9)
const vault = new Vault([k1], numberHashKey)
const saver = 'f2ab6cc6-5d3e-4c0a-9d5a-7b9a1f6f3b01'
const other = '0c1dbb57-21d3-4a7b-8f0a-0d6f6f1f7c02'
const place = { table: 'holding', column: 'content_sealed', row: 'r1' }
const secret = 'Åsa Öström-Lindqvist: 1 234,50 kr'

function codeOf(act: () => unknown): VaultErrorCode | 'opened' {
  try {
    act()
    return 'opened'
  } catch (error) {
    if (error instanceof VaultError) return error.code
    throw error
  }
}

test('what is sealed opens again at its place, as text or bytes', () => {
  const { key } = vault.createSaverKey(saver)
  expect(key.open(key.seal(secret, place), place).toString('utf8')).toBe(secret)
  const bytes = Buffer.from([0, 255, 128, 10])
  expect(key.open(key.seal(bytes, place), place)).toEqual(bytes)
  expect(key.open(key.seal('', place), place)).toHaveLength(0)
})

test('a sealed value shows nothing, and the same value is never sealed the same way twice', () => {
  const { key } = vault.createSaverKey(saver)
  const sealed = key.seal(secret, place)
  expect(sealed.includes(Buffer.from('1 234,50'))).toBe(false)
  expect(key.seal(secret, place)).not.toEqual(sealed)
})

test('a ciphertext moved to another row, column, table or saver does not open', () => {
  const { keyId, wrapped, key } = vault.createSaverKey(saver)
  const sealed = key.seal(secret, place)
  expect(codeOf(() => key.open(sealed, { ...place, row: 'r2' }))).toBe('does-not-open')
  expect(codeOf(() => key.open(sealed, { ...place, column: 'other' }))).toBe('does-not-open')
  expect(codeOf(() => key.open(sealed, { ...place, table: 'original' }))).toBe('does-not-open')
  expect(codeOf(() => vault.createSaverKey(other).key.open(sealed, place))).toBe('other-key')
  // The wrapped key moved along with the rows does not help either.
  expect(codeOf(() => vault.openSaverKey(other, keyId, wrapped))).toBe('does-not-open')
})

test('places that run together as text are still different places', () => {
  const { key } = vault.createSaverKey(saver)
  const sealed = key.seal(secret, { table: 'a', column: 'b","c', row: 'd' })
  expect(codeOf(() => key.open(sealed, { table: 'a', column: 'b', row: 'c","d' }))).toBe('does-not-open')
})

test('any altered byte is noticed', () => {
  const { key } = vault.createSaverKey(saver)
  const sealed = key.seal('abc', place)
  for (let index = 0; index < sealed.length; index += 1) {
    const altered = Buffer.from(sealed)
    altered[index] = (altered[index] ?? 0) ^ 1
    expect(
      codeOf(() => key.open(altered, place)),
      `byte ${index}`,
    ).not.toBe('opened')
  }
  expect(codeOf(() => key.open(sealed.subarray(0, 20), place))).toBe('not-sealed')
  expect(codeOf(() => key.open(Buffer.alloc(0), place))).toBe('not-sealed')
})

test('after a new master key the old one still opens, and new writes use the new', () => {
  const before = vault.createSaverKey(saver)
  const sealed = before.key.seal(secret, place)
  const rotated = new Vault([k2, k1], numberHashKey)
  expect(rotated.openSaverKey(saver, before.keyId, before.wrapped).open(sealed, place).toString()).toBe(secret)
  expect(rotated.createSaverKey(saver).keyId).toBe('k2')

  const global = vault.sealGlobal(secret, 'login')
  expect(rotated.openGlobal(global, 'login').toString()).toBe(secret)
  expect(codeOf(() => vault.openGlobal(rotated.sealGlobal(secret, 'login'), 'login'))).toBe('unknown-key')

  const rewrapped = rotated.rewrapSaverKey(saver, before.keyId, before.wrapped)
  expect(rewrapped.keyId).toBe('k2')
  const onlyNew = new Vault([k2], numberHashKey)
  expect(onlyNew.openSaverKey(saver, rewrapped.keyId, rewrapped.wrapped).open(sealed, place).toString()).toBe(secret)
})

test('a master key that is not configured is named, and a wrong one under the right name opens nothing', () => {
  const { wrapped } = vault.createSaverKey(saver)
  expect(() => vault.openSaverKey(saver, 'k0', wrapped)).toThrow('Master key k0 is not configured')
  expect(codeOf(() => vault.openSaverKey(saver, 'k0', wrapped))).toBe('unknown-key')
  const impostor = new Vault([{ id: 'k1', key: Buffer.alloc(32, 3) }], numberHashKey)
  expect(codeOf(() => impostor.openSaverKey(saver, 'k1', wrapped))).toBe('does-not-open')
  // Both keys present, but the row names the wrong one.
  expect(codeOf(() => new Vault([k2, k1], numberHashKey).openSaverKey(saver, 'k2', wrapped))).toBe('does-not-open')
})

test('what belongs to no saver is bound to its place too', () => {
  const sealed = vault.sealGlobal(secret, 'login_attempt:1')
  expect(codeOf(() => vault.openGlobal(sealed, 'login_attempt:2'))).toBe('does-not-open')
  expect(codeOf(() => vault.createSaverKey(saver).key.open(sealed, place))).toBe('not-sealed')
})

test('a personal number is hashed with the key', () => {
  const number = PersonalNumber.parse('19900601-2380')
  if (number === null) throw new Error('A number of the test series')
  const hash = vault.hashNumber(number)
  expect(hash).toHaveLength(32)
  expect(vault.hashNumber(number)).toEqual(hash)
  expect(new Vault([k1], Buffer.alloc(32, 10)).hashNumber(number)).not.toEqual(hash)
})

test('neither vault nor key shows its keys when printed', () => {
  const { key } = vault.createSaverKey(saver)
  for (const thing of [vault, key]) {
    expect(`${inspect(thing, { depth: 10, showHidden: true })} ${JSON.stringify(thing)}`).not.toMatch(
      /Buffer|"data"|01 01/,
    )
  }
})

test.each([
  ['no master key', [], numberHashKey],
  ['a short master key', [{ id: 'k1', key: Buffer.alloc(16) }], numberHashKey],
  ['two with one id', [k1, { ...k2, id: 'k1' }], numberHashKey],
  ['an id that is no word', [{ ...k1, id: 'k 1' }], numberHashKey],
  ['a short hash key', [k1], Buffer.alloc(8)],
])('a vault with %s is refused', (_what, keys, hashKey) => {
  expect(() => new Vault(keys, hashKey)).toThrow(RangeError)
})
