import { useActionData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { LoggedOutView } from '../routes/visitor.ts'
import { loginAddress } from './addresses.ts'
import { isLoggedOutView, loggedOutTitle } from './page-handle.ts'

export interface LoggedOutProps {
  readonly view: LoggedOutView
  /** What the saver had typed in a form that could not be sent. */
  readonly typedEmail?: string
}

const buttons = {
  notLoggedIn: 'logIn',
  expired: 'logInAgain',
  expiredForm: 'logInAgain',
  needsEid: 'logInByEid',
  notHere: 'home',
} as const satisfies Record<LoggedOutView['reason'], string>

/** In place of a page that needs a login: what happened, and the way back to the same page. */
export function LoggedOut({ view, typedEmail }: LoggedOutProps) {
  const { t } = useTranslation()
  const answer = useActionData()
  const { reason, typed } = isLoggedOutView(answer) ? answer : view
  return (
    <section className="page narrow">
      <h1>{t(`titles.${loggedOutTitle(reason)}`)}</h1>
      <p className="lead">{t(`session.${reason}`)}</p>
      {typedEmail ? <p>{t('session.typedEmail', { email: typedEmail })}</p> : null}
      {typed === undefined || typed.length === 0 ? null : (
        <>
          <h2>{t('session.typedTitle')}</h2>
          <p>{t('session.typedText')}</p>
          <dl className="typed">
            {typed.map(({ name, value }, index) => (
              // A field may stand more than once in a form.
              <div key={`${name}-${index}`}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
      <p>
        <a className="button" href={reason === 'notHere' ? '/' : loginAddress(view.till)}>
          {t(`session.${buttons[reason]}`)}
        </a>
      </p>
    </section>
  )
}
