import { Form } from '@remix-run/react'
import type { SavedPlan } from '#server/services/api/plans.ts'
import { addressOf } from '../../choices/address.ts'
import { ErrorSummary, InputField } from '../../components/form.tsx'
import { HiddenFields } from '../../components/hidden-fields.tsx'
import { Notice } from '../../components/notice.tsx'
import type { TypedPlan } from '../../plans/read-form.ts'
import { hiddenMark, hiddenPlan } from '../../plans/hidden.ts'
import { SavePlan } from '../../plans/save-plan.tsx'
import { planAddress } from '../../plans/words.ts'
import { useWords } from '../../texts/words.ts'
import type { PlanProblem } from './change-plans.ts'

/** Why a plan was not kept as asked, and what can be done; nothing that was typed is lost. */
export function Problem(problem: PlanProblem) {
  const { t } = useWords()
  switch (problem.problem) {
    case 'form': {
      const error = t(`plans.problem.${problem.error}`)
      return (
        <section className="plan-problem">
          <ErrorSummary title={t('plans.problem.title')} errors={{ namn: error }} />
          {problem.of === null ? (
            <SavePlan {...problem.typed} error={error} />
          ) : (
            <RenamePlan plan={problem.of} name={problem.typed.name} error={error} />
          )}
        </section>
      )
    }
    case 'too-many':
      return (
        <section className="plan-problem">
          <ErrorSummary
            title={t('plans.problem.title')}
            errors={{ namn: t('plans.problem.too-many', { limit: problem.limit }) }}
          />
          <SavePlan {...problem.typed} />
        </section>
      )
    case 'gone':
      return (
        <section className="plan-problem" role="alert">
          <Notice tone="warning" title={t('plans.problem.gone')} />
          {problem.typed === null ? null : <SavePlan {...problem.typed} />}
        </section>
      )
    case 'removal-changed-meanwhile':
      return (
        <section className="plan-problem" role="alert">
          <Notice tone="warning" title={t('plans.problem.removal', { name: problem.now.name })}>
            <p>
              <a href={planAddress(problem.now.planId)}>{t('plans.problem.seeTheirs')}</a>
            </p>
            <Form method="post" action="/planer">
              <HiddenFields values={{ gor: 'ta-bort', ...hiddenMark(problem.now) }} />
              <button className="button second" type="submit">
                {t('plans.remove.anyway')}
              </button>
            </Form>
          </Notice>
        </section>
      )
    case 'name-taken':
    case 'changed-meanwhile':
      return <TwoPlans problem={problem.problem} typed={problem.typed} now={problem.now} />
  }
}

interface TwoPlansProps {
  readonly problem: 'name-taken' | 'changed-meanwhile'
  readonly typed: TypedPlan
  readonly now: SavedPlan
}

/** Both are shown; the saver says which is kept, or keeps both. */
function TwoPlans({ problem, typed, now }: TwoPlansProps) {
  const { t, words } = useWords()
  const errors = problem === 'name-taken' ? { namn: t('plans.problem.name-taken', { name: now.name }) } : null
  return (
    <section className="plan-problem">
      {errors === null ? (
        <div role="alert">
          <Notice tone="warning" title={t('plans.problem.changed-meanwhile')} />
        </div>
      ) : (
        <ErrorSummary title={t('plans.problem.title')} errors={errors} />
      )}
      <dl className="two-plans">
        <div>
          <dt>{t('plans.problem.there')}</dt>
          <dd>
            <a href={planAddress(now.planId)}>{now.name}</a>
            <br />
            {t('plans.thenGross', {
              day: words.day(now.then.day),
              month: words.month(now.then.firstMonth),
              gross: words.perMonth(now.then.gross),
            })}
          </dd>
        </div>
        <div>
          <dt>{t('plans.problem.yours')}</dt>
          <dd>
            <a href={addressOf('/prognos', typed.choices)}>{typed.name}</a>
          </dd>
        </div>
      </dl>
      <Form method="post" action="/planer">
        <HiddenFields values={{ gor: 'andra', namn: typed.name, ...hiddenMark(now), ...hiddenPlan(typed) }} />
        <button className="button" type="submit">
          {t('plans.problem.replace', { name: now.name })}
        </button>
      </Form>
      <p>{t('plans.problem.orBoth')}</p>
      <SavePlan {...typed} error={errors?.namn} />
    </section>
  )
}

export interface RenamePlanProps {
  readonly plan: SavedPlan
  readonly name?: string
  readonly error?: string
}

export function RenamePlan({ plan, name = plan.name, error }: RenamePlanProps) {
  const { t } = useWords()
  return (
    <Form className="save-plan" method="post" action="/planer">
      <HiddenFields values={{ gor: 'andra', ...hiddenMark(plan), ...hiddenPlan(plan) }} />
      <InputField
        name="namn"
        label={t('plans.rename.name')}
        value={name}
        error={error}
        input={{ maxLength: 60, autoComplete: 'off', required: true }}
      />
      <button className="button second" type="submit">
        {t('plans.rename.submit')}
      </button>
    </Form>
  )
}
