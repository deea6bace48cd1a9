/**
 * From one master key to another while the portal runs.
 *
 *     npm run -s keys -- status   what is sealed with which master key
 *     npm run -s keys -- rotate   wraps every saver's key with the first key in ENCRYPTION_KEYS
 *
 * `rotate` may be stopped and begun again. From the environment: DATABASE_OWNER_URL, ENCRYPTION_KEYS; without
 * DATABASE_OWNER_URL, the local system's. The steps around it: docs/running.md, "Keys".
 *
 *     0  nothing is sealed with another key than the first: the others can go
 *     1  something still is
 *     2  wrong use, or the database does not answer
 */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Environment } from '#server/config/environment.ts'
import { ConfigError } from '#server/config/environment.ts'
import { loadKeysConfig } from '#server/config/operator.ts'
import { Vault } from '#server/crypto/vault.ts'
import type { Database } from '#server/db/database.ts'
import { keysInUse, rotateKeys } from '#server/db/key-rotation.ts'
import { NoDatabase, withOwnerDatabase } from './owner-database.ts'
import { root } from './ready.js'

/** With what the local system has, where no database is named. */
function environment(env: Environment): Environment {
  if (env.DATABASE_OWNER_URL) return env
  try {
    const path = join(env.LOCAL_DIR ?? join(root, '.local'), 'secrets.json')
    const { encryptionKey } = JSON.parse(readFileSync(path, 'utf8')) as { readonly encryptionKey: string }
    return { ENCRYPTION_KEYS: `local1:${encryptionKey}` }
  } catch {
    return env
  }
}

async function run(args: readonly string[]): Promise<number> {
  const [command] = args
  if (args.length !== 1 || (command !== 'status' && command !== 'rotate')) {
    console.error('Use: npm run -s keys -- status | rotate')
    return 2
  }
  // No number is hashed here.
  const vault = new Vault(loadKeysConfig(environment(process.env)).masterKeys, randomBytes(32))
  return await withOwnerDatabase(async ({ sql }) => {
    const db: Database = { sql, vault, actor: 'worker', prepares: false, close: () => Promise.resolve() }
    if (command === 'rotate') {
      const { rewrapped, current, unknown } = await rotateKeys(db, (so) => {
        console.log(`… ${so.rewrapped} rewrapped, ${so.current} were already`)
      })
      console.log(`${rewrapped} rewrapped, ${current} were already under ${vault.currentKeyId}`)
      if (unknown > 0) console.log(`! ${unknown} cannot be opened: their master key is not in ENCRYPTION_KEYS`)
    }
    const others = (await keysInUse(db)).map((use) => {
      const isCurrent = use.keyId === vault.currentKeyId
      console.log(
        `${use.keyId}${isCurrent ? ' (current)' : ''}: ${use.savers} savers, ${use.values} sessions and login attempts`,
      )
      return !isCurrent
    })
    return others.includes(true) ? 1 : 0
  })
}

try {
  process.exitCode = await run(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof NoDatabase || error instanceof ConfigError)) throw error
  console.error(error.message)
  process.exitCode = 2
}
