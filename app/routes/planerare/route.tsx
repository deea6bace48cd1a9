import type { LoaderFunctionArgs } from '@remix-run/node'
import { data, redirect } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import type { WishBounds } from '#server/services/api/plans.ts'
import type { FieldErrors } from '../../components/form.tsx'
import { ChoiceField, ErrorSummary, InputField, SelectField } from '../../components/form.tsx'
import { LoggedOut } from '../../components/logged-out.tsx'
import type { PageHandle } from '../../components/page-handle.ts'
import { useWords } from '../../texts/words.ts'
import type { Loaded } from '../loaded.ts'
import { visiting } from '../visitor.ts'
import { bringTexts } from '../../texts/arrived.ts'
import { FoundPlans } from './found.tsx'
import type { TypedWish, WishError } from './read-wish.ts'
import { fieldOf, readWish } from './read-wish.ts'

await bringTexts('collection', 'overview', 'plans')

export const handle: PageHandle = { title: 'planner' }

export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const { saver, instead } = visiting(request, portal)
  if (instead) return instead
  const bounds = await saver.plans.bounds()
  if (bounds === null) return redirect('/hamta')
  const { typed, errors, wish } = readWish(
    new URL(request.url).searchParams,
    Math.max(bounds.riktalder, bounds.earliest),
  )
  const view = { kind: 'planner' as const, sessionTag: portal.sessionTag, typed, bounds, wish }
  if (errors.length > 0) return data({ ...view, errors, plans: [] }, { status: 422 })
  if (wish === null) return { ...view, errors, plans: [] }
  const found = await saver.plans.find(wish)
  if (found.kind === 'no-figures') return redirect('/hamta')
  if (found.kind === 'refused') return data({ ...view, errors: [found.why], plans: [] }, { status: 422 })
  return { ...view, errors, plans: found.plans }
}

export default function Planner() {
  const { t } = useWords()
  const view = useLoaderData<Loaded<typeof loader>>()
  if (view.kind === 'logged-out') return <LoggedOut view={view} />
  const { typed, bounds, errors, wish, plans } = view
  return (
    <div className="page plans">
      <p className="overline">
        <a href="/planer">{t('plans.allPlans')}</a>
      </p>
      <h1>{t('titles.planner')}</h1>
      <p className="lead">{t('plans.planner.lead')}</p>
      <WishForm typed={typed} bounds={bounds} errors={errors} />
      {wish === null || plans.length === 0 ? null : <FoundPlans plans={plans} wish={wish} />}
    </div>
  )
}

interface WishFormProps {
  readonly typed: TypedWish
  readonly bounds: WishBounds
  readonly errors: readonly WishError[]
}

function WishForm({ typed, bounds, errors }: WishFormProps) {
  const { t, words } = useWords()
  const limits = { earliest: words.age(bounds.earliest), latest: words.age(bounds.latest) }
  const fieldErrors: FieldErrors = Object.fromEntries(
    errors.map((error) => [fieldOf(error), t(`plans.planner.error.${error}`, limits)]),
  )
  return (
    <Form className="wish" method="get" action="/planer/planerare">
      <ErrorSummary title={t('plans.planner.error.title')} errors={fieldErrors} />
      <InputField
        name="belopp"
        label={t('plans.planner.amount')}
        unit={t('plans.planner.perMonth')}
        help={t('plans.planner.amountHelp')}
        inputMode="numeric"
        value={typed.amount}
        error={fieldErrors['belopp']}
        input={{ autoComplete: 'off', maxLength: 40 }}
      />
      <ChoiceField
        name="skatt"
        label={t('plans.planner.tax')}
        value={typed.tax}
        error={fieldErrors['skatt']}
        options={[
          { value: 'efter', text: t('plans.planner.after') },
          { value: 'fore', text: t('plans.planner.before') },
        ]}
      />
      <div className="age-pair">
        <InputField
          name="ar"
          label={t('plans.planner.years')}
          inputMode="numeric"
          value={typed.years}
          help={t('plans.planner.ageHelp', limits)}
          error={fieldErrors['ar']}
          input={{ autoComplete: 'off', maxLength: 3, size: 4 }}
        />
        <SelectField
          name="manader"
          label={t('plans.planner.months')}
          value={typed.months}
          options={Array.from({ length: 12 }, (_, month) => ({ value: String(month), text: String(month) }))}
        />
      </div>
      <button className="button" type="submit">
        {t('plans.planner.submit')}
      </button>
    </Form>
  )
}
