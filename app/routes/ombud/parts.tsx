import { NavLink } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useEffect } from 'react'
import type { CallView } from '#server/services/api/ombud.ts'
import { isOver } from '../../components/session-watch.ts'
import { useWords } from '../../texts/words.ts'
import type { CallInView, StaffRefusal } from './visitor.ts'

/** In place of a page of staff: what is needed, and the way there. */
export function Refused({ view: { reason } }: { readonly view: StaffRefusal }) {
  const { t } = useWords()
  return (
    <section className="page narrow">
      <h1>{t(reason === 'notLoggedIn' ? 'titles.ombud' : 'ombud.refusedTitle')}</h1>
      <p className="lead">{t(`ombud.${reason}`)}</p>
      {reason === 'operator' ? null : (
        <p>
          {reason === 'notLoggedIn' ? (
            <a className="button" href="/ombud/login">
              {t('ombud.logIn')}
            </a>
          ) : (
            <a className="button" href="/ombud">
              {t('ombud.toDesk')}
            </a>
          )}
        </p>
      )}
    </section>
  )
}

/** How the call stands is asked by the page itself: the header says so, and the login does not last longer for it. */
async function askCall(): Promise<CallView['state'] | null> {
  try {
    const response = await fetch('/ombud/lage', { headers: { 'X-Background': '1' } })
    if (isOver(response)) return 'ended'
    return response.ok ? ((await response.json()) as CallView).state : null
  } catch {
    // The network is away: asked again at the next turn.
    return null
  }
}

/** Leaves the page once the call is no longer as it was: then it waits no more, or nothing of the caller's stays. */
export function useCallWatch(state: 'waiting' | 'open', everyMilliseconds: number): void {
  useEffect(() => {
    const look = () => {
      void askCall().then((now) => {
        if (now !== null && now !== state) location.replace('/ombud')
      })
    }
    const restored = ({ persisted }: PageTransitionEvent) => {
      if (persisted) look()
    }
    const timer = setInterval(look, everyMilliseconds)
    window.addEventListener('pageshow', restored)
    window.addEventListener('focus', look)
    return () => {
      clearInterval(timer)
      window.removeEventListener('pageshow', restored)
      window.removeEventListener('focus', look)
    }
  }, [state, everyMilliseconds])
}

export interface CallPageProps {
  readonly view: CallInView
  readonly title: string
  /** Before the caller has approved the terms there is nothing else to go to. */
  readonly ready: boolean
  readonly children: ReactNode
}

/** A page of the call: for whom, how long, what else there is, and the way out. */
export function CallPage({ view: { call, name }, title, ready, children }: CallPageProps) {
  const { t, words } = useWords()
  useCallWatch('open', 5000)
  return (
    <div className="page call">
      <section className="call-banner" aria-label={t('ombud.nav')}>
        <div>
          <p className="call-who">{t('ombud.banner', { name: name === '' ? t('ombud.nameless') : name })}</p>
          <p>
            {t('ombud.minutes', { count: call.minutesLeft, until: words.moment(call.until) })} {t('ombud.logged')}
          </p>
        </div>
        <EndCall label={t('ombud.end')} />
      </section>
      {ready ? (
        <nav className="call-pages" aria-label={t('ombud.pages')}>
          <NavLink to="/ombud/arende" end>
            {t('ombud.page.caller')}
          </NavLink>
          <NavLink to="/ombud/arende/hamtning">{t('ombud.page.collection')}</NavLink>
          <NavLink to="/ombud/arende/oversikt">{t('ombud.page.overview')}</NavLink>
          <NavLink to="/ombud/arende/prognos">{t('ombud.page.forecast')}</NavLink>
          <NavLink to="/ombud/arende/brev">{t('ombud.page.letter')}</NavLink>
        </nav>
      ) : null}
      <h1>{title}</h1>
      {children}
    </div>
  )
}

export function EndCall({ label }: { readonly label: string }) {
  return (
    <form method="post" action="/ombud/avsluta">
      <button className="button second" type="submit">
        {label}
      </button>
    </form>
  )
}

/** Where nothing has been collected yet. */
export function NoFigures() {
  const { t } = useWords()
  return (
    <>
      <p className="lead">{t('ombud.noFigures')}</p>
      <p>
        <a className="button" href="/ombud/arende/hamtning">
          {t('ombud.toCollection')}
        </a>
      </p>
    </>
  )
}
