import { Transform } from 'node:stream'
import type { AppLoadContext, EntryContext } from '@remix-run/node'
import { createReadableStreamFromReadable } from '@remix-run/node'
import { RemixServer } from '@remix-run/react'
import type { i18n } from 'i18next'
import { isbot } from 'isbot'
import { renderToPipeableStream } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { NonceContext } from './components/nonce.ts'
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

/** React writes a page in pieces of two kilobytes, each of which would be compressed and sent by itself. */
function gathered(): Transform {
  const pieces: Buffer[] = []
  const pass = () => {
    if (pieces.length > 0) body.push(Buffer.concat(pieces.splice(0)))
  }
  const body = new Transform({
    transform(piece: Buffer, _encoding, taken) {
      if (pieces.push(piece) === 1) setImmediate(pass)
      taken()
    },
    flush(ended) {
      pass()
      ended()
    },
  })
  return body
}

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  { portal }: AppLoadContext,
): Promise<Response> {
  const nonce = portal.cspNonce
  // A reader that runs no scripts (a search engine) gets the whole page at once.
  const ready = isbot(request.headers.get('user-agent')) ? 'onAllReady' : 'onShellReady'
  return new Promise((resolve, reject) => {
    const { pipe, abort } = renderToPipeableStream(
      <I18nextProvider i18n={i18nOf(portal)}>
        <NonceContext.Provider value={nonce}>
          <RemixServer context={remixContext} url={request.url} nonce={nonce} />
        </NonceContext.Provider>
      </I18nextProvider>,
      {
        nonce,
        [ready]() {
          const body = gathered()
          headers.set('Content-Type', 'text/html; charset=utf-8')
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status }))
          pipe(body)
        },
        onShellError: reject,
      },
    )
    setTimeout(abort, streamTimeout + 1000).unref()
  })
}

/** Remix would print the error with all that hangs on it; a saver who has gone away meanwhile is no fault. */
export function handleError(
  error: unknown,
  { request, context }: { readonly request: Request; readonly context: AppLoadContext },
): void {
  if (!request.signal.aborted) context.portal.reportFault(error)
}
