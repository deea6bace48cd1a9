/**
 * Everything sealed at rest: AES-256-GCM, with a key of its own for each saver.
 *
 *   master key (configuration, rotated) ──HKDF──▶ wrapping key ──wraps──▶ saver key (one per saver, stored wrapped)
 *                                       └─HKDF──▶ service key (what belongs to no saver yet: login attempts, ID tokens)
 *
 * Destroying a saver's wrapped key makes all of the saver's values unreadable, in backups too.
 *
 * Additional data binds a value to its place (saver, table, column, row) and its key, so a ciphertext that was moved
 * to another row, column or saver does not open.
 *
 * Formats, the first byte being the version:
 *   1 · key id (8) · nonce (12) · ciphertext · tag (16)                  under a saver key
 *   2 · length (1) · master key id · nonce (12) · ciphertext · tag (16)  under the service key of a master key
 *   3 · nonce (12) · ciphertext · tag (16)                               a wrapped saver key; the master key's id is
 *                                                                        stored beside it
 *   4 · nonce (12) · ciphertext · tag (16)                               a shared key that waits for its invitation's
 *                                                                        code (shared-key.ts)
 */
import type { KeyObject } from 'node:crypto'
import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, randomBytes } from 'node:crypto'
import type { PersonalNumber } from '#providers/personal-number.ts'
import { AccessLogKeys } from './access-log-keys.ts'

/** Where a sealed value stands. */
export interface Place {
  readonly table: string
  readonly column: string
  readonly row: string
}

/** The key of one saver. Holds no key material that printing could show. */
export interface SaverKey {
  seal(plain: string | Uint8Array, place: Place): Buffer
  /** @throws VaultError when the value was sealed elsewhere, under another key, or altered. */
  open(sealed: Uint8Array, place: Place): Buffer
}

export interface WrappedSaverKey {
  /** The master key it is wrapped with. */
  readonly keyId: string
  readonly wrapped: Buffer
}

export interface MasterKey {
  readonly id: string
  /** 32 bytes. */
  readonly key: Buffer
}

export type VaultErrorCode = 'unknown-key' | 'other-key' | 'not-sealed' | 'does-not-open'

/** A sealed value could not be opened. The message names keys by their ids, never a value. */
export class VaultError extends Error {
  override readonly name = 'VaultError'
  readonly code: VaultErrorCode

  constructor(code: VaultErrorCode, message: string) {
    super(message)
    this.code = code
  }
}

const version = { saver: 1, service: 2, wrapped: 3 } as const
const nonceLength = 12
const tagLength = 16
export const keyLength = 32
export const saverKeyIdLength = 8

/** A JSON array is unambiguous: no two different lists of texts give the same bytes. */
export const additionalData = (...parts: readonly string[]): Buffer => Buffer.from(JSON.stringify(parts), 'utf8')

export function encrypt(key: KeyObject, plain: Uint8Array, bound: Buffer): Buffer {
  const nonce = randomBytes(nonceLength)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(bound)
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

export function decrypt(key: KeyObject, sealed: Buffer, bound: Buffer): Buffer {
  if (sealed.length < nonceLength + tagLength) throw new VaultError('not-sealed', 'A sealed value is too short')
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceLength), { authTagLength: tagLength })
  decipher.setAAD(bound)
  decipher.setAuthTag(sealed.subarray(sealed.length - tagLength))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(nonceLength, sealed.length - tagLength)), decipher.final()])
  } catch {
    throw new VaultError('does-not-open', 'A sealed value does not open: it was altered, or sealed for another place')
  }
}

const bytesOf = (plain: string | Uint8Array): Uint8Array =>
  typeof plain === 'string' ? Buffer.from(plain, 'utf8') : plain

function checkVersion(sealed: Buffer, expected: number): void {
  if (sealed[0] !== expected) {
    throw new VaultError('not-sealed', `Not a value sealed in format ${expected}`)
  }
}

export class OpenSaverKey implements SaverKey {
  readonly #saverId: string
  readonly #id: Buffer
  readonly #key: KeyObject

  constructor(saverId: string, id: Buffer, key: Buffer) {
    this.#saverId = saverId
    this.#id = id
    this.#key = createSecretKey(key)
  }

