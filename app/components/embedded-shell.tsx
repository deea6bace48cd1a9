import { useLocation, useMatches } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { SourceCount } from '#server/services/api.ts'
import type { EmbeddedView } from '#server/services/api/partner.ts'
import { useWords } from '../texts/words.ts'
import { LanguageSwitch } from './language-switch.tsx'
import { Mark } from './mark.tsx'
import { EmbeddedProvider } from './realm.tsx'
import { useToldHeight } from './told-height.ts'

/** How old the page's figures are and how many sources they come from: what every embedded page with figures gives. */
export interface Standing {
  readonly count: SourceCount
  /** The day of the oldest figure, `2026-11-22`; null where none has a day. */
  readonly day: string | null
  /** Where no figures are shown: the day is that of the collection. */
  readonly asked?: true
}

const isStanding = (data: unknown): data is { readonly standing: Standing } =>
  typeof data === 'object' && data !== null && 'standing' in data && data.standing !== null

/** Longer than a session lasts; then the figures are taken off the screen. */
const lastingMilliseconds = 15 * 60_000

/**
 * The frame of a page that stands with a partner. Mark, date and sources are always there, whatever the partner wants;
 * there is no menu, and the rest of the portal is opened in a window of its own.
 */
export function EmbeddedShell({
  view,
  children,
}: {
  readonly view: EmbeddedView | null
  readonly children: ReactNode
}) {
  const { t } = useTranslation()
  const { pathname, search } = useLocation()
  const standing = useMatches().findLast(({ data }) => isStanding(data))?.data
  useToldHeight(view?.frameOrigins ?? [])
  useEffect(() => {
    const timer = setTimeout(() => location.reload(), lastingMilliseconds)
    return () => clearTimeout(timer)
  }, [pathname, search])
  return (
    <EmbeddedProvider value={true}>
      <a className="skip" href="#innehall">
        {t('shell.skip')}
      </a>
      <header className="frame-top embedded">
        <div className="frame-row">
          <span className="mark">
            <Mark />
            <span>{t('shell.product')}</span>
          </span>
          <p className="standing">{isStanding(standing) ? <StandingText standing={standing.standing} /> : null}</p>
          <LanguageSwitch action="/embed/sprak" />
        </div>
      </header>
      <main id="innehall" tabIndex={-1}>
        {children}
      </main>
      <footer className="frame-bottom embedded">
        <div className="frame-row">
          <p>{view === null ? t('shell.footer') : t('embedded.shownAt', { partner: view.partnerName })}</p>
          {view === null || view.backTo === null ? null : (
            <p>
              <a href={view.backTo}>{t('embedded.back', { partner: view.partnerName })}</a>
            </p>
          )}
          <p>
            <a href="/" target="_blank" rel="noopener">
              {t('embedded.wholePortal')}
              <span className="help"> {t('embedded.newTab')}</span>
            </a>
          </p>
        </div>
      </footer>
    </EmbeddedProvider>
  )
}

function StandingText({ standing: { count, day, asked } }: { readonly standing: Standing }) {
  const { t, words } = useWords()
  const { answered, of, older } = count
  return (
    <>
      {older === 0
        ? t('embedded.sources', { answered, of })
        : t('embedded.sourcesOlder', { answered, of, count: older })}
      {' · '}
      {day === null
        ? t('embedded.noDate')
        : t(asked ? 'embedded.askedDate' : 'embedded.dataDate', { day: words.day(day) })}
    </>
  )
}
