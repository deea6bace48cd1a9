import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inject, expect, test } from 'vitest'
import { withClient } from '#server/db/bootstrap.ts'
import { migrate } from '#server/db/migrate.ts'
import { testDatabase } from './database.ts'
import { isAlive, startTestPostgres, superuserUrl } from './postgres.ts'
import type { TestPostgres } from './postgres.ts'

interface Said {
  readonly postgres: TestPostgres
  readonly folder: string
}

/** Whole servers are started and stopped. */
const timeout = 60_000

const answers = (postgres: TestPostgres) =>
  withClient(superuserUrl(postgres, 'postgres'), () => Promise.resolve(true)).catch(() => false)

async function said(child: ReturnType<typeof runProgram>): Promise<Said> {
  const [bytes] = (await once(child.stdout, 'data')) as [Buffer]
  return JSON.parse(bytes.toString('utf8')) as Said
}

const runProgram = (program: string) =>
  spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: new URL('../..', import.meta.url),
  })

test(
  'a server left behind by a killed run is stopped and removed by the next run, others are left alone',
  { timeout },
  async () => {
    const child = runProgram(`
    import { startTestPostgres } from '#server/testing/postgres.ts'
    const { postgres, folder } = await startTestPostgres()
    process.stdout.write(JSON.stringify({ postgres, folder }))
    setInterval(() => undefined, 1_000)`)
    const left = await said(child)
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(await answers(left.postgres)).toBe(true)
    const postmaster = Number.parseInt(await readFile(join(left.folder, 'data', 'postmaster.pid'), 'utf8'), 10)
    expect(isAlive(postmaster)).toBe(true)

    const next = await startTestPostgres()
    try {
      await expect.poll(() => isAlive(postmaster), { timeout: 10_000 }).toBe(false)
      expect(existsSync(left.folder)).toBe(false)
      expect(await answers(inject('postgres'))).toBe(true)
      expect(await answers(next.postgres)).toBe(true)
    } finally {
      await next.stop()
    }
    expect(await answers(next.postgres)).toBe(false)
    expect(existsSync(next.folder)).toBe(false)
  },
)

test('a run that failed is not made to look as if it had passed', { timeout }, async () => {
  const child = runProgram(`
    import { startTestPostgres } from '#server/testing/postgres.ts'
    const server = await startTestPostgres()
    process.exitCode = 3
    await server.stop()`)
  expect(await once(child, 'exit')).toEqual([3, null])
})

test('a process that just exits takes its server along', { timeout }, async () => {
  const child = runProgram(`
    import { startTestPostgres } from '#server/testing/postgres.ts'
    const { postgres, folder } = await startTestPostgres()
    process.stdout.write(JSON.stringify({ postgres, folder }), () => process.exit(4))`)
  const exit = once(child, 'exit')
  const { postgres } = await said(child)
  expect(await exit).toEqual([4, null])
  await expect.poll(() => answers(postgres), { timeout: 5_000 }).toBe(false)
})

test('databases of two test files know nothing of each other, and go when closed', async () => {
  const [one, other] = [await testDatabase(), await testDatabase()]
  expect(one.urls.app).not.toBe(other.urls.app)
  const name = new URL(one.urls.app).pathname.slice(1)
  const exists = () =>
    withClient(superuserUrl(inject('postgres'), 'postgres'), async (client) => {
      const { rows } = await client.query('select from pg_database where datname = $1', [name])
      return rows.length === 1
    })
  expect(await exists()).toBe(true)
  await Promise.all([one.close(), other.close()])
  expect(await exists()).toBe(false)
})

test('migrating what is up to date changes nothing', async () => {
  const db = await testDatabase()
  try {
    expect(await migrate(db.urls.owner, db.urls.worker)).toEqual([])
  } finally {
    await db.close()
  }
})
