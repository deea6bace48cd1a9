/**
 * The partners' public keys, fetched from where the register says and kept for a while. A key that is not among them is
 * looked for anew, but only every so often, so that rotation needs no restart and nobody can make us fetch all day.
 */
import type { FlattenedJWSInput, JSONWebKeySet, JWSHeaderParameters, CryptoKey } from 'jose'
import { createLocalJWKSet, errors } from 'jose'
import { z } from 'zod'
import { isSafeAddress } from './read-partner.ts'

export interface KeySetsOptions {
  /** http to this very machine: outside production. */
  readonly loopbackAllowed: boolean
  readonly now?: () => number
}

/** Milliseconds, bytes. */
const keySetLimits = { kept: 300_000, between: 10_000, answer: 3_000, size: 65_536 } as const

/** Why the keys could not be had; never what was answered. */
class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable'
}

interface Kept {
  readonly keys: ReturnType<typeof createLocalJWKSet>
  readonly fetchedAt: number
}

const keySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })).max(50) })

export class KeySets {
  readonly #options: Required<KeySetsOptions>
  readonly #kept = new Map<string, Kept>()
  readonly #underWay = new Map<string, Promise<Kept>>()
  /** When each address was asked last, whatever came of it. */
  readonly #asked = new Map<string, number>()

  constructor(options: KeySetsOptions) {
    this.#options = { now: () => performance.now(), ...options }
  }

  /**
   * The key that a signature says it is made with.
   * @throws KeysUnavailable; errors.JWKSNoMatchingKey when there is none by that name
   */
  async find(url: string, header: JWSHeaderParameters, token: FlattenedJWSInput): Promise<CryptoKey> {
    if (header.kid === undefined) throw new errors.JWKSNoMatchingKey()
    const kept = this.#kept.get(url)
    const known = kept !== undefined && this.#options.now() - kept.fetchedAt < keySetLimits.kept ? kept : null
    try {
      return await (known ?? (await this.#fetchInTurn(url))).keys(header, token)
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || known === null) throw error
      return await (await this.#fetchInTurn(url)).keys(header, token)
    }
  }

  #mayAsk(url: string): boolean {
    const asked = this.#asked.get(url)
    return asked === undefined || this.#options.now() - asked >= keySetLimits.between
  }

  /** One question at a time to each address. */
  async #fetchInTurn(url: string): Promise<Kept> {
    const underWay = this.#underWay.get(url)
    if (underWay !== undefined) return await underWay
    if (!this.#mayAsk(url)) throw new KeysUnavailable('the keys could not be fetched a moment ago')
    this.#asked.set(url, this.#options.now())
    const fetching = this.#fetch(url).finally(() => this.#underWay.delete(url))
    this.#underWay.set(url, fetching)
    return await fetching
  }

  async #fetch(url: string): Promise<Kept> {
    if (!isSafeAddress(url, this.#options.loopbackAllowed)) throw new KeysUnavailable('the address is not https')
    const text = await bounded(url)
    const keys = createLocalJWKSet(parsed(text))
    const kept = { keys, fetchedAt: this.#options.now() }
    this.#kept.set(url, kept)
    return kept
  }
}

function parsed(text: string): JSONWebKeySet {
  try {
    return keySet.parse(JSON.parse(text))
  } catch {
    throw new KeysUnavailable('the answer is no key set')
  }
}

/** No redirect is followed: whoever can redirect is not who is registered. */
async function bounded(url: string): Promise<string> {
  try {
    const response = await fetch(url, {
      redirect: 'error',
      headers: { accept: 'application/jwk-set+json, application/json' },
      signal: AbortSignal.timeout(keySetLimits.answer),
    })
    if (!response.ok || response.body === null) {
      await response.body?.cancel()
      throw new KeysUnavailable(`the address answered ${response.status}`)
    }
    const pieces: Uint8Array[] = []
    let size = 0
    const reader = response.body.getReader()
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      size += read.value.byteLength
      if (size > keySetLimits.size) {
        await reader.cancel()
        throw new KeysUnavailable('the answer is too large')
      }
      pieces.push(read.value)
    }
    return Buffer.concat(pieces).toString('utf8')
  } catch (error) {
    if (error instanceof KeysUnavailable) throw error
    throw new KeysUnavailable('the address did not answer in time, or led elsewhere', { cause: error })
  }
}
