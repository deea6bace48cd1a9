import { useActionData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { LoggedOutView } from '../routes/visitor.ts'
import { loginAddress } from './addresses.ts'
import { isLoggedOutView } from './page-handle.ts'

export interface LoggedOutProps {
  readonly view: LoggedOutView
  /** What the saver had typed in a form that could not be sent. */
  readonly typedEmail?: string
}

/** In place of a page that needs a login: what happened, and the way back to the same page. */
export function LoggedOut({ view, typedEmail }: LoggedOutProps) {
  const { t } = useTranslation()
  const answer = useActionData()
  const { reason, typed } = isLoggedOutView(answer) ? answer : view
  return (
    <section className="page narrow">
      <h1>{t('titles.notLoggedIn')}</h1>
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
        <a className="button" href={loginAddress(view.till)}>
          {reason === 'notLoggedIn' ? t('session.logIn') : t('session.logInAgain')}
        </a>
      </p>
    </section>
  )
}
