import { RemixBrowser } from '@remix-run/react'
import { StrictMode, startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { ownStorageWhereRefused } from './components/own-storage.ts'
import { arrived } from './texts/arrived.ts'
import { createI18n } from './texts/i18n.ts'

ownStorageWhereRefused()
const productName = document.querySelector<HTMLMetaElement>('meta[name="application-name"]')?.content ?? ''
const i18n = createI18n(document.documentElement.lang, arrived, productName)

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
