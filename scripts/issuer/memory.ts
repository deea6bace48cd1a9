/** Where the local issuer keeps its sessions and codes: in memory, gone with the process. */
import type { Adapter, AdapterPayload } from 'oidc-provider'

/** One storage per issuer; oidc-provider asks it for one adapter per kind of thing. */
export function memoryStorage(): (model: string) => Adapter {
  const stored = new Map<string, { readonly payload: AdapterPayload; readonly until: number }>()
  return (model) => new MemoryAdapter(model, stored)
}

type Stored = Map<string, { readonly payload: AdapterPayload; readonly until: number }>

class MemoryAdapter implements Adapter {
  readonly #model: string
  readonly #stored: Stored

  constructor(model: string, stored: Stored) {
    this.#model = model
    this.#stored = stored
  }

  upsert(id: string, payload: AdapterPayload, expiresInSeconds: number): Promise<void> {
    this.#stored.set(this.#key(id), { payload, until: performance.now() + expiresInSeconds * 1000 })
    return Promise.resolve()
  }

  find(id: string): Promise<AdapterPayload | undefined> {
    const key = this.#key(id)
    const found = this.#stored.get(key)
    if (found && found.until > performance.now()) return Promise.resolve(found.payload)
    this.#stored.delete(key)
    return Promise.resolve(undefined)
  }

  findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.#search((payload) => payload.uid === uid)
  }

  findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
    return this.#search((payload) => payload.userCode === userCode)
  }

  async consume(id: string): Promise<void> {
    const payload = await this.find(id)
    if (payload) payload.consumed = Math.floor(Date.now() / 1000)
  }

  destroy(id: string): Promise<void> {
    this.#stored.delete(this.#key(id))
    return Promise.resolve()
  }

  revokeByGrantId(grantId: string): Promise<void> {
    const prefix = this.#key('')
    for (const [key, { payload }] of this.#stored) {
      if (key.startsWith(prefix) && payload.grantId === grantId) this.#stored.delete(key)
    }
    return Promise.resolve()
  }

  #search(wanted: (payload: AdapterPayload) => boolean): Promise<AdapterPayload | undefined> {
    const prefix = this.#key('')
    for (const [key, { payload, until }] of this.#stored) {
      if (key.startsWith(prefix) && until > performance.now() && wanted(payload)) return Promise.resolve(payload)
    }
    return Promise.resolve(undefined)
  }

  #key(id: string): string {
    return `${this.#model}:${id}`
  }
}
