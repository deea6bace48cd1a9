/**
 * Brings the database of a server of one's own up to date; `npm start` does it by itself.
 *
 *     npm run -s migrate
 *
 * Prints the migrations that were run. From the environment: DATABASE_OWNER_URL and DATABASE_WORKER_URL (the job queue
 * is the worker's own). Two at once do it one after the other.
 *
 *     0  the database is up to date
 *     2  wrong use, or the database does not answer
 */
import { isDatabaseDown } from '#server/db/database.ts'
import { migrate } from '#server/db/migrate.ts'
import { CannotRun, runCommand } from './command.ts'

async function run(args: readonly string[]): Promise<number> {
  if (args.length > 0) throw new CannotRun('Use: npm run -s migrate')
  const { DATABASE_OWNER_URL: owner, DATABASE_WORKER_URL: worker } = process.env
  if (!owner || !worker) {
    throw new CannotRun('Set DATABASE_OWNER_URL (role portal_owner) and DATABASE_WORKER_URL (role portal_worker)')
  }
  const names = await migrate(owner, worker).catch((error: unknown) => {
    throw isDatabaseDown(error) ? new CannotRun('The database does not answer') : error
  })
  console.log([...names, 'The database is up to date'].join('\n'))
  return 0
}

await runCommand(run)
