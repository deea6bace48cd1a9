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

await pageDecoded()
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

/**
 * Remix decodes what the page carries in its first render, and lets React wait with nothing around the root to show
 * meanwhile. A key or a click in that moment makes React 18 render at once, which it then cannot: it throws its error
 * 345 and never wakes the page. So the first render is tried here, where React does not listen yet, and what it waits
 * for is waited for; its fault, if it has one, is met again below React.
 */
async function pageDecoded(): Promise<void> {
  try {
    RemixBrowser({})
  } catch (awaited) {
    await Promise.resolve(awaited).catch(() => undefined)
  }
}
