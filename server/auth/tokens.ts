/** Random values that stand for something, and the form in which they are stored: never themselves, only their hash. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** 32 random bytes as base64url: 43 characters. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

export function isToken(text: string | undefined): text is string {
  return text !== undefined && /^[A-Za-z0-9_-]{43}$/.test(text)
}

export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

export function sameHash(token: string, hash: string): boolean {
  const expected = Buffer.from(hash, 'base64url')
  const actual = hashToken(token)
  return expected.length === actual.length && timingSafeEqual(expected, actual)
}
