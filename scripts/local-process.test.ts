import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { LocalProcess } from './local-process.ts'

/** Says that it is ready, after what the test wants of it. */
const child = (before = '') => `
  ${before}
  console.error('hello from the child')
  console.log(JSON.stringify({ ready: true, port: 4711 }))
  process.stdin.resume()
  process.stdin.on('close', () => process.exit(0))
`

let dir: string
let said: string[]
const givenUp = vi.fn()
const running: LocalProcess[] = []

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'local-process-'))
  said = []
})
afterEach(async () => {
  for (const process of running.splice(0)) await process.stop()
  await rm(dir, { recursive: true })
})

async function made(script: string): Promise<LocalProcess> {
  const file = join(dir, 'child.mjs')
  await writeFile(file, script)
  const process = new LocalProcess({
    name: 'child',
    args: [file],
    cwd: dir,
    env: { NODE_ENV: 'development' },
    logFile: join(dir, 'child.log'),
    say: (line) => said.push(line),
    onGivenUp: givenUp,
  })
  running.push(process)
  return process
}

const isAlive = (pid: number | undefined) => {
  try {
    return pid !== undefined && process.kill(pid, 0)
  } catch {
    return false
  }
}

test('a process is ready when it says so; what else it says is logged', async () => {
  const process = await made(child(`console.log('a word before')`))
  expect(await process.start()).toEqual({ ready: true, port: 4711 })
  await process.stop()
  const log = await readFile(join(dir, 'child.log'), 'utf8')
  expect(log).toContain('hello from the child')
  expect(log).toContain('a word before')
  expect(isAlive(process.pid)).toBe(false)
})

test('one that ends before it is ready is told with the end of its log', async () => {
  const process = await made(`console.error('the port is closed on Sundays'); process.exit(3)`)
  await expect(process.start()).rejects.toThrow(/child did not start \(exit code 3\)[^]*closed on Sundays/)
})

test('one that dies by itself is said and started again', async () => {
  const process = await made(child())
  await process.start()
  const first = process.pid
  globalThis.process.kill(first ?? 0, 'SIGKILL')
  await vi.waitFor(() => {
    expect(process.pid).not.toBe(first)
    expect(isAlive(process.pid)).toBe(true)
  }, 5000)
  expect(said).toEqual([expect.stringContaining('The child died (SIGKILL); it starts again in 1 s.')])
})

test('one that was killed on purpose stays dead until it is started', async () => {
  const process = await made(child())
  await process.start()
  await process.kill()
  await new Promise((resolve) => setTimeout(resolve, 1300))
  expect(isAlive(process.pid)).toBe(false)
  expect(said).toEqual([])
  await process.start()
  expect(isAlive(process.pid)).toBe(true)
})

test('one stopped while it waits for its revival stays dead', async () => {
  const process = await made(child())
  await process.start()
  const first = process.pid
  globalThis.process.kill(first ?? 0, 'SIGKILL')
  await vi.waitFor(() => {
    expect(said).toHaveLength(1)
  })
  await process.stop()
  await new Promise((resolve) => setTimeout(resolve, 1300))
  expect(process.pid).toBe(first)
})

test('one that heeds no SIGTERM still ends when its parent is gone: its standard input closes', async () => {
  const process = await made(child(`process.on('SIGTERM', () => {})`))
  await process.start()
  const { pid } = process
  process.abandon()
  await vi.waitFor(() => {
    expect(isAlive(pid)).toBe(false)
  }, 5000)
})
