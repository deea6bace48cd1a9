/**
 * The keys that chain the access log: HMAC-SHA256, from the configuration and never in the database, so that whoever
 * can write the tables still cannot write an entry that holds.
 */
import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import type { MasterKey } from './vault.ts'

/** There is no key to write the log with: what should be logged must not be done. */
class NoAccessLogKey extends Error {
  override readonly name = 'NoAccessLogKey'
}

export interface LogMac {
  /** The key it was made with. */
  readonly keyId: string
  readonly mac: Buffer
}

export class AccessLogKeys {
  readonly #current: string | null
  readonly #byId: ReadonlyMap<string, KeyObject>

  /** @param keys the first writes; the others only check what they once wrote. */
  constructor(keys: readonly MasterKey[]) {
    this.#current = keys[0]?.id ?? null
    this.#byId = new Map(keys.map(({ id, key }) => [id, createSecretKey(key)]))
  }

  /** @throws NoAccessLogKey when none is configured */
  mac(text: string): LogMac {
    const key = this.#current === null ? undefined : this.#byId.get(this.#current)
    if (this.#current === null || key === undefined) throw new NoAccessLogKey('No key to write the access log with')
    return { keyId: this.#current, mac: macOf(key, text) }
  }

  check(text: string, { keyId, mac }: LogMac): 'holds' | 'broken' | 'unknown-key' {
    const key = this.#byId.get(keyId)
    if (key === undefined) return 'unknown-key'
    const expected = macOf(key, text)
    return mac.length === expected.length && timingSafeEqual(mac, expected) ? 'holds' : 'broken'
  }
}

const macOf = (key: KeyObject, text: string): Buffer => createHmac('sha256', key).update(text).digest()
