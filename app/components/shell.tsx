import { Link, useLocation, useNavigation } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { IdleNotice } from './idle-notice.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { currentIn } from './menu.ts'
import type { MenuAddress } from './menu.ts'
import { Mark } from './mark.tsx'

export interface ShellProps {
  readonly loggedIn: boolean
  /** Before the terms are approved there is nothing else to go to. */
  readonly approved: boolean
  /** Of customer service, who log out by an address of their own. */
  readonly staff: boolean
  readonly idleMinutes: number
  readonly sessionTag: string | null
  readonly saverTag: string | null
  readonly children: ReactNode
}

/** Moves focus to the new page, so that it is read from its beginning. */
function useFocusOnNewPage(pathname: string) {
  const main = useRef<HTMLElement>(null)
  const shown = useRef(pathname)
  useEffect(() => {
    if (shown.current === pathname) return
    shown.current = pathname
    main.current?.focus()
  }, [pathname])
  return main
}

/** The frame of every page: mark, pages, language, log out, what we are. */
export function Shell({ loggedIn, approved, staff, idleMinutes, sessionTag, saverTag, children }: ShellProps) {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  const navigation = useNavigation()
  const main = useFocusOnNewPage(pathname)
  const movingOn = navigation.state === 'loading' && navigation.location.pathname !== pathname
  return (
    <>
      <a className="skip" href="#innehall">
        {t('shell.skip')}
      </a>
      <header className={staff ? 'frame-top staff' : 'frame-top'}>
        <div className="frame-row">
          <a className="mark" href={staff ? '/ombud' : '/'} aria-label={t('shell.toStart')}>
            <Mark />
            <span>{t('shell.product')}</span>
          </a>
          {approved ? (
            <nav className="pages" aria-label={t('shell.menu')}>
              <MenuLink to="/oversikt" pathname={pathname}>
                {t('shell.overview')}
              </MenuLink>
              <MenuLink to="/prognos" pathname={pathname}>
                {t('shell.forecast')}
              </MenuLink>
              <MenuLink to="/planer" pathname={pathname}>
                {t('shell.plans')}
              </MenuLink>
              <MenuLink to="/familj" pathname={pathname}>
                {t('shell.family')}
              </MenuLink>
              <MenuLink to="/hamta" pathname={pathname}>
                {t('shell.collection')}
              </MenuLink>
              <MenuLink to="/mina-uppgifter" pathname={pathname}>
                {t('shell.mine')}
              </MenuLink>
            </nav>
          ) : null}
          <div className="visitor">
            <LanguageSwitch action="/sprak" />
            {loggedIn || staff ? (
              <form method="post" action={staff ? '/ombud/logga-ut' : '/logga-ut'}>
                <button className="quiet" type="submit">
                  {t('shell.logOut')}
                </button>
              </form>
            ) : null}
          </div>
        </div>
      </header>
      <main id="innehall" ref={main} tabIndex={-1} aria-busy={movingOn}>
        {children}
      </main>
      <footer className="frame-bottom">
        <div className="frame-row">
          <p>{t('shell.footer')}</p>
          <p>
            <a href="/om-uppgifterna">{t('shell.about')}</a>
          </p>
          <p>
            <a href="/ord">{t('titles.words')}</a>
          </p>
          <p>
            <a href="/rundtur">{t('titles.tour')}</a>
          </p>
          {approved ? (
            <p>
              <a href="/lattlast">{t('titles.easyToRead')}</a>
            </p>
          ) : null}
          <p>
            <a href="/tillganglighet">{t('titles.accessibility')}</a>
          </p>
        </div>
      </footer>
      {sessionTag === null || saverTag === null ? null : (
        <IdleNotice idleMinutes={idleMinutes} sessionTag={sessionTag} saverTag={saverTag} />
      )}
    </>
  )
}

interface MenuLinkProps {
  readonly to: MenuAddress
  readonly pathname: string
  readonly children: ReactNode
}

function MenuLink({ to, pathname, children }: MenuLinkProps) {
  return (
    <Link to={to} aria-current={currentIn(to, pathname)}>
      {children}
    </Link>
  )
}
