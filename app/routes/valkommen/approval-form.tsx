import type { ReactNode } from 'react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Notice } from '../../components/notice.tsx'
import type { ApprovalError, TypedApproval } from './read-approval.ts'

export interface ApprovalFormProps {
  readonly version: string
  readonly errors: readonly ApprovalError[]
  readonly typed: TypedApproval
  /** The terms themselves. */
  readonly children: ReactNode
}

/** The terms with the yes under them. An ordinary form: with the yes the language may change, and so the whole page. */
export function ApprovalForm({ version, errors, typed, children }: ApprovalFormProps) {
  const { t } = useTranslation()
  const summary = useRef<HTMLDivElement>(null)
  const fieldErrors = errors.filter((error) => error !== 'other-version-in-force')
  const notApproved = errors.includes('not-approved')
  const badEmail = errors.includes('bad-email')

  useEffect(() => {
    if (errors.length > 0) summary.current?.focus()
  }, [errors])

  return (
    <form method="post" action="/valkommen" noValidate className="approval">
      {errors.length > 0 ? (
        <div ref={summary} tabIndex={-1} role="alert">
          {errors.includes('other-version-in-force') ? (
            <Notice tone="warning" title={t('welcome.otherVersion')} />
          ) : null}
          {fieldErrors.length > 0 ? (
            <Notice tone="warning" title={t('welcome.errorTitle', { count: fieldErrors.length })}>
              <ul>
                {notApproved ? (
                  <li>
                    <a href="#godkann">{t('welcome.notApproved')}</a>
                  </li>
                ) : null}
                {badEmail ? (
                  <li>
                    <a href="#epost">{t('welcome.badEmail')}</a>
                  </li>
                ) : null}
              </ul>
            </Notice>
          ) : null}
        </div>
      ) : null}
      {children}
      <input type="hidden" name="version" value={version} />
      <fieldset>
        <legend>{t('welcome.contactTitle')}</legend>
        <div className="field">
          <label htmlFor="epost">{t('welcome.email')}</label>
          <input
            id="epost"
            name="epost"
            type="email"
            autoComplete="email"
            defaultValue={typed.email}
            aria-invalid={badEmail}
            aria-describedby={badEmail ? 'epost-fel epost-hjalp' : 'epost-hjalp'}
          />
          {badEmail ? (
            <p className="error" id="epost-fel">
              {t('welcome.badEmail')}
            </p>
          ) : null}
          <p className="help" id="epost-hjalp">
            {t('welcome.emailHelp')}
          </p>
        </div>
        <div className="field">
          <label htmlFor="sprak">{t('welcome.language')}</label>
          <select id="sprak" name="sprak" defaultValue={typed.language} aria-describedby="sprak-hjalp">
            <option value="sv" lang="sv">
              Svenska
            </option>
            <option value="en" lang="en">
              English
            </option>
          </select>
          <p className="help" id="sprak-hjalp">
            {t('welcome.languageHelp')}
          </p>
        </div>
      </fieldset>
      <div className="field consent">
        <div className="check">
          <input
            id="godkann"
            name="godkann"
            type="checkbox"
            value="ja"
            defaultChecked={typed.approved}
            aria-invalid={notApproved}
            aria-describedby={notApproved ? 'godkann-fel' : undefined}
          />
          <label htmlFor="godkann">{t('welcome.approve')}</label>
        </div>
        {notApproved ? (
          <p className="error" id="godkann-fel">
            {t('welcome.notApproved')}
          </p>
        ) : null}
      </div>
      <p className="actions">
        <button className="button large" type="submit">
          {t('welcome.submit')}
        </button>
        <button className="quiet" type="submit" formAction="/logga-ut" formNoValidate>
          {t('welcome.decline')}
        </button>
      </p>
    </form>
  )
}
