import type { i18n } from 'i18next'
import { createInstance } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Texts } from './sv/index.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'texts'
    resources: { texts: Texts }
  }
}

/** `{{product}}` in any text is the product's name. */
export function createI18n(language: string, texts: Texts, product: string): i18n {
  const instance = createInstance()
  void instance.use(initReactI18next).init({
    lng: language,
    defaultNS: 'texts',
    resources: { [language]: { texts } },
    initAsync: false,
    interpolation: { escapeValue: false, defaultVariables: { product } },
    react: { useSuspense: false },
  })
  return instance
}
