import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { sourceInSwedish, wordedSources } from './source-words.ts'

const folder = new URL('../../../forecasting/parameters/', import.meta.url)

/** Every `source` of every figure. */
async function sourcesOfLaw(): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [name, part] of Object.entries(value)) {
      if (name === 'source' && typeof part === 'string') found.add(part)
      else walk(part)
    }
  }
  for (const file of readdirSync(folder)) {
    if (!file.endsWith('.ts') || file.endsWith('.test.ts')) continue
    walk({ ...((await import(new URL(file, folder).href)) as object) })
  }
  return found
}

/** Words that Swedish has not, of those that sources are told with. */
const english =
  /\b(the|of|and|or|from|as|by|to|at|is|are|was|years?|before|after|taken|held|our|own|with|less|for|in (the|force|use|part)|published|tabled|rates?|mean|age|ages|fees?|level|levels|none|paid|unless|memory|forecast)\b/i

test('each source of a figure of law has a Swedish wording, or one that is the same in both languages', async () => {
  const sources = await sourcesOfLaw()
  expect(sources.size).toBeGreaterThan(150)
  expect([...sources].map(sourceInSwedish).filter((text) => english.test(text))).toEqual([])
  expect(wordedSources.filter((source) => !sources.has(source))).toEqual([])
  expect(wordedSources.filter((source) => sourceInSwedish(source) === source)).toEqual([])
})

test('what law and agreement are called stays as it is', () => {
  expect(sourceInSwedish('SFB 2 kap. 10 a-10 d §§')).toBe('SFB 2 kap. 10 a-10 d §§')
  expect(sourceInSwedish('SFB 2 kap. 10 a-10 d §§ and 56 kap. 3 §; decided to birth year 1964')).toContain(
    '56 kap. 3 §',
  )
})
