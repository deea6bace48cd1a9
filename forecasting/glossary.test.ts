import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { GlossaryTerm } from './glossary.ts'
import { glossary } from './glossary.ts'

const asIdentifier = (word: string, [a, o, å]: readonly [string, string, string]): string =>
  word
    .toLowerCase()
    .replaceAll('å', å)
    .replaceAll('ä', a)
    .replaceAll('ö', o)
    .replaceAll(/[\s-]+(\p{L})/gu, (_, letter: string) => letter.toUpperCase())

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

/** Spellings that are never right in code: English plural, ae/oe/aa, kept å ä ö, broken words, English instead. */
function wrongSpellings({ term, identifier, insteadOf = [] }: GlossaryTerm): readonly string[] {
  const variants = [`${identifier}s`, `${identifier}es`, asIdentifier(term, ['ae', 'oe', 'aa']), ...insteadOf]
  const kept = asIdentifier(term, ['ä', 'ö', 'å'])
  return [...variants, kept].filter((spelling) => spelling !== identifier)
}

/** Words that stand alone in an identifier: `delningstals` in `allDelningstals`, not in `delningstalsgrupp`. */
const standsIn = (identifier: string, spelling: string): boolean => {
  const here = identifier.startsWith(spelling) ? spelling : capital(spelling)
  const at = identifier.indexOf(here)
  if (at === -1) return false
  const after = identifier.charAt(at + here.length)
  return after === '' || after !== after.toLowerCase() || !/\p{L}/u.test(after)
}

export function findWrongSpellings(code: string): readonly string[] {
  const bare = code
    .replaceAll(/\/\*[\s\S]*?\*\//g, ' ')
    .replaceAll(/\/\/.*$/gm, ' ')
    .replaceAll(/'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`/g, ' ')
  const identifiers = new Set(bare.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? [])
  return glossary.flatMap((entry) =>
    wrongSpellings(entry).flatMap((spelling) =>
      [...identifiers].filter((found) => standsIn(found, spelling)).map((found) => `${found} → ${entry.identifier}`),
    ),
  )
}

const here = import.meta.dirname
const files = readdirSync(here, { recursive: true, encoding: 'utf8' }).filter(
  (path) => path.endsWith('.ts') && !path.endsWith('.test.ts'),
)

test.each(files)('%s spells every term as the glossary does', (path) => {
  expect(findWrongSpellings(readFileSync(join(here, path), 'utf8'))).toEqual([])
})

test.each([
  ['const delningstals = 1', 'delningstals → delningstal'],
  ['const allPensionsratts = 1', 'allPensionsratts → pensionsratt'],
  ['const riktaalder = 1', 'riktaalder → riktalder'],
  ['const riktålder = 1', 'riktålder → riktalder'],
  ['function calculateIncomePension() {}', 'calculateIncomePension → inkomstpension'],
  ['let divisor = 2', 'divisor → delningstal'],
])('%s is found', (code, expected) => {
  expect(findWrongSpellings(code)).toContain(expected)
})

test('comments, texts and longer words are left alone', () => {
  expect(findWrongSpellings("// delningstals\nconst a = 'divisor'\nconst delningstalsgrupp = 1")).toEqual([])
})

test('each term stands once, in order, with its own identifier', () => {
  const identifiers = glossary.map((entry) => entry.identifier)
  expect(new Set(identifiers).size).toBe(glossary.length)
  expect(new Set(glossary.map((entry) => entry.term)).size).toBe(glossary.length)
  const words = glossary.map((entry) => entry.term)
  expect(words).toEqual([...words].sort((a, b) => a.localeCompare(b, 'sv')))
  for (const entry of glossary) {
    expect(entry.identifier).toMatch(/^[a-z][a-zA-Z0-9]*$/)
    expect(entry.english).not.toBe('')
    expect(entry.source).not.toBe('')
  }
})
