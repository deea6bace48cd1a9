import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { adviceCodes } from './judgement.ts'
import { InvalidPersons, numberWithWrongCheckDigit, readPersons, roles, testPersons } from './persons.ts'
import { PersonalNumber } from '../personal-number.ts'
import { scenarioIds } from './scenario.ts'
import { en } from './texts/en.ts'
import { sv } from './texts/sv.ts'

const gapsIn = (text: string): readonly string[] => [...text.matchAll(/\{\w+\}/g)].map(([gap]) => gap).sort()

describe('the words', () => {
  test.each(adviceCodes)('%s has the same gaps in both languages', (code) => {
    expect(gapsIn(sv.advice[code])).toEqual(gapsIn(en.advice[code]))
  })

  test('of each scenario are sentences, and none has gaps', () => {
    for (const id of scenarioIds) {
      for (const { title, ...sentences } of [sv.scenarios[id], en.scenarios[id]]) {
        expect(title).not.toMatch(/[.{]/)
        for (const sentence of Object.values(sentences)) expect(sentence).toMatch(/^[^{]+[.)]$/)
      }
    }
  })

  test('say in Swedish whatever a signature or a header is refused for', () => {
    const sources = ['signature', 'envelope'].map((name) =>
      readFileSync(new URL(`../ssek/${name}.ts`, import.meta.url), 'utf8'),
    )
    const said = sources.flatMap((source) => [
      ...source.matchAll(/new (?:RejectedSignature\(|InvalidHeader\('\w+', )'([^']+)'/g),
    ])
    expect(said.length).toBeGreaterThan(20)
    expect(said.map(([, why = '']) => why).filter((why) => sv.reasons[why] === undefined)).toEqual([])
  })
})

test('docs/conformance.md has every scenario and person', () => {
  const doc = readFileSync(new URL('../../docs/conformance.md', import.meta.url), 'utf8')
  for (const id of scenarioIds) {
    const { tried, expected } = en.scenarios[id]
    expect(doc).toContain(`| \`${id}\` | ${tried} | ${expected} |`)
  }
  for (const role of roles) {
    const digits = testPersons[role].reveal()
    expect(doc).toMatch(new RegExp(`\\| \`${role}\` \\| .* \\| ${digits.slice(0, 8)}-${digits.slice(8)} \\|`))
  }
})

describe('the persons of a provider’s own', () => {
  test('take the places of ours', () => {
    const persons = readPersons('{"happy": "19900601-2380"}')
    expect(persons.happy.reveal()).toBe('199006012380')
    expect(persons.slow).toBe(testPersons.slow)
  })

  test.each([
    ['{', 'not a JSON object'],
    ['{"nobody": "19900601-2380"}', 'not a JSON object'],
    ['{"slow": "19900601-2381"}', 'slow: not a personal number'],
  ])('%s is refused, and no number is said', (json, told) => {
    expect(() => readPersons(json)).toThrow(InvalidPersons)
    expect(() => readPersons(json)).toThrow(told)
    expect(() => readPersons(json)).not.toThrow(/\d{4}/)
  })

  test('have numbers that can be spoilt', () => {
    for (const person of Object.values(testPersons)) {
      expect(PersonalNumber.parse(numberWithWrongCheckDigit(person))).toBeNull()
    }
  })
})
