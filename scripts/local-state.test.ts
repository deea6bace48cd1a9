import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, lstat, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lock, openState } from './local-state.ts'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'local-state-'))
  await chmod(dir, 0o755)
})
afterEach(() => rm(dir, { recursive: true }))

test('secrets are made once, and read by their owner alone', async () => {
  const first = await openState(dir)
  expect((await openState(dir)).secrets).toEqual(first.secrets)
  expect(new Set(Object.values(first.secrets)).size).toBe(Object.keys(first.secrets).length)
  expect(Buffer.from(first.secrets.encryptionKey, 'base64')).toHaveLength(32)
  expect((await stat(join(dir, 'secrets.json'))).mode & 0o777).toBe(0o600)
})

test.runIf(process.getuid?.() === 0)('as root, data goes where the PostgreSQL user can reach it', async () => {
  expect((await openState(dir)).postgres).toBe(join(dir, 'postgres'))
  await chmod(dir, 0o700)
  const { postgres } = await openState(dir)
  expect(postgres).not.toContain(dir)
  expect((await lstat(join(dir, 'postgres'))).isSymbolicLink()).toBe(true)
  expect((await openState(dir)).postgres).toBe(postgres)
  await rm(postgres, { recursive: true })
})

test('the logs of the run before are kept beside those of this one', async () => {
  const { logs } = await openState(dir)
  await openState(dir)
  expect((await stat(`${logs}.before`)).isDirectory()).toBe(true)
})

test('a second run hears that the first one runs, and where', async () => {
  const held = await lock(dir, 'http://localhost:3000')
  await expect(lock(dir, 'http://localhost:3005')).rejects.toThrow(
    'Already running from this folder: http://localhost:3000',
  )
  await held.release()
  const next = await lock(dir, 'http://localhost:3000')
  expect(next.previousWasKilled).toBe(false)
  await next.release()
})

test('the lock of a killed run holds nobody up', async () => {
  const holder = spawn(process.execPath, [
    '-e',
    `require('net').createServer().listen(${JSON.stringify(join(dir, 'running.sock'))}, () => console.log('held'))`,
  ])
  await once(holder.stdout, 'data')
  holder.kill('SIGKILL')
  await once(holder, 'close')
  const held = await lock(dir, 'http://localhost:3000')
  expect(held.previousWasKilled).toBe(true)
  await held.release()
})
