/** The parts of every invitation: the code as it is shown once, and the form that takes it. */
import { Form } from '@remix-run/react'
import { ErrorSummary, InputField } from '../../components/form.tsx'
import { useWords } from '../../texts/words.ts'
import type { InvitationAnswer } from './invitation.ts'

export function CodeShown({ code }: { readonly code: string }) {
  const { t } = useWords()
  return (
    <section className="notice calm code-shown" aria-labelledby="code-shown">
      <h2 id="code-shown">{t('sharing.code.yours')}</h2>
      <p className="code" translate="no">
        {code}
      </p>
      <p>{t('sharing.code.once')}</p>
      <p>{t('sharing.code.lasts')}</p>
    </section>
  )
}

export function CodeForm({ action, answer }: { readonly action: string; readonly answer: InvitationAnswer | null }) {
  const { t } = useWords()
  const error = answer?.error == null ? undefined : t(`sharing.code.error.${answer.error}`)
  return (
    <section className="code-form" aria-labelledby="code-title">
      <h2 id="code-title">{t('sharing.code.title')}</h2>
      <ErrorSummary title={t('sharing.errors')} errors={error === undefined ? {} : { kod: error }} />
      <Form method="post" action={action} noValidate className="stacked">
        <InputField
          name="kod"
          label={t('sharing.code.label')}
          help={t('sharing.code.help')}
          error={error}
          value={answer?.code ?? ''}
          input={{ autoComplete: 'off', autoCapitalize: 'characters', spellCheck: false, maxLength: 100 }}
        />
        <button className="button second" type="submit" name="gor" value="kod">
          {t('sharing.code.look')}
        </button>
      </Form>
    </section>
  )
}
