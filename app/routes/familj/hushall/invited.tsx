import { Form, Link } from '@remix-run/react'
import { CheckField, ErrorSummary } from '../../../components/form.tsx'
import { useWords } from '../../../texts/words.ts'
import type { InvitationAnswer } from '../invitation.ts'

export interface InvitedProps {
  readonly answer: InvitationAnswer
  readonly name: string
  readonly action: string
}

/** Who invites, what each will see of the other, and the yes. */
export function Invited({ answer: { code, error }, name, action }: InvitedProps) {
  const { t } = useWords()
  const text = error === null ? undefined : t(`sharing.code.error.${error}`)
  return (
    <section aria-labelledby="invited">
      <h2 id="invited">{t('sharing.household.accept.title', { name })}</h2>
      <ErrorSummary title={t('sharing.errors')} errors={text === undefined ? {} : { samtycke: text }} />
      <p>{t('sharing.household.accept.text', { name })}</p>
      <p>{t('sharing.shows.household')}</p>
      <Form method="post" action={action} noValidate className="stacked">
        <input type="hidden" name="kod" value={code} />
        <CheckField
          name="samtycke"
          label={t('sharing.household.accept.consent', { name })}
          checked={false}
          error={text}
        />
        <div className="actions">
          <button className="button" type="submit" name="gor" value="ja">
            {t('sharing.household.accept.submit')}
          </button>
          <Link to={action}>{t('sharing.household.accept.stop')}</Link>
        </div>
      </Form>
    </section>
  )
}
