import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { data, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import type { AssumedWork } from '#server/services/api/facts.ts'
import type { FieldErrors } from '../../components/form.tsx'
import { CheckField, ChoiceField, ErrorSummary, InputField, SelectField } from '../../components/form.tsx'
import { LoggedOut } from '../../components/logged-out.tsx'
import { Notice } from '../../components/notice.tsx'
import type { PageHandle } from '../../components/page-handle.ts'
import { useWords } from '../../texts/words.ts'
import { sending, visiting } from '../visitor.ts'
import { bringTexts } from '../../texts/arrived.ts'
import type { FactError, FactField } from './fact-fields.ts'
import { factFields, fieldsOf, workAgreements } from './fact-fields.ts'
import { agreementName } from '../oversikt/contract-name.ts'
import { readFacts } from './read-facts.ts'

await bringTexts('about-you', 'forecast', 'overview')

export const handle: PageHandle = { title: 'aboutYou' }

export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const { saver, instead } = visiting(request, portal)
  if (instead) return instead
  const { facts, version, municipalities } = await saver.facts.read()
  const saved = new URL(request.url).searchParams.get('sparat') === '1'
  const { sessionTag } = portal
  return {
    kind: 'about-you' as const,
    sessionTag,
    fields: fieldsOf(facts, municipalities),
    version,
    municipalities: municipalities.map(({ name }) => name),
    saved,
    work: await saver.facts.work(),
  }
}

export async function action({ request, context: { portal } }: ActionFunctionArgs) {
  const { saver, form, instead } = await sending(request, portal)
  if (instead) return instead
  const stored = await saver.facts.read()
  const { facts, version, typed, errors } = readFacts(form, stored.municipalities, stored.today)
  if (Object.keys(errors).length > 0) {
    return data({ kind: 'wrong' as const, typed, errors, version }, { status: 422 })
  }
  const change = await saver.facts.save(facts, version)
  if (change.kind === 'changed-meanwhile') {
    // What was typed is kept on the page, and may be saved over the other once it has been seen.
    const { version: newest } = stored
    return data({ kind: 'changed-meanwhile' as const, typed, errors: {}, version: newest }, { status: 409 })
  }
  return redirect('/om-dig?sparat=1', 303)
}

export default function AboutYou() {
  const loaded = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  if (loaded.kind === 'logged-out') return <LoggedOut view={loaded} />
  if (answer?.kind === 'logged-out') return <LoggedOut view={answer} />
  return <Facts loaded={loaded} answer={answer} />
}

/** What the forecast makes of the agreement that was said. */
function Work({ work: { agreement: code, state, hasBenefit, others } }: { readonly work: AssumedWork }) {
  const { t, words } = useWords()
  const agreement = agreementName(code, t)
  return (
    <div className="help">
      <p>{t(`aboutYou.work.${state}`, { agreement })}</p>
      {state === 'assumed' && hasBenefit ? <p>{t('aboutYou.work.benefit', { agreement })}</p> : null}
      {others.length === 0 ? null : (
        <p>{t('aboutYou.work.others', { agreements: words.list(others.map((other) => agreementName(other, t))) })}</p>
      )}
    </div>
  )
}

type Loaded = Extract<ReturnType<typeof useLoaderData<typeof loader>>, { readonly kind: 'about-you' }>
type Answer = Exclude<ReturnType<typeof useActionData<typeof action>>, { readonly kind: 'logged-out' }>

