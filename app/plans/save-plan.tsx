import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { ForecastChoices } from '#server/services/api/choices.ts'
import type { PlanWish } from '#server/services/api/plans.ts'
import { InputField } from '../components/form.tsx'
import { HiddenFields } from '../components/hidden-fields.tsx'
import { hiddenPlan } from './hidden.ts'

export interface SavePlanProps {
  readonly choices: ForecastChoices
  /** Where the choices came from the planner. */
  readonly wish?: PlanWish | null
  readonly name?: string
  readonly error?: string | undefined
}

/** Keeps the choices by a name. Once a page: the field's id is its name. */
export function SavePlan({ choices, wish = null, name = '', error }: SavePlanProps) {
  const { t } = useTranslation()
  return (
    <Form className="save-plan" method="post" action="/planer">
      <HiddenFields values={{ gor: 'spara', ...hiddenPlan({ choices, wish }) }} />
      <InputField
        name="namn"
        label={t('plans.save.name')}
        help={t('plans.save.help')}
        value={name}
        error={error}
        input={{ maxLength: 60, autoComplete: 'off', required: true }}
      />
      <button className="button second" type="submit">
        {t('plans.save.submit')}
      </button>
    </Form>
  )
}
