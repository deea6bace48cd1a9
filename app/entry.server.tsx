import type { AppLoadContext, EntryContext } from '@remix-run/node'
import { RemixServer } from '@remix-run/react'
import type { i18n } from 'i18next'
import { renderToPipeableStream } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { NonceContext } from './components/nonce.ts'
import { gathering } from './gathering.ts'
import { en } from './texts/en/index.ts'
import { createI18n } from './texts/i18n.ts'
import { sv } from './texts/sv/index.ts'

/** Longer than any loader may take; a page never hangs. */
export const streamTimeout = 10_000

const languages = new Map<string, i18n>()

function i18nOf({ language, productName }: AppLoadContext['portal']): i18n {
  const known = languages.get(language)
  if (known) return known
  const created = createI18n(language, language === 'sv' ? sv : en, productName)
  languages.set(language, created)
  return created
}

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  { portal }: AppLoadContext,
): Promise<Response> {
  const nonce = portal.cspNonce
  const { promise, resolve, reject } = Promise.withResolvers<Response>()
  const { pipe, abort } = renderToPipeableStream(
    <I18nextProvider i18n={i18nOf(portal)}>
      <NonceContext.Provider value={nonce}>
        <RemixServer context={remixContext} url={request.url} nonce={nonce} />
      </NonceContext.Provider>
    </I18nextProvider>,
    {
      nonce,
      // Loaders hold nothing back, so the whole page is there as soon as its frame.
      onAllReady() {
        headers.set('Content-Type', 'text/html; charset=utf-8')
        pipe(gathering((page) => resolve(new Response(new Uint8Array(page), { headers, status }))))
      },
      onShellError: reject,
    },
  )
  const late = setTimeout(abort, streamTimeout + 1000)
  return promise.finally(() => clearTimeout(late))
}

/** Remix would print the error with all that hangs on it; a saver who has gone away meanwhile is no fault. */
export function handleError(
  error: unknown,
  { request, context }: { readonly request: Request; readonly context: AppLoadContext },
): void {
  if (!request.signal.aborted) context.portal.reportFault(error)
}
