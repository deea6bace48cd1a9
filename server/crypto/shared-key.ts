/**
 * The key of what two savers share, and the one-time code that hands it over.
 *
 *   code (140 random bits, shown once) ──HKDF──▶ look-up hash, the only trace of the code that is stored
 *                                      └─HKDF──▶ wrapping key ──wraps──▶ the shared key, until the code is used
 *
 * Each member then keeps the shared key sealed under their own saver key. A code cannot be guessed, so nothing slows
 * its derivation down; who has the database and the master keys, but not the code, cannot open an invitation.
 */
import { createSecretKey, hkdfSync, randomBytes } from 'node:crypto'
import type { SaverKey } from './vault.ts'
import { additionalData, decrypt, encrypt, keyLength, OpenSaverKey, saverKeyIdLength, VaultError } from './vault.ts'

/** The key as bytes: id (8) and key (32). To be sealed at once. */
export type SharedKeyBytes = Buffer

export const newSharedKey = (): SharedKeyBytes => randomBytes(saverKeyIdLength + keyLength)

/** Seals and opens as a saver's key does, bound to the sharing instead of the saver. */
export const openSharedKey = (sharingId: string, bytes: SharedKeyBytes): SaverKey =>
  new OpenSaverKey(sharingId, bytes.subarray(0, saverKeyIdLength), bytes.subarray(saverKeyIdLength))

/** Crockford's: no letter that looks like a digit, no U. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const notALetter = new RegExp(`[^${letters}]`)
const codeLength = 28
const groupLength = 4

/** 28 letters of five bits each, in groups of four: `7K3M-…`. */
export const newInvitationCode = (): string => codeFrom(randomBytes(codeLength))

/**
 * The code that a form asks for: the same again when the form is sent twice.
 *
 * @param form the number of the form, random, which only the browser that was given it has
 */
export const invitationCodeOf = (saverId: string, form: string): string =>
  codeFrom(
    Buffer.from(hkdfSync('sha256', form, Buffer.from(saverId), 'samlad pension invitation by a form', codeLength)),
  )

function codeFrom(bytes: Uint8Array): string {
  const code = [...bytes].map((byte) => letters.charAt(byte % letters.length)).join('')
  return (code.match(new RegExp(`.{${groupLength}}`, 'g')) ?? []).join('-')
}

/** As typed, read aloud or pasted: small letters, spaces, dashes, O for 0, I and L for 1. @returns null for no code */
export function readInvitationCode(typed: string): string | null {
  const code = typed
    .toUpperCase()
    .replaceAll(/[\s\-\u2010-\u2015]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
  return code.length === codeLength && !notALetter.test(code) ? code : null
}

const derive = (code: string, purpose: string): Buffer => {
  const read = readInvitationCode(code)
  if (read === null) throw new RangeError('Not an invitation code')
  return Buffer.from(hkdfSync('sha256', read, Buffer.alloc(0), `samlad pension invitation ${purpose}`, keyLength))
}

/** What an invitation is found by. */
export const invitationHash = (code: string): Buffer => derive(code, 'look-up')

/** First byte of a shared key that waits for the one who has its code. */
const wrappedVersion = 4

export function wrapForCode(code: string, sharingId: string, bytes: SharedKeyBytes): Buffer {
  const key = createSecretKey(derive(code, 'key'))
  return Buffer.concat([Buffer.of(wrappedVersion), encrypt(key, bytes, additionalData('invitation', sharingId))])
}

/** @throws VaultError when it was wrapped for another code or another sharing. */
export function unwrapByCode(code: string, sharingId: string, wrapped: Uint8Array): SharedKeyBytes {
  const bytes = Buffer.from(wrapped)
  if (bytes[0] !== wrappedVersion) throw new VaultError('not-sealed', 'Not a key that waits for a code')
  return decrypt(createSecretKey(derive(code, 'key')), bytes.subarray(1), additionalData('invitation', sharingId))
}
