/** What docs/attacks.md, threat-model.md and asvs.md say of tests is so: each file is there, and has a test of that name. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
const documents = ['attacks.md', 'threat-model.md', 'asvs.md']

interface Told {
  readonly file: string
  readonly name: string | null
}

/** `` `file` · `name of the test` ``, or the file alone. */
function toldIn(text: string): readonly Told[] {
  const found = text.matchAll(/`([\w./-]+\.(?:test|spec)\.tsx?)`(?: · `([^`]+)`)?/g)
  return [...found].map(([, file = '', name = null]) => ({ file, name }))
}

const escaped = (text: string): string => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&')

const isThere = ({ file, name }: Told): boolean => {
  const path = join(root, file)
  if (!existsSync(path)) return false
  if (name === null) return true
  // As it is written there: `%s` and `$name` stand in the tests that are made from a table.
  const source = readFileSync(path, 'utf8').replaceAll(/\\(['"`])/g, '$1')
  return ["'", '"', '`'].some((quote) => new RegExp(`\\(\\s*${quote}${escaped(name)}${quote}`).test(source))
}

describe.each(documents)('docs/%s', (document) => {
  const told = toldIn(readFileSync(join(root, 'docs', document), 'utf8'))

  it('names tests', () => {
    expect(told.length).toBeGreaterThan(20)
  })

  it('names no test that there is not', () => {
    expect(told.filter((one) => !isThere(one))).toEqual([])
  })
})

it('a name that no test has, or a file that is not there, is noticed', () => {
  const [good, wrongName, wrongFile] = toldIn(
    '`server/secrets.test.ts` · `stand in no source`, `server/secrets.test.ts` · `stand in no forest`, `docs/x.test.ts`',
  )
  expect(good && isThere(good)).toBe(true)
  expect(wrongName && isThere(wrongName)).toBe(false)
  expect(wrongFile && isThere(wrongFile)).toBe(false)
})
