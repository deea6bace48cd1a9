/** Fails when migrations/schema.sql is not what the migrations make of an empty database. */

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { dumpSchema } from '#server/db/schema-dump.ts'
import { roleUrl, startTestPostgres, templateDatabase } from '#server/testing/postgres.ts'
import { root } from './ready.js'

const server = await startTestPostgres()
try {
  const made = await dumpSchema(roleUrl(server.postgres, 'owner', templateDatabase))
  if ((await readFile(join(root, 'migrations', 'schema.sql'), 'utf8').catch(() => '')) !== made) {
    console.error('migrations/schema.sql is not what the migrations make: run node server/testing/write-schema.ts')
    process.exitCode = 1
  }
} finally {
  await server.stop()
}
