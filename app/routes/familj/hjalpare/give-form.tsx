import { Form } from '@remix-run/react'
import type { HelperOffer } from '#server/services/api/sharing.ts'
import { CheckField, ChoiceField, ErrorSummary, InputField } from '../../../components/form.tsx'
import type { FieldErrors } from '../../../components/form.tsx'
import { useWords } from '../../../texts/words.ts'

export type GiveError = 'consent' | 'bad-end' | 'too-many'
export type TypedOffer = HelperOffer

export interface GiveFormProps {
  readonly action: string
  /** Tells this form from others. */
  readonly form: string
  readonly latestEnd: string
  readonly typed: TypedOffer | null
  readonly errors: readonly GiveError[]
  /** How many helpers there may be, where that is what is wrong. */
  readonly limit: number
}

/** What, until when, and the yes. */
export function GiveForm({ action, form, latestEnd, typed, errors, limit }: GiveFormProps) {
  const { t, words } = useWords()
  const day = words.day(latestEnd)
  const fields: FieldErrors = {
    ...(errors.includes('too-many') && { vad: t('sharing.helpers.give.tooMany', { limit: String(limit) }) }),
    ...(errors.includes('bad-end') && { till: t('sharing.helpers.give.badEnd', { day }) }),
    ...(errors.includes('consent') && { samtycke: t('sharing.code.error.consent') }),
  }
  return (
    <section aria-labelledby="give">
      <h2 id="give">{t('sharing.helpers.give.title')}</h2>
      <ErrorSummary title={t('sharing.errors')} errors={fields} />
      <Form method="post" action={action} noValidate className="stacked">
        <input type="hidden" name="id" value={form} />
        <ChoiceField
          name="vad"
          label={t('sharing.helpers.give.scope')}
          value={typed?.scope ?? 'forecast'}
          error={fields.vad}
          options={[
            { value: 'forecast', text: t('sharing.helpers.give.forecast') },
            { value: 'forecast-and-plans', text: t('sharing.helpers.give.forecast-and-plans') },
          ]}
        />
        <InputField
          name="till"
          type="date"
          label={t('sharing.helpers.give.until')}
          help={t('sharing.helpers.give.untilHelp', { day })}
          error={fields.till}
          value={typed?.endsOn ?? ''}
          input={{ max: latestEnd }}
        />
        <p>{t('sharing.shows.forecast')}</p>
        <CheckField name="samtycke" label={t('sharing.helpers.give.consent')} checked={false} error={fields.samtycke} />
        <button className="button" type="submit" name="gor" value="ge">
          {t('sharing.helpers.give.submit')}
        </button>
      </Form>
    </section>
  )
}
