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
  const quick = quickened(instance.t, language, texts, { product })
  instance.t = quick
  instance.getFixedT = () => quick
  return instance
}

/** What the library has rules for: lists, and whatever else a call may ask of it. */
const libraryWords = new Set(['context', 'returnObjects', 'defaultValue', 'lng', 'ns', 'keyPrefix', 'ordinal'])

/**
 * A page asks for some hundreds of texts, and the library weighs all that it could do for each, which cost a quarter of
 * the time that a page took. Texts that stand as they are, those with values to be filled in, and those that differ by a
 * count are looked up here; everything else goes the library's way, and i18n.test.ts holds both to the same answer.
 */
function quickened(slow: TFunction, language: string, texts: Partial<Texts>, always: Values): TFunction {
  const known = new Map<string, Pieces | null>()
  const textOf = (key: string): Pieces | null => {
    const found = known.get(key)
    if (found !== undefined) return found
    const text = key.split('.').reduce<unknown>((at, part) => (at as Values | undefined)?.[part], texts)
    const pieces = typeof text === 'string' && !text.includes('$t(') ? text.split(/\{\{([^}]*)\}\}/) : null
    if (text !== undefined) known.set(key, pieces)
    return pieces
  }
  const plurals = new Intl.PluralRules(language)
  const formOf = (key: string, { count }: Values): Pieces | null => {
    if (count === undefined) return textOf(key)
    // For none a text may have a form of its own.
    return typeof count === 'number' && count !== 0 ? textOf(`${key}_${plurals.select(count)}`) : null
  }
  return new Proxy(slow, {
    apply(_slow, _this, given: Parameters<TFunction>) {
      const [key, values = {}]: readonly unknown[] = given
      if (typeof key === 'string' && isValues(values)) {
        const text = formOf(key, values)
        const filled = text === null ? null : filledIn(text, values, always)
        if (filled !== null) return filled
      }
      return slow(...given)
    },
  })
}

/** A text and the names of the values in it by turns: text first, and last. */
type Pieces = readonly string[]

const isValues = (given: unknown): given is Values => {
  if (typeof given !== 'object' || given === null) return false
  for (const name in given) if (libraryWords.has(name)) return false
  return true
}

/** @returns null where a place has no value, or asks for a format. */
function filledIn(pieces: Pieces, values: Values, always: Values): string | null {
  let filled = ''
  for (const [index, piece] of pieces.entries()) {
    if (index % 2 === 0) filled += piece
    else {
      const value = Object.hasOwn(values, piece) ? values[piece] : always[piece]
      if (typeof value !== 'string' && typeof value !== 'number') return null
      filled += String(value)
    }
  }
  return filled
}