function Facts({ loaded, answer }: { readonly loaded: Loaded; readonly answer: Answer }) {
  const { t } = useWords()
  const typed = answer?.typed ?? loaded.fields
  const wrong: Readonly<Partial<Record<FactField, FactError | undefined>>> = answer?.errors ?? {}
  const errors: FieldErrors = Object.fromEntries(
    factFields.flatMap((name) => {
      const error = wrong[name]
      return error === undefined ? [] : [[name, t(`aboutYou.error.${error}`)]]
    }),
  )
  const field = (name: FactField) => ({ name, value: typed[name], error: errors[name] })
  const money = (name: FactField) => ({
    ...field(name),
    inputMode: 'numeric' as const,
    unit: t('forecast.form.perMonth'),
  })
  return (
    <div className="page narrow about-you">
      <h1>{t('titles.aboutYou')}</h1>
      <p className="lead">{t('aboutYou.lead')}</p>
      {loaded.saved && answer === undefined ? (
        <div role="status">
          <Notice tone="calm" title={t('aboutYou.saved')}>
            <p>
              <a href="/prognos">{t('aboutYou.toForecast')}</a>
            </p>
          </Notice>
        </div>
      ) : null}
      {answer?.kind === 'changed-meanwhile' ? (
        <div role="alert">
          <Notice tone="warning" title={t('aboutYou.meanwhileTitle')}>
            <p>{t('aboutYou.meanwhile')}</p>
            <p>
              <a href="/om-dig" target="_blank" rel="noreferrer">
                {t('aboutYou.seeOther')}
              </a>
            </p>
          </Notice>
        </div>
      ) : null}
      <ErrorSummary title={t('forecast.form.errors')} errors={errors} />
      <Form method="post" action="/om-dig" noValidate className="fact-fields">
        <input type="hidden" name="version" value={answer?.version ?? loaded.version} />
        <fieldset>
          <legend>{t('aboutYou.tax')}</legend>
          <InputField
            {...field('kommun')}
            label={t('aboutYou.municipality')}
            help={t('aboutYou.municipalityHelp')}
            input={{ list: 'kommuner', autoComplete: 'off' }}
          />
          <datalist id="kommuner">
            {loaded.municipalities.map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
          <CheckField
            {...field('kyrka')}
            checked={typed.kyrka === 'ja'}
            label={t('aboutYou.church')}
            help={t('aboutYou.churchHelp')}
          />
          <ChoiceField
            {...field('bosatt')}
            label={t('aboutYou.resident')}
            options={[
              { value: 'sweden', text: t('aboutYou.sweden') },
              { value: 'abroad', text: t('aboutYou.abroad') },
            ]}
          />
        </fieldset>
        <fieldset>
          <legend>{t('aboutYou.pay')}</legend>
          <InputField {...money('lon')} label={t('aboutYou.salary')} help={t('aboutYou.salaryHelp')} />
          <SelectField
            {...field('avtal')}
            label={t('aboutYou.agreement')}
            help={t('aboutYou.agreementHelp')}
            options={[
              { value: '', text: t('aboutYou.agreements.unknown') },
              ...[...workAgreements, 'none' as const].map((value) => ({
                value,
                text: t(`aboutYou.agreements.${value}`),
              })),
            ]}
          />
          {loaded.work === null ? null : <Work work={loaded.work} />}
        </fieldset>
        <fieldset>
          <legend>{t('aboutYou.household')}</legend>
          <ChoiceField
            {...field('civilstand')}
            label={t('aboutYou.maritalStatus')}
            help={t('aboutYou.maritalHelp')}
            options={[
              { value: 'single', text: t('aboutYou.single') },
              { value: 'married', text: t('aboutYou.married') },
              { value: '', text: t('aboutYou.notSaid') },
            ]}
          />
          <InputField
            {...field('ar')}
            label={t('aboutYou.years')}
            inputMode="numeric"
            unit={t('aboutYou.yearsUnit')}
            help={t('aboutYou.yearsHelp')}
          />
        </fieldset>
        <fieldset>
          <legend>{t('aboutYou.housing')}</legend>
          <p className="help">{t('aboutYou.housingHelp')}</p>
          <InputField {...money('boende')} label={t('aboutYou.cost')} />
          <InputField
            {...money('tillgangar')}
            unit={t('format.unit')}
            label={t('aboutYou.wealth')}
            help={t('aboutYou.wealthHelp')}
          />
          <InputField {...field('partner-fodd')} label={t('aboutYou.partnerBorn')} help={t('aboutYou.partnerHelp')} />
          <InputField {...money('partner-pension')} label={t('aboutYou.partnerPension')} />
          <InputField {...money('partner-garanti')} label={t('aboutYou.partnerGuarantee')} />
        </fieldset>
        <p className="actions">
          <button className="button" type="submit">
            {t('aboutYou.save')}
          </button>
          <a href="/prognos">{t('aboutYou.toForecast')}</a>
        </p>
      </Form>
    </div>
  )
}