  seal(plain: string | Uint8Array, place: Place): Buffer {
    const encrypted = encrypt(this.#key, bytesOf(plain), this.#bound(place))
    return Buffer.concat([Buffer.of(version.saver), this.#id, encrypted])
  }

  open(sealed: Uint8Array, place: Place): Buffer {
    const bytes = Buffer.from(sealed)
    checkVersion(bytes, version.saver)
    const id = bytes.subarray(1, 1 + saverKeyIdLength)
    if (!id.equals(this.#id)) throw new VaultError('other-key', 'The value was sealed under the key of another saver')
    return decrypt(this.#key, bytes.subarray(1 + saverKeyIdLength), this.#bound(place))
  }

  #bound(place: Place): Buffer {
    return additionalData('value', this.#saverId, place.table, place.column, place.row, this.#id.toString('hex'))
  }
}

interface MasterKeys {
  readonly id: string
  readonly wrapping: KeyObject
  readonly service: KeyObject
}

const derive = (key: Buffer, purpose: string): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `samlad pension ${purpose}`, keyLength)))

export class Vault {
  readonly #current: MasterKeys
  readonly #byId: ReadonlyMap<string, MasterKeys>
  readonly #numberHashKey: Buffer
  /** Without any, nothing that must be logged can be done. */
  readonly accessLog: AccessLogKeys

  /** @param masterKeys the first seals; the others only open what they once sealed. So with those of the log. */
  constructor(masterKeys: readonly MasterKey[], numberHashKey: Buffer, accessLogKeys: readonly MasterKey[] = []) {
    const keys = masterKeys.map(({ id, key }) => {
      if (!/^[\w-]{1,32}$/.test(id)) throw new RangeError('The id of a master key is 1–32 letters, digits, _ or -')
      if (key.length !== keyLength) throw new RangeError(`Master key ${id} is not ${keyLength} bytes`)
      return { id, wrapping: derive(key, 'wrapping'), service: derive(key, 'service') }
    })
    const [current] = keys
    if (current === undefined) throw new RangeError('At least one master key is needed')
    this.#byId = new Map(keys.map((key) => [key.id, key]))
    if (this.#byId.size !== keys.length) throw new RangeError('Two master keys have the same id')
    if (numberHashKey.length !== keyLength) throw new RangeError(`The number hash key is not ${keyLength} bytes`)
    this.#current = current
    this.accessLog = new AccessLogKeys(accessLogKeys)
    this.#numberHashKey = Buffer.from(numberHashKey)
  }

  /** The id of the master key that seals now. */
  get currentKeyId(): string {
    return this.#current.id
  }

  /** Keyed, so that the few million possible numbers cannot be tried without the key. */
  hashNumber(number: PersonalNumber): Buffer {
    return createHmac('sha256', this.#numberHashKey).update(number.reveal()).digest()
  }

  /** By what uses are counted for a limit: a keyed hash that says nothing of whose they are. 32 bytes. */
  hashWho(scope: string, who: string): Buffer {
    return createHmac('sha256', this.#numberHashKey).update(`use\0${scope}\0${who}`).digest()
  }

  createSaverKey(saverId: string): WrappedSaverKey & { readonly key: SaverKey } {
    const id = randomBytes(saverKeyIdLength)
    const key = randomBytes(keyLength)
    return { ...this.#wrap(saverId, Buffer.concat([id, key])), key: new OpenSaverKey(saverId, id, key) }
  }

  /** @throws VaultError when the master key is not configured, or the wrapped key belongs to another saver. */
  openSaverKey(saverId: string, keyId: string, wrapped: Uint8Array): SaverKey {
    const bytes = this.#unwrap(saverId, keyId, wrapped)
    return new OpenSaverKey(saverId, bytes.subarray(0, saverKeyIdLength), bytes.subarray(saverKeyIdLength))
  }

  /** The same saver key under the current master key: what it sealed stays as it is. */
  rewrapSaverKey(saverId: string, keyId: string, wrapped: Uint8Array): WrappedSaverKey {
    return this.#wrap(saverId, this.#unwrap(saverId, keyId, wrapped))
  }

  /** Seals what belongs to no saver yet. @param place table, column and row as one text. */
  sealGlobal(plain: string | Uint8Array, place: string): Buffer {
    const { id, service } = this.#current
    const encrypted = encrypt(service, bytesOf(plain), additionalData('service', place, id))
    return Buffer.concat([Buffer.of(version.service, id.length), Buffer.from(id, 'ascii'), encrypted])
  }

  openGlobal(sealed: Uint8Array, place: string): Buffer {
    const bytes = Buffer.from(sealed)
    checkVersion(bytes, version.service)
    const end = 2 + (bytes[1] ?? 0)
    const { id, service } = this.#master(bytes.subarray(2, end).toString('ascii'))
    return decrypt(service, bytes.subarray(end), additionalData('service', place, id))
  }

  #wrap(saverId: string, bytes: Buffer): WrappedSaverKey {
    const { id, wrapping } = this.#current
    const encrypted = encrypt(wrapping, bytes, additionalData('saver key', saverId, id))
    return { keyId: id, wrapped: Buffer.concat([Buffer.of(version.wrapped), encrypted]) }
  }

  #unwrap(saverId: string, keyId: string, wrapped: Uint8Array): Buffer {
    const { id, wrapping } = this.#master(keyId)
    const bytes = Buffer.from(wrapped)
    checkVersion(bytes, version.wrapped)
    return decrypt(wrapping, bytes.subarray(1), additionalData('saver key', saverId, id))
  }

  #master(id: string): MasterKeys {
    const found = this.#byId.get(id)
    if (found === undefined) {
      // The id comes from stored bytes: only a well-formed one is fit for a message.
      const shown = /^[\w-]{1,32}$/.test(id) ? id : '(unreadable)'
      throw new VaultError('unknown-key', `Master key ${shown} is not configured; values sealed with it cannot be read`)
    }
    return found
  }
}
