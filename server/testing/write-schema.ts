/** Writes migrations/schema.sql anew after a migration was added: `node server/testing/write-schema.ts`. */
import { writeFile } from 'node:fs/promises'
import { dumpSchema } from '#server/db/schema-dump.ts'
import { roleUrl, startTestPostgres, templateDatabase } from './postgres.ts'

const server = await startTestPostgres()
try {
  const dump = await dumpSchema(roleUrl(server.postgres, 'owner', templateDatabase))
  await writeFile(new URL('../../migrations/schema.sql', import.meta.url), dump)
} finally {
  await server.stop()
}
