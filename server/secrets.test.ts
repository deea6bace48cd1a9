/** Secrets come from the configuration alone. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
const rooms = ['app', 'server', 'providers', 'forecasting', 'migrations', 'public']

/** What runs in production: no tests, none of what stands beside the portal on a developer's machine. */
const sources = rooms
  .flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: 'utf8' }).map((path) => join(room, path)),
  )
  .filter((path) => /\.(ts|tsx|js|json|html|svg)$/.test(path))
  .filter((path) => !/\.test\.tsx?$|[/\\]testing[/\\]|^providers[/\\]simulator[/\\]/.test(path))
const textOf = (path: string): string => readFileSync(join(root, path), 'utf8')

/** Keys, tokens and passwords as they are written. */
const secret =
  /-----BEGIN [A-Z ]*PRIVATE KEY-----\r?\n|\beyJ[\w-]{12,}\.|\b(?:password|secret|apikey|api_key|passwd)\w*['"]?\s*[:=]\s*['"][^'"\s]{8,}['"]|:\/\/[^\s/:'"`$]+:[^\s@/'"`$]+@|['"][A-Za-z0-9+/]{43}=['"]/i

describe('secrets', () => {
  it('stand in no source', () => {
    expect(sources.length).toBeGreaterThan(300)
    expect(sources.filter((path) => secret.test(textOf(path)))).toEqual([])
  })

  it('are read from the environment in server/config/environment.ts and nowhere else', () => {
    const reading = sources.filter((path) =>
      /process\s*\.\s*env|process\[|['"]node:process['"]|import\.meta\.env/.test(textOf(path)),
    )
    expect(reading).toEqual([join('server', 'config', 'environment.ts')])
  })

  it.each([
    "const password = 'hunter2hunter2'",
    '-----BEGIN PRIVATE KEY-----\nMIIE',
    "'postgres://portal_app:hunter2@db/portal'",
    `key: '${Buffer.alloc(32, 1).toString('base64')}'`,
    "const token = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.x'",
  ])('are known when they are seen: %s', (line) => {
    expect(secret.test(line)).toBe(true)
  })
})
