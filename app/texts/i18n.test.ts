import type { Resource } from 'i18next'
import { createInstance } from 'i18next'
import { expect, test } from 'vitest'
import { en } from './en/index.ts'
import { createI18n } from './i18n.ts'
import { sv } from './sv/index.ts'

/** The library alone. */
function plainly(language: string, texts: object) {
  const instance = createInstance()
  const resources: Resource = { [language]: { texts: { ...texts } } }
  void instance.init({
    lng: language,
    defaultNS: 'texts',
    resources,
    initAsync: false,
    interpolation: { escapeValue: false, defaultVariables: { product: 'Samlad Pension' } },
  })
  return (key: string, values?: object): unknown => Reflect.apply(instance.t, null, [key, values])
}

const keysOf = (texts: object, before = ''): string[] =>
  Object.entries(texts).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null ? keysOf(value, `${before}${key}.`) : [`${before}${key}`],
  )
const placesIn = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '')

test.each([
  ['sv', sv],
  ['en', en],
] as const)('every text in %s is what the library makes of it, with values and without', (language, texts) => {
  const library = plainly(language, texts)
  const ours = createI18n(language, texts, 'Samlad Pension').getFixedT(language)
  const asked = (key: string, values?: object): unknown => Reflect.apply(ours, null, [key, values])
  const keys = keysOf(texts)
  expect(keys.length).toBeGreaterThan(300)
  for (const key of keys) {
    const text = String(library(key, { skipInterpolation: true }))
    const values = Object.fromEntries(
      placesIn(text).map((name, index) => [name, index % 2 ? `$1 <${name}> {{x}}` : 17]),
    )
    expect(asked(key, values), key).toBe(library(key, values))
    expect(asked(key), key).toBe(library(key))
  }
})

test.each([
  ['sv', sv],
  ['en', en],
] as const)('every text in %s that differs by a count is what the library makes of it', (language, texts) => {
  const library = plainly(language, texts)
  const ours = createI18n(language, texts, 'Samlad Pension').getFixedT(language)
  const keys = keysOf(texts).flatMap((key) => (key.endsWith('_other') ? key.slice(0, -'_other'.length) : []))
  expect(keys.length).toBeGreaterThan(10)
  for (const key of keys) {
    const names = placesIn(String(library(`${key}_other`, { skipInterpolation: true })))
    const values = Object.fromEntries(names.map((name) => [name, `<${name}>`]))
    for (const count of [0, 1, 2, 21, 1.5]) {
      const counted = { ...values, count }
      expect(Reflect.apply(ours, null, [key, counted]), `${key} ${count}`).toBe(library(key, counted))
    }
  }
})

test('lists go the library’s way', () => {
  const { t } = createI18n('sv', sv, 'Samlad Pension')
  expect(t('terms.sections', { returnObjects: true })).toEqual(expect.arrayContaining([expect.any(Object)]))
})
