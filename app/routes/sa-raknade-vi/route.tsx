import type { LoaderFunctionArgs } from '@remix-run/node'
import { data, redirect } from '@remix-run/node'
import { useLoaderData, useSearchParams } from '@remix-run/react'
import { addressOf, readChoices } from '../../choices/address.ts'
import { LoggedOut } from '../../components/logged-out.tsx'
import { Notice } from '../../components/notice.tsx'
import type { PageHandle } from '../../components/page-handle.ts'
import { StandingText } from '../../components/rests-on.tsx'
import { useWords } from '../../texts/words.ts'
import { visiting } from '../visitor.ts'
import { bringTexts } from '../../texts/arrived.ts'
import { explanationAddress, readMonth } from './address.ts'
import { ContractSteps } from './contract-steps.tsx'
import { partName } from './step-words.ts'
import { Sum } from './sum.tsx'
import { Tax } from './tax.tsx'

await bringTexts('collection', 'explanation', 'overview')

export const handle: PageHandle = { title: 'explanation' }

export async function loader({ request, params, context: { portal } }: LoaderFunctionArgs) {
  const { saver, instead } = visiting(request, portal)
  if (instead) return instead
  const search = new URL(request.url).searchParams
  const { choices, unreadable } = readChoices(search)
  const month = readMonth(search)
  const contractId = params.contractId ?? null
  const view = await saver.explanation.read(choices, month, contractId)
  if (!view) return redirect('/hamta')
  const loaded = {
    kind: 'explanation' as const,
    sessionTag: portal.sessionTag,
    view,
    month: view.total.before === null ? null : view.month,
    contractId,
    choicesUnreadable: unreadable.length > 0,
  }
  return contractId !== null && view.contract === null ? data(loaded, { status: 404 }) : loaded
}

/** "Så räknade vi": the whole, or one contract, by the same choices as where the figure stands. */
export default function Explanation() {
  const loaded = useLoaderData<typeof loader>()
  const { t, words } = useWords()
  const [search] = useSearchParams()
  if (loaded.kind === 'logged-out') return <LoggedOut view={loaded} />
  const { view, month, contractId } = loaded
  const { choices } = readChoices(search)
  const { contract } = view
  const values = { month: words.month(view.month), age: words.age(view.age) }
  const paid = view.families.flatMap(({ contracts }) => contracts).find((one) => one.contractId === contractId) ?? null
  const name = contract === null ? null : partName(contract.pillar, contract, t)
  return (
    <div className="page explanation">
      <section>
        <h1>{name === null ? t('titles.explanation') : t('overview.howOf', { of: name })}</h1>
        <p className="lead">{t(month === null ? 'explanation.headMonth' : 'explanation.headFall', values)}</p>
        <p>
          {t('explanation.lead')} {t('explanation.todaysMoney', { age: words.age(view.retirementAge) })}
        </p>
        {view.notAllFollowed || loaded.choicesUnreadable ? (
          <Notice tone="warning" title={t('explanation.notFollowed')} />
        ) : null}
        {contractId !== null && contract === null ? (
          <Notice tone="warning" title={t('explanation.contractUnknown')} />
        ) : null}
        <p className="contract-links">
          <a href={addressOf('/oversikt', { retirementAge: view.retirementAge })}>{t('explanation.back')}</a>
          {contractId === null ? null : (
            <a href={explanationAddress({ choices, ...(month !== null && { month }) })}>{t('explanation.backToSum')}</a>
          )}
        </p>
      </section>
      {contract === null ? (
        <>
          <section aria-labelledby="sum">
            <h2 id="sum">{t('explanation.sumTitle')}</h2>
            <Sum view={view} choices={choices} month={month} />
            <StandingText of={view.standing} families={view.families} />
          </section>
          {view.families.length === 0 ? null : <Tax tax={view.tax} />}
        </>
      ) : (
        <ContractSteps contract={contract} paid={paid} month={view.month} />
      )}
    </div>
  )
}
