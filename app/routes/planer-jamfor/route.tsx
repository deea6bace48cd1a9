import type { LoaderFunctionArgs } from '@remix-run/node'
import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import type { ComparedPlan } from '#server/services/api/plans.ts'
import { LoggedOut } from '../../components/logged-out.tsx'
import { Notice } from '../../components/notice.tsx'
import type { PageHandle } from '../../components/page-handle.ts'
import { StandingText } from '../../components/rests-on.tsx'
import { NotFollowed } from '../../plans/not-followed.tsx'
import { Falls, Payouts } from '../../plans/payouts.tsx'
import { letters, PlanLines } from '../../plans/plan-lines.tsx'
import { planAddress } from '../../plans/words.ts'
import { useWords } from '../../texts/words.ts'
import type { Loaded } from '../loaded.ts'
import { visiting } from '../visitor.ts'
import { bringTexts } from '../../texts/arrived.ts'
import { comparisonRows } from './rows.ts'

await bringTexts('collection', 'overview', 'plans')

export const handle: PageHandle = { title: 'planComparison' }

const atOnce = 3

export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const { saver, instead } = visiting(request, portal)
  if (instead) return instead
  const asked = [...new Set(new URL(request.url).searchParams.getAll('plan'))].slice(0, 100)
  const plans = await saver.plans.compare(asked)
  if (asked.length === 0) return redirect('/planer')
  return {
    kind: 'comparison' as const,
    sessionTag: portal.sessionTag,
    plans,
    leftOut: asked.length > atOnce,
    gone: Math.min(asked.length, atOnce) > plans.length,
  }
}

export default function Comparison() {
  const { t } = useWords()
  const view = useLoaderData<Loaded<typeof loader>>()
  if (view.kind === 'logged-out') return <LoggedOut view={view} />
  const compared = view.plans.map((one, index) => ({ ...one, letter: letters[index] ?? '' }))
  // All are of one moment.
  const [first] = compared
  return (
    <div className="page plans">
      <p className="overline">
        <a href="/planer">{t('plans.allPlans')}</a>
      </p>
      <h1>{t('titles.planComparison')}</h1>
      {view.leftOut ? <Notice tone="calm" title={t('plans.compare.leftOut')} /> : null}
      {view.gone ? <Notice tone="calm" title={t('plans.compare.gone')} /> : null}
      {compared.length === 0 ? (
        <p className="lead">{t('plans.compare.nothing')}</p>
      ) : (
        <>
          <p className="lead">{t('plans.compare.lead')}</p>
          {first === undefined ? null : (
            <StandingText of={first.outlook.standing} families={compared.flatMap(({ outlook }) => outlook.payouts)} />
          )}
          <PlanLines
            plans={compared.map(({ letter, plan, outlook }) => ({ letter, name: plan.name, years: outlook.years }))}
          />
          <ComparisonTable compared={compared} />
          <div className="compared">
            {compared.map(({ letter, plan, outlook }) => (
              <section key={plan.planId} aria-labelledby={`plan-${letter}`}>
                <h2 id={`plan-${letter}`}>{t('plans.compare.lettered', { letter, name: plan.name })}</h2>
                <NotFollowed choices={outlook.notFollowed} />
                <h3>{t('plans.payoutsTitle')}</h3>
                <Payouts payouts={outlook.payouts} />
                <h3>{t('plans.fallsTitle')}</h3>
                <Falls outlook={outlook} />
                <p>
                  <a href={planAddress(plan.planId)}>{t('plans.open')}</a>
                </p>
              </section>
            ))}
          </div>
        </>
      )}
    </div>
  )
}

interface ComparisonTableProps {
  readonly compared: readonly (ComparedPlan & { readonly letter: string })[]
}

/** Each measure has a line of its own above its amounts, so that three plans have room on the smallest screen. */
function ComparisonTable({ compared }: ComparisonTableProps) {
  const { t, words } = useWords()
  return (
    <table className="comparison">
      <caption>{t('plans.compare.caption')}</caption>
      <thead>
        <tr>
          {compared.map(({ letter, plan }) => (
            <th key={letter} scope="col">
              {t('plans.compare.lettered', { letter, name: plan.name })}
            </th>
          ))}
        </tr>
      </thead>
      {comparisonRows(compared, t, words).map(({ measure, cells }) => (
        <tbody key={measure}>
          <tr>
            <th scope="rowgroup" colSpan={compared.length}>
              {measure}
            </th>
          </tr>
          <tr>
            {cells.map((cell, index) => (
              <td key={index}>
                {cell.map((line) => (
                  <span key={line}>{line} </span>
                ))}
              </td>
            ))}
          </tr>
        </tbody>
      ))}
    </table>
  )
}
