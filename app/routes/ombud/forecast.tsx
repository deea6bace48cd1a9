import type { LoaderFunctionArgs } from '@remix-run/node'
import { data } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import type { ForecastChoices } from '#server/services/api/choices.ts'
import { ErrorSummary, InputField } from '../../components/form.tsx'
import { LowerTax } from '../../components/lower-tax.tsx'
import { NoAmount } from '../../components/no-amount.tsx'
import { isPublicIn, NoPublicPension } from '../../components/no-public-pension.tsx'
import type { PageHandle } from '../../components/page-handle.ts'
import { Notice } from '../../components/notice.tsx'
import { RestsOn } from '../../components/rests-on.tsx'
import { bringTexts } from '../../texts/arrived.ts'
import { useWords } from '../../texts/words.ts'
import { readAge } from '../oversikt/read-choices.ts'
import { givesNothing } from '../prognos/gives-nothing.ts'
import { Outcomes } from '../prognos/outcomes.tsx'
import { Years } from './overview.tsx'
import { CallPage, NoFigures, Refused } from './parts.tsx'
import { forCaller } from './visitor.ts'

await bringTexts('collection', 'forecast', 'ombud', 'overview')

export const handle: PageHandle = { title: 'ombud' }

/** Whole kronor a month, as they are typed. */
function readSalary(search: URLSearchParams): number | 'none' | 'unreadable' {
  const text = (search.get('lon') ?? '').replaceAll(/\s/g, '')
  if (text === '') return 'none'
  return /^\d{1,7}$/.test(text) ? Number(text) : 'unreadable'
}

/** Ages and pay are no one's name: they may stand in the address, as in the saver's own forecast. */
export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const { saver, view, instead } = forCaller(portal)
  if (instead) return instead
  const search = new URL(request.url).searchParams
  const age = readAge(search)
  const salary = readSalary(search)
  const choices: ForecastChoices = {
    ...('months' in age && { retirementAge: age.months }),
    ...(typeof salary === 'number' && { salary }),
  }
  const forecast = await saver.forecast.view(choices)
  const wrong = { age: age.kind === 'unreadable', salary: salary === 'unreadable' }
  const typed = { years: search.get('ar'), months: search.get('manader'), salary: search.get('lon') ?? '' }
  const page = { kind: 'forecast' as const, view, forecast, wrong, typed }
  return data(page, { status: wrong.age || wrong.salary ? 422 : 200 })
}

export default function CallerForecast() {
  const { t, words } = useWords()
  const loaded = useLoaderData<typeof loader>()
  if (loaded.kind === 'staff-refused') return <Refused view={loaded} />
  const { view, forecast, wrong, typed } = loaded
  if (forecast === null) {
    return (
      <CallPage view={view} title={t('ombud.page.forecast')} ready>
        <NoFigures />
      </CallPage>
    )
  }
  const { answer, frame } = forecast
  const errors = {
    ...(wrong.age && { ar: t('ombud.badAge') }),
    ...(wrong.salary && { lon: t('ombud.badSalary') }),
  }
  return (
    <CallPage view={view} title={t('ombud.page.forecast')} ready>
      <form method="get" action="/ombud/arende/prognos" noValidate className="call-choices">
        <ErrorSummary title={t('ombud.errorTitle')} errors={errors} />
        <InputField
          name="ar"
          label={t('ombud.years')}
          error={errors.ar}
          value={typed.years ?? String(Math.floor(answer.age / 12))}
          inputMode="numeric"
          input={{ size: 4 }}
        />
        <InputField
          name="manader"
          label={t('ombud.months')}
          value={typed.months ?? String(answer.age % 12)}
          inputMode="numeric"
          input={{ size: 4 }}
        />
        <InputField
          name="lon"
          label={t('ombud.salary')}
          help={t('ombud.salaryHelp')}
          error={errors.lon}
          value={typed.salary}
          inputMode="numeric"
          input={{ size: 8 }}
        />
        <p className="actions">
          <button className="button" type="submit">
            {t('ombud.calculate')}
          </button>
        </p>
      </form>
      <div role="status">
        {answer.notFollowed.age ? <Notice tone="warning" title={t('ombud.moved')} /> : null}
        <p className="lead">{t('ombud.at', { month: words.month(answer.firstMonth), age: words.age(answer.age) })}</p>
      </div>
      <RestsOn of={frame} />
      {givesNothing(answer) ? (
        <NoAmount />
      ) : (
        <>
          <NoPublicPension years={answer.years} reported={isPublicIn(frame.items)} />
          <Outcomes answer={{ ...answer, choices: {} }} />
          {answer.lowerTax === null ? null : (
            <p>
              <LowerTax lowerTax={answer.lowerTax} />
            </p>
          )}
          <Years years={answer.years} />
        </>
      )}
      <section aria-labelledby="assumptions">
        <h2 id="assumptions">{t('overview.assumptions.title')}</h2>
        <ul className="plain-list">
          {answer.assumptions.map((code) => (
            <li key={code}>{t(`overview.assumptions.code.${code}`)}</li>
          ))}
          {answer.restsOnProjectedLaw ? <li>{t('overview.assumptions.projectedLaw')}</li> : null}
        </ul>
        <p>{t('overview.assumptions.promise')}</p>
      </section>
    </CallPage>
  )
}
