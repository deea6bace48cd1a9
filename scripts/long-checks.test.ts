import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { LongCheck } from './long-checks.ts'
import { runLongChecks } from './long-checks.ts'

let dir: string
let said: string[]
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'checks-'))
  said = []
})
afterEach(() => rm(dir, { recursive: true }))

const check = (name: string, script: string): LongCheck => ({ name, what: `What ${name} is`, program: ['-e', script] })
const good = check('good', 'console.log("result: seed " + process.env.CHECK_SEED)')
const bad = check('bad', 'console.log("result: nearly"); console.error("why it failed"); process.exit(3)')
const mute = check('mute', '0')

const run = (checks: readonly LongCheck[], more: { readonly only?: string; readonly seed?: number } = {}) =>
  runLongChecks(checks, { table: join(dir, 'checks.md'), commit: 'abc', say: (line) => said.push(line), ...more })
const rows = async () =>
  (await readFile(join(dir, 'checks.md'), 'utf8'))
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| Check'))
    .map((line) => line.split(' | ').slice(0, 4).join(' | '))

describe('long checks', () => {
  test('write what came out, with the seed that gives it again', async () => {
    expect(await run([good], { seed: 42 })).toBe(true)
    const table = await readFile(join(dir, 'checks.md'), 'utf8')
    expect(table).toMatch(/^\| good \| What good is \| seed 42 \| 42 \| \d+ s \| \d{4}-\d\d-\d\d \| abc \|$/m)
  })

  test('a check that fails, or says nothing, is written too, told in full, and fails the run', async () => {
    expect(await run([bad, good, mute], { seed: 1 })).toBe(false)
    expect(await rows()).toEqual([
      '| bad | What bad is | FAILED (ended with 3) | 1',
      '| good | What good is | seed 1 | 1',
      '| mute | What mute is | FAILED (no result) | 1',
    ])
    expect(said.join('\n')).toContain('why it failed')
  })

  test('one alone leaves the rows of the others, in their order', async () => {
    await run([good, bad], { seed: 1 })
    expect(await run([good, bad], { seed: 2, only: 'good' })).toBe(true)
    expect(await rows()).toEqual([
      '| good | What good is | seed 2 | 2',
      '| bad | What bad is | FAILED (ended with 3) | 1',
    ])
    await expect(run([good, bad], { only: 'other' })).rejects.toThrow('there are: good, bad')
  })

  test('seeds differ where none is given', async () => {
    await run([good, { ...good, name: 'again' }])
    const [one, other] = await rows()
    expect(one?.split(' | ')[3]).not.toBe(other?.split(' | ')[3])
  })
})
