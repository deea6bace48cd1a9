import sourceSans from '@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2?url'
import type { LinksFunction, LoaderFunctionArgs } from '@remix-run/node'
import type { ShouldRevalidateFunctionArgs } from '@remix-run/react'
import {
  isRouteErrorResponse,
  Links,
  Outlet,
  Scripts,
  ScrollRestoration,
  useLocation,
  useLoaderData,
  useMatches,
  useRouteError,
  useRouteLoaderData,
} from '@remix-run/react'
import type { ReactNode } from 'react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmbeddedShell } from './components/embedded-shell.tsx'
import { Refused, refusedBy, refusedTitle } from './components/refused.tsx'
import { useNonce } from './components/nonce.ts'
import { pageHandleOf, pageTitle } from './components/page-handle.ts'
import { isOfAnotherSession, leavePage, saysLoggedOut, useSessionWatch } from './components/session-watch.ts'
import { homeOf, isEmbeddedPath } from './components/realm.tsx'
import { useKeptForms } from './components/use-kept-forms.ts'
import { Shell } from './components/shell.tsx'
import stylesheet from './styles/index.css?url'
import { bringTexts } from './texts/arrived.ts'
import type { Texts } from './texts/sv/index.ts'

await bringTexts('common', 'session')

export const links: LinksFunction = () => [
  { rel: 'preload', href: sourceSans, as: 'font', type: 'font/woff2', crossOrigin: 'anonymous' },
  { rel: 'stylesheet', href: stylesheet },
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
]

export function loader({ context: { portal } }: LoaderFunctionArgs) {
  const { staff, embedded, idleMinutes, sessionTag, saverTag } = portal
  const saver = staff === null ? portal.saver : null
  const told = {
    loggedIn: saver !== null,
    byPin: saver?.byPin ?? false,
    approved: saver?.terms.approved ?? false,
    staff: staff !== null,
    idleMinutes,
    embedded,
  }
  // An embedded page is watched by nobody: its session ends by the clock.
  return embedded === null ? { ...told, sessionTag, saverTag } : { ...told, sessionTag: null, saverTag: null }
}

/** The frame does not change while choices do. */
export const shouldRevalidate = ({ currentUrl, nextUrl, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) =>
  currentUrl.pathname === nextUrl.pathname && currentUrl.search !== nextUrl.search ? false : defaultShouldRevalidate

export function Layout({ children }: { readonly children: ReactNode }) {
  const { t, i18n } = useTranslation()
  const nonce = useNonce()
  const { pathname } = useLocation()
  const embedded = isEmbeddedPath(pathname)
  const matches = useMatches()
  // Without an error this is null around the root and undefined within, whatever its type says.
  const error = useRouteError() ?? null
  const visitor = useRouteLoaderData<typeof loader>('root')
  const current = matches.at(-1)
  const page = pageHandleOf(current?.handle)
  const refused = refusedBy(error)
  const title = t(`titles.${error === null ? pageTitle(current?.handle, current?.data) : titleOf(error, pathname)}`)
  // Who has been logged out in the middle of the page is shown none of what is for those who are in.
  const isOut = refused === 'expired' || refused === 'expiredForm'
  return (
    <html lang={i18n.language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="application-name" content={t('shell.product')} />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="same-origin" />
        <title>{`${title} – ${t('shell.product')}`}</title>
        <Links />
        {visitor?.embedded ? (
          // Browsers hide the nonce from scripts, so that the server's and the script's never look alike.
          <style
            nonce={nonce}
            suppressHydrationWarning
            dangerouslySetInnerHTML={{ __html: visitor.embedded.themeCss }}
          />
        ) : null}
        {page.refreshes?.(current?.data) ? (
          <noscript>
            <meta httpEquiv="refresh" content="10;url=?bakgrund=1" />
          </noscript>
        ) : null}
      </head>
      <body className={embedded ? 'embedded-page' : undefined}>
        {embedded ? (
          <EmbeddedShell view={visitor?.embedded ?? null}>{children}</EmbeddedShell>
        ) : (
          <Shell
            loggedIn={!isOut && (visitor?.loggedIn ?? false)}
            approved={!isOut && (visitor?.approved ?? false)}
            staff={visitor?.staff ?? false}
            idleMinutes={visitor?.idleMinutes ?? 15}
            sessionTag={isOut ? null : (visitor?.sessionTag ?? null)}
            saverTag={visitor?.saverTag ?? null}
          >
            {children}
          </Shell>
        )}
        {/* In another's page a browser may refuse the storage that it keeps places in. */}
        {embedded ? null : <ScrollRestoration nonce={nonce} />}
        <Scripts nonce={nonce} />
      </body>
    </html>
  )
}

export default function App() {
  const { t } = useTranslation()
  const { sessionTag, saverTag } = useLoaderData<typeof loader>()
  const matches = useMatches()
  const [own, setOwn] = useState(sessionTag)
  if (own === null && sessionTag !== null) setOwn(sessionTag)
  const told = saysLoggedOut(matches)
  const over = own !== null && !told && matches.some(({ data }) => isOfAnotherSession(data, own))
  useSessionWatch(told ? null : own, saverTag)
  const restored = useKeptForms(saverTag, told)
  useEffect(() => {
    if (over) leavePage('avslutad')
  }, [over])
  if (over) return null
  return (
    <>
      {restored ? (
        <p className="restored" role="status">
          {t('session.restored')}
        </p>
      ) : null}
      <Outlet />
    </>
  )
}

function titleOf(error: unknown, path: string): keyof Texts['titles'] {
  const refused = refusedBy(error)
  if (refused !== null) return refusedTitle(refused, path)
  return isMissing(error) ? 'notFound' : 'fault'
}

const isMissing = (error: unknown): boolean => isRouteErrorResponse(error) && error.status === 404

/** Calm words, whatever happened; what it was is in the log. */
export function ErrorBoundary() {
  const error = useRouteError()
  const { t } = useTranslation()
  const { pathname } = useLocation()
  const refused = refusedBy(error)
  if (refused !== null) return <Refused refused={refused} />
  const unavailable = isRouteErrorResponse(error) && error.status === 503
  if (isMissing(error)) {
    return (
      <section className="page narrow">
        <h1>{t('titles.notFound')}</h1>
        <p className="lead">{t('notFound.lead')}</p>
        <p>
          <a className="button" href={homeOf(pathname)}>
            {isEmbeddedPath(pathname) ? t('shell.overview') : t('notFound.home')}
          </a>
        </p>
      </section>
    )
  }
  return (
    <section className="page narrow">
      <h1>{t('titles.fault')}</h1>
      <p className="lead">{unavailable ? t('fault.unavailable') : t('fault.lead')}</p>
      <p>
        <a className="button" href="">
          {t('fault.again')}
        </a>
      </p>
    </section>
  )
}
