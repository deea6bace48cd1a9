/** Every package that runs in production has a licence that goes together with ours (EUPL-1.2). */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const allowed = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'OFL-1.1',
  'BlueOak-1.0.0',
  'Python-2.0',
  'Unlicense',
  '(Apache-2.0 AND MIT)',
  '(Unlicense OR Apache-2.0)',
])

/** Packages that name no licence in package.json, with the one that lies in them. */
const readByHand: Readonly<Record<string, string>> = { 'node_modules/png-js': 'MIT' }

interface LockedPackage {
  readonly dev?: boolean
  readonly license?: string
}

const locked = JSON.parse(readFileSync(join(import.meta.dirname, '..', 'package-lock.json'), 'utf8')) as {
  packages: Record<string, LockedPackage>
}

describe('licences', () => {
  it('are known and allowed for every package of production', () => {
    const doubtful = Object.entries(locked.packages)
      .filter(([path, entry]) => path !== '' && entry.dev !== true)
      .filter(([path, entry]) => !allowed.has(entry.license ?? readByHand[path] ?? 'none'))
      .map(([path, entry]) => `${path}: ${entry.license ?? 'none'}`)
    expect(doubtful).toEqual([])
  })
})
