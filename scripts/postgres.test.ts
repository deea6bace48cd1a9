import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { LocalProcess } from './local-process.ts'
import { freePort } from './ports.ts'
import { root } from './ready.js'

const password = 'a password for a test'
let dir: string
let port: number
let keeper: LocalProcess
const said: string[] = []

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'local-postgres-'))
  await chmod(dir, 0o755)
  port = await freePort()
  keeper = new LocalProcess({
    name: 'postgres',
    args: [join(root, 'scripts', 'postgres.ts')],
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: 'development',
      POSTGRES_DIR: join(dir, 'data'),
      POSTGRES_PORT: String(port),
      POSTGRES_PASSWORD: password,
    },
    logFile: join(dir, 'postgres.log'),
    say: (line) => said.push(line),
    onGivenUp: () => undefined,
  })
  await keeper.start()
})
afterAll(async () => {
  await keeper.stop()
  await rm(dir, { recursive: true, force: true })
})

async function ask(text: string): Promise<unknown[]> {
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', password, database: 'postgres' })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(text)).rows
  } finally {
    await client.end()
  }
}

const postmaster = async () => Number((await readFile(join(dir, 'data', 'postmaster.pid'), 'utf8')).split('\n')[0])

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test('data is there again after a stop and a start', async () => {
  await ask('create table kept (word text)')
  await ask(`insert into kept values ('still here')`)
  await keeper.restart()
  expect(await ask('select word from kept')).toEqual([{ word: 'still here' }])
})

test('the server ends when the parent of its keeper is gone', async () => {
  const pid = await postmaster()
  keeper.abandon()
  await vi.waitFor(() => {
    expect(isAlive(pid)).toBe(false)
  }, 10_000)
  await keeper.start()
})

test('a server that outlived its keeper is stopped before a new one starts', async () => {
  const leftBehind = await postmaster()
  const keeperPid = keeper.pid ?? 0
  process.kill(keeperPid, 'SIGKILL')
  await vi.waitFor(async () => {
    expect(said.join('\n')).toContain('The postgres died (SIGKILL)')
    expect(keeper.pid).not.toBe(keeperPid)
    expect(await postmaster()).not.toBe(leftBehind)
    expect(await ask('select word from kept')).toEqual([{ word: 'still here' }])
  }, 12_000)
  expect(await readFile(join(dir, 'postgres.log'), 'utf8')).toContain(`left behind (process ${leftBehind})`)
})

test('it listens on the loopback interface alone', async () => {
  expect(await ask('show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }])
})
