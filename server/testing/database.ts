/** A database of its own for a test file: a clone of the migrated template, some 30 ms. */
import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { Vault } from '#server/crypto/vault.ts'
import type { RoleName } from '#server/db/bootstrap.ts'
import { grantConnect, roles, withClient } from '#server/db/bootstrap.ts'
import type { Database } from '#server/db/database.ts'
import { openDatabase } from '#server/db/database.ts'
import './global-setup.ts'
import { roleUrl, superuserUrl, templateDatabase } from './postgres.ts'

export interface TestDatabase {
  readonly owner: Database
  readonly app: Database
  readonly worker: Database
  readonly eraser: Database
  readonly urls: Readonly<Record<RoleName | 'superuser', string>>
  readonly vault: Vault
  close(): Promise<void>
}

/** Fixed keys, so that a failure can be run again; worthless outside the tests. */
export const testVault = new Vault([{ id: 'test', key: Buffer.alloc(32, 7) }], Buffer.alloc(32, 8), [
  { id: 'log-test', key: Buffer.alloc(32, 9) },
])

/** Call in `beforeAll`, and `close` in `afterAll`. */
export async function testDatabase(): Promise<TestDatabase> {
  const postgres = inject('postgres')
  const server = superuserUrl(postgres, 'postgres')
  const name = `test_${randomBytes(6).toString('hex')}`
  await withClient(server, async (client) => {
    await client.query(`create database ${name} template ${templateDatabase} owner ${roles.owner} strategy file_copy`)
    await grantConnect(client, name)
  })
  const urls = {
    owner: roleUrl(postgres, 'owner', name),
    app: roleUrl(postgres, 'app', name),
    worker: roleUrl(postgres, 'worker', name),
    eraser: roleUrl(postgres, 'eraser', name),
    superuser: superuserUrl(postgres, name),
  }
  const owner = openDatabase(urls.owner, testVault)
  const app = openDatabase(urls.app, testVault)
  const worker = openDatabase(urls.worker, testVault, { actor: 'worker' })
  const eraser = openDatabase(urls.eraser, testVault, { actor: 'eraser' })
  return {
    owner,
    app,
    worker,
    eraser,
    urls,
    vault: testVault,
    close: async () => {
      await Promise.all([owner.close(), app.close(), worker.close(), eraser.close()])
      await withClient(server, (client) => client.query(`drop database ${name} with (force)`))
    },
  }
}
