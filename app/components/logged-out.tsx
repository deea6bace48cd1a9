import { useTranslation } from 'react-i18next'
import type { LoggedOutView } from '../routes/visitor.ts'
import { loginAddress } from './addresses.ts'

export interface LoggedOutProps {
  readonly view: LoggedOutView
  /** What the saver had typed in a form that could not be sent. */
  readonly typedEmail?: string
}

/** In place of a page that needs a login: what happened, and the way back to the same page. */
export function LoggedOut({ view, typedEmail }: LoggedOutProps) {
  const { t } = useTranslation()
  return (
    <section className="page narrow">
      <h1>{t('titles.notLoggedIn')}</h1>
      <p className="lead">{t(`session.${view.reason}`)}</p>
      {typedEmail ? <p>{t('session.typedEmail', { email: typedEmail })}</p> : null}
      <p>
        <a className="button" href={loginAddress(view.till)}>
          {view.reason === 'notLoggedIn' ? t('session.logIn') : t('session.logInAgain')}
        </a>
      </p>
    </section>
  )
}
