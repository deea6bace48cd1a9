/** The keys that seal, hash and chain. */
import type { Refusal, Values } from './environment.ts'
import { variable } from './environment.ts'
import { looksDefault, made } from './kinds.ts'

interface Key {
  readonly id: string
  readonly key: Buffer
}

export interface Secrets {
  /** The first is used for what is written from now on. */
  readonly masterKeys: readonly Key[]
  readonly numberHashKey: Buffer
  /** The first chains what is logged from now on. */
  readonly accessLogKeys: readonly Key[]
  /** PINs are put through these; the first is used for new ones. Null: nobody logs in by PIN. */
  readonly pinPeppers: readonly [Key, ...Key[]] | null
}

/** A key of 32 bytes that was made by chance: neither zeroes nor a word repeated. */
function key256(base64: string): Buffer | null {
  if (!/^[A-Za-z0-9+/]{43}=$/.test(base64)) return null
  const key = Buffer.from(base64, 'base64')
  return new Set(key).size >= 16 ? key : null
}

const keyList = made((text) => {
  const keys: Key[] = []
  for (const part of text.split(',')) {
    const [, id, base64] = /^([A-Za-z0-9_-]{1,20}):(.*)$/.exec(part.trim()) ?? []
    const key = key256(base64 ?? '')
    if (id === undefined || key === null || keys.some((other) => other.id === id)) return null
    keys.push({ id, key })
  }
  return keys
})

const wantedOfList =
  'must be "id:key" pairs with commas between, the current key first; each key 32 random bytes in base64, each id once'

export const secretVariables = {
  ENCRYPTION_KEYS: variable(keyList, wantedOfList),
  NUMBER_HASH_KEY: variable(made(key256), 'must be 32 random bytes in base64'),
  ACCESS_LOG_KEYS: variable(keyList, wantedOfList),
  PIN_PEPPERS: variable(keyList.optional(), wantedOfList),
}

type SecretValues = Values<typeof secretVariables>

export function secretsOf(read: SecretValues): Secrets {
  const [pepper, ...olderPeppers] = read.PIN_PEPPERS ?? []
  return {
    masterKeys: Object.freeze(read.ENCRYPTION_KEYS),
    numberHashKey: read.NUMBER_HASH_KEY,
    accessLogKeys: Object.freeze(read.ACCESS_LOG_KEYS),
    pinPeppers: pepper === undefined ? null : [pepper, ...olderPeppers],
  }
}

export function secretRefusals(read: SecretValues): readonly Refusal[] {
  const { ENCRYPTION_KEYS: master, NUMBER_HASH_KEY: hash, ACCESS_LOG_KEYS: log, PIN_PEPPERS: peppers = [] } = read
  const isOf = (keys: readonly Key[], key: Buffer): boolean => keys.some((other) => other.key.equals(key))
  return [
    [
      master.some(({ id }) => looksDefault(id)),
      'ENCRYPTION_KEYS must not hold a key marked local, test or default in production',
    ],
    [isOf(master, hash), 'NUMBER_HASH_KEY must be another key than those in ENCRYPTION_KEYS in production'],
    [
      log.some(({ id, key }) => looksDefault(id) || isOf(master, key)),
      'ACCESS_LOG_KEYS must hold keys of their own, none marked local, test or default, in production',
    ],
    [
      peppers.some(({ id, key }) => looksDefault(id) || key.equals(hash) || isOf([...master, ...log], key)),
      'PIN_PEPPERS must hold keys of their own, none marked local, test or default, in production',
    ],
  ]
}
