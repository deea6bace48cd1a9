import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { en } from './en/index.ts'
import { sv } from './sv/index.ts'

/** Every key with its text: `a.b.c`; lists by their index. */
function flatten(texts: object, before = ''): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, value]: [string, unknown]) =>
      typeof value === 'string' ? [[before + key, value] as const] : [...flatten(value as object, `${before}${key}.`)],
    ),
  )
}

const swedish = flatten(sv)
const english = flatten(en)
const places = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').sort()

const sources = readdirSync(new URL('..', import.meta.url), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|^texts\/(sv|en)\/|^testing\//.test(file))
  .map((file) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8'))
  .join('\n')

/** Keys written out, and patterns with `${…}` in them. */
const written = new Set([...sources.matchAll(/'([\w-]+(?:\.[\w-]+)+)'/g)].map(([, key]) => key ?? ''))
const patterns = [...sources.matchAll(/`([\w-]+(?:\.(?:[\w-]|\$\{[^`]*?\})+)+)`/g)]
  .map(([, pattern]) => pattern ?? '')
  .filter((pattern) => pattern.includes('${'))
  .map((pattern) => new RegExp(`^${pattern.replaceAll('.', '\\.').replace(/\$\{[^`]*?\}(?=\\\.|\w*$)/g, '[\\w.-]+')}$`))

const isUsed = (key: string): boolean => {
  const plain = key.replace(/_(one|other)$/, '')
  return (
    written.has(plain) ||
    patterns.some((pattern) => pattern.test(plain)) ||
    // A list of sections is asked for as a whole.
    [...written].some((asked) => asked.endsWith('.sections') && plain.startsWith(`${asked}.`))
  )
}

test('Swedish and English have the same keys', () => {
  expect([...english.keys()].sort()).toEqual([...swedish.keys()].sort())
})

test('Swedish and English speak of the same things', () => {
  for (const [key, text] of swedish) expect(places(english.get(key) ?? ''), key).toEqual(places(text))
})

test('no text is empty', () => {
  for (const [key, text] of [...swedish, ...english]) expect(text.trim(), key).not.toBe('')
})

test('every text is used', () => {
  expect([...swedish.keys()].filter((key) => !isUsed(key))).toEqual([])
})

test('every text asked for exists', () => {
  const groups = new Set(Object.keys(sv))
  const known = new Set([...swedish.keys()].map((key) => key.replace(/_(one|other)$/, '')))
  const isKnown = (key: string) => known.has(key) || [...known].some((other) => other.startsWith(`${key}.`))
  const asked = [...written].filter((key) => groups.has(key.split('.')[0] ?? '') && !/\.(ts|tsx|css)$/.test(key))
  expect(asked.length).toBeGreaterThan(100)
  expect(asked.filter((key) => !isKnown(key))).toEqual([])
})
