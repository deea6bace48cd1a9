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
import { loadKeysConfig } from '#server/config/operator.ts'
import { Vault } from '#server/crypto/vault.ts'
import type { Database } from '#server/db/database.ts'
import { keysInUse, rotateKeys } from '#server/db/key-rotation.ts'
import { CannotRun, runCommand } from './command.ts'
import { operatorEnvironment, withOwnerDatabase } from './owner-database.ts'

async function run(args: readonly string[]): Promise<number> {
  const [command] = args
  if (args.length !== 1 || (command !== 'status' && command !== 'rotate')) {
    throw new CannotRun('Use: npm run -s keys -- status | rotate')
  }
  const env = operatorEnvironment(({ encryptionKey }) => ({ ENCRYPTION_KEYS: `local1:${encryptionKey}` }))
  // No number is hashed here.
  const vault = new Vault(loadKeysConfig(env).masterKeys, randomBytes(32))
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

await runCommand(run)
