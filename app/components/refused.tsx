import { isRouteErrorResponse, useLocation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { RefusedAnswer } from '#server/services/api.ts'
import type { Texts } from '../texts/sv/index.ts'
import { Ended } from '../routes/embed/ended.tsx'
import { LoggedOut } from './logged-out.tsx'
import { loggedOutTitle } from './page-handle.ts'
import { homeOf, isEmbeddedPath, isStaffPath } from './realm.tsx'

const isRefusedAnswer = (data: unknown): data is RefusedAnswer =>
  typeof data === 'object' && data !== null && 'refused' in data

/** What a page could not be finished for: the account or the login ended in the middle of it, or the right to it. */
export const refusedBy = (error: unknown): RefusedAnswer['refused'] | null =>
  isRouteErrorResponse(error) && isRefusedAnswer(error.data) ? error.data.refused : null

export const refusedTitle = (refused: RefusedAnswer['refused'], path: string): keyof Texts['titles'] =>
  isEmbeddedPath(path) || isStaffPath(path) ? 'refused' : loggedOutTitle(refused)

/** In place of such a page: what happened, and where to go on. */
export function Refused({ refused }: RefusedAnswer) {
  const { t } = useTranslation()
  const { pathname, search } = useLocation()
  if (isEmbeddedPath(pathname)) return <Ended />
  if (!isStaffPath(pathname)) {
    return <LoggedOut view={{ kind: 'logged-out', reason: refused, till: pathname + search }} />
  }
  return (
    <section className="page narrow">
      <h1>{t('titles.refused')}</h1>
      <p className="lead">{t('session.callEnded')}</p>
      <p>
        <a className="button" href={homeOf(pathname)}>
          {t('session.toCalls')}
        </a>
      </p>
    </section>
  )
}
