/**
 * The launchers as a newcomer meets them: a fresh clone of HEAD in an empty folder, packages installed without their
 * install scripts, then `npm start`. Minutes, so a stage of its own: `vitest run --mode launchers`.
 */

import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { freePort } from './ports.ts'
import { root } from './ready.js'

const run = promisify(execFile)
/** A newcomer's: nothing of the npm and the tests around us, and no programs of this clone's packages. */
const environment = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_|vite|node_env|init_cwd)/i.test(name))),
  NODE_ENV: 'development',
  PATH: (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.includes('node_modules'))
    .join(delimiter),
} satisfies NodeJS.ProcessEnv

let clone: string
const started: ChildProcess[] = []

beforeAll(async () => {
  clone = await mkdtemp(join(tmpdir(), 'fresh-clone-'))
  // Closed to all others, as a home folder may be: PostgreSQL, which as root runs as another user, must manage.
  await chmod(clone, 0o700)
  await run('git', ['clone', '--quiet', root, clone])
  await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: clone, env: environment })
})
afterEach(async () => {
  for (const child of started.splice(0)) await interrupt(child)
})
afterAll(async () => {
  // As root the data lies outside of the closed clone, with a link to it.
  await rm(await realpath(join(clone, '.local', 'postgres')), { recursive: true, force: true })
  await rm(clone, { recursive: true, force: true })
})

/** `npm start` at a terminal of its own. @returns it and what it has said so far. */
function npmStart(env: Readonly<Record<string, string>>): { child: ChildProcess; said: () => string } {
  const child = spawn('npm', ['start'], { cwd: clone, env: { ...environment, ...env }, detached: true })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (more: string) => (text += more))
  }
  started.push(child)
  return { child, said: () => text }
}

/** @throws when it ends instead, with what it said. */
async function addressOf({ child, said }: ReturnType<typeof npmStart>): Promise<string> {
  for (;;) {
    const [, address] = /is running: (http:\S+)/.exec(said()) ?? []
    if (address) return address
    if (child.exitCode !== null) throw new Error(`npm start ended: ${said()}`)
    await sleep(100)
  }
}

/** Ctrl-C: the signal goes to all that the terminal runs. */
async function interrupt(child: ChildProcess, signal: NodeJS.Signals = 'SIGINT'): Promise<void> {
  if (!child.pid || child.exitCode !== null || child.signalCode !== null) return
  const closed = once(child, 'close')
  process.kill(-child.pid, signal)
  await closed
}

/** The processes that run from the clone, whoever their parents are. */
async function processesOfClone(): Promise<readonly string[]> {
  const { stdout } = await run('ps', ['-A', '-ww', '-o', 'stat=,pid=,args='])
  return stdout.split('\n').filter((line) => line.includes(clone) && !line.trim().startsWith('Z'))
}

async function expectNoneLeft(): Promise<void> {
  await vi.waitFor(
    async () => {
      expect(await processesOfClone()).toEqual([])
    },
    { timeout: 20_000, interval: 200 },
  )
}

test('npm start repairs what the held-back scripts left undone, serves, and leaves nothing behind after Ctrl-C', async () => {
  const first = npmStart({ PORTS: 'free' })
  const address = await addressOf(first)
  expect(first.said()).toContain('Fetching Node 24 …')
  const answer = await fetch(address)
  expect(answer.status).toBe(200)
  expect(await answer.text()).toContain('Samlad Pension')
  expect((await processesOfClone()).length).toBeGreaterThan(5)

  const again = npmStart({ PORTS: 'free' })
  await once(again.child, 'close')
  expect(again.said()).toContain(`Already running from this folder: ${address}`)

  await interrupt(first.child)
  expect(first.said()).toContain('Stopping …')
  await expectNoneLeft()
})

test('a second start keeps the data, and installs and builds nothing', async () => {
  const startedAt = performance.now()
  const second = npmStart({ PORTS: 'free' })
  const health = await fetch(new URL('/halsa', await addressOf(second)))
  expect(performance.now() - startedAt).toBeLessThan(20_000)
  expect(await health.json()).toMatchObject({ database: 'up' })
  expect(second.said()).not.toContain('…')
  // To npm alone, as a service manager or `kill` does it.
  second.child.kill('SIGTERM')
  await expectNoneLeft()
})

test('nothing is left behind when the launcher is killed', async () => {
  const { child, said } = npmStart({ PORTS: 'free' })
  await addressOf({ child, said })
  await interrupt(child, 'SIGKILL')
  await expectNoneLeft()
})

test('a taken port is said in one line', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  const { child, said } = npmStart({ PORT: String(port), PORTS: '' })
  await once(child, 'close')
  other.close()
  expect(child.exitCode).toBe(1)
  const lines = said()
    .split('\n')
    .filter((line) => line && !/^(>|npm )/.test(line))
  expect(lines).toEqual([
    `Port ${port} is taken by another program. Stop it, or start with PORT=${port + 5} npm start.`,
  ])
})

test('half a set of database addresses is said in one line', async () => {
  const { child, said } = npmStart({ DATABASE_URL: `postgres://portal_app@127.0.0.1:${await freePort()}/portal` })
  await once(child, 'close')
  expect(child.exitCode).toBe(1)
  expect(said()).toContain('DATABASE_WORKER_URL (portal_worker)')
  expect(said()).not.toContain('at ')
})
