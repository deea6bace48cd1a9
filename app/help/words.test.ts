import { expect, test } from 'vitest'
import { glossary } from '#forecasting/glossary.ts'
import { wordsExplained } from './words.ts'

test('each word explained is one of the glossary, spelled as there', () => {
  const terms = new Map(glossary.map(({ identifier, term }) => [identifier, term]))
  const words = wordsExplained('sv')
  expect(words.length).toBeGreaterThan(25)
  for (const { anchor, word } of words) expect(word).toBe(terms.get(anchor))
  expect(new Set(words.map(({ anchor }) => anchor)).size).toBe(words.length)
})

test('both languages explain the same words, each in the order of its own alphabet', () => {
  const [sv, en] = [wordsExplained('sv'), wordsExplained('en')]
  expect(sv.map(({ anchor }) => anchor).sort()).toEqual(en.map(({ anchor }) => anchor).sort())
  const words = sv.map(({ word }) => word)
  expect(words.at(-1)).toBe('äldreförsörjningsstöd')
  expect(words[0]).toBe('allmän pension')
})
