import { RemixBrowser } from '@remix-run/react'
import { StrictMode, startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { createI18n } from './texts/i18n.ts'

// Only the page's own language is fetched.
const language = document.documentElement.lang === 'en' ? 'en' : 'sv'
const texts = language === 'en' ? (await import('./texts/en/index.ts')).en : (await import('./texts/sv/index.ts')).sv
const productName = document.querySelector<HTMLMetaElement>('meta[name="application-name"]')?.content ?? ''
const i18n = createI18n(language, texts, productName)

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <I18nextProvider i18n={i18n}>
        <RemixBrowser />
      </I18nextProvider>
    </StrictMode>,
  )
})
