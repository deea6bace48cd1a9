import { Form, Link } from '@remix-run/react'
import type { SurvivorsView } from '#server/services/api/family.ts'
import { InputField } from '../../components/form.tsx'
import { Notice } from '../../components/notice.tsx'
import { useWords } from '../../texts/words.ts'

export interface WhenFormProps {
  readonly view: Pick<SurvivorsView, 'deathAge' | 'youngest' | 'oldest' | 'moved'>
  readonly tomorrow: boolean
  readonly unreadable: boolean
}

/** Tomorrow, at 70, or at an age of one's own. */
export function WhenForm({ view: { deathAge, youngest, oldest, moved }, tomorrow, unreadable }: WhenFormProps) {
  const { t, words } = useWords()
  const bounds = { youngest: Math.ceil(youngest / 12), oldest: Math.floor(oldest / 12) }
  const at70 = !tomorrow && deathAge === 70 * 12
  return (
    <section className="when" aria-labelledby="when">
      <h2 id="when">{t('family.when.title')}</h2>
      {unreadable ? <Notice tone="warning" title={t('family.when.bad')} /> : null}
      {moved ? <Notice tone="warning" title={t('family.when.moved', { age: words.age(deathAge) })} /> : null}
      <div className="actions">
        <Link className="button second" to="/familj" aria-current={tomorrow ? 'true' : undefined} preventScrollReset>
          {t('family.when.tomorrow')}
        </Link>
        {youngest < 70 * 12 ? (
          <Link className="button second" to="?vid=70" aria-current={at70 ? 'true' : undefined} preventScrollReset>
            {t('family.when.at70')}
          </Link>
        ) : null}
      </div>
      <Form className="when-age" method="get" action="/familj" preventScrollReset>
        <InputField
          key={deathAge}
          name="vid"
          label={t('family.when.label')}
          help={t('family.when.help', bounds)}
          value={tomorrow ? '' : String(Math.floor(deathAge / 12))}
          inputMode="numeric"
          unit={t('family.when.years')}
          input={{ size: 4, maxLength: 3, autoComplete: 'off' }}
        />
        <button className="button second" type="submit">
          {t('family.when.apply')}
        </button>
      </Form>
    </section>
  )
}
