import type { i18n, TFunction } from 'i18next'
import { createInstance } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Texts } from './sv/index.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'texts'
    resources: { texts: Texts }
  }
}

type Values = Readonly<Record<string, unknown>>

/**
 * `{{product}}` in any text is the product's name.
 * @param texts may be filled with more later.
 */
export function createI18n(language: string, texts: Partial<Texts>, product: string): i18n {
  const instance = createInstance()
  void instance.use(initReactI18next).init({
    lng: language,
    defaultNS: 'texts',
    resources: { [language]: { texts } },
    initAsync: false,
    interpolation: { escapeValue: false, defaultVariables: { product } },
    react: { useSuspense: false },
  })
  const quick = quickened(instance.t, texts, { product })
  instance.t = quick
  instance.getFixedT = () => quick
  return instance
}

/** What the library has rules for: plurals, lists, and whatever else a call may ask of it. */
const plainValue = /^(?!count$|context$|returnObjects$|defaultValue$|lng$|ns$|keyPrefix$)/

/**
 * A page asks for some hundreds of texts, and the library weighs all that it could do for each, which cost a quarter of
 * the time that a page took. Texts that stand as they are, and those with values to be filled in, are looked up here;
 * everything else goes the library's way, and i18n.test.ts holds both to the same answer.
 */
function quickened(slow: TFunction, texts: Partial<Texts>, always: Values): TFunction {
  const known = new Map<string, string | null>()
  const textOf = (key: string): string | null => {
    const found = known.get(key)
    if (found !== undefined) return found
    const text = key.split('.').reduce<unknown>((at, part) => (at as Values | undefined)?.[part], texts)
    const plain = typeof text === 'string' && !text.includes('$t(') ? text : null
    if (text !== undefined) known.set(key, plain)
    return plain
  }
  return new Proxy(slow, {
    apply(_slow, _this, given: Parameters<TFunction>) {
      const [key, values = {}]: readonly unknown[] = given
      if (typeof key === 'string' && isValues(values) && Object.keys(values).every((name) => plainValue.test(name))) {
        const text = textOf(key)
        const filled = text === null ? null : filledIn(text, { ...always, ...values })
        if (filled !== null) return filled
      }
      return slow(...given)
    },
  })
}

const isValues = (given: unknown): given is Values => typeof given === 'object' && given !== null

/** @returns null where a place has no value, or asks for a format. */
function filledIn(text: string, values: Values): string | null {
  if (!text.includes('{{')) return text
  const missing: unknown[] = []
  const filled = text.replaceAll(/\{\{([^}]*)\}\}/g, (_place, name: string) => {
    const value = values[name]
    if (typeof value === 'string' || typeof value === 'number') return String(value)
    missing.push(name)
    return ''
  })
  return missing.length === 0 ? filled : null
}
