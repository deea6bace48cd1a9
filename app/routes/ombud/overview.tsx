import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import type { OverviewView } from '#server/services/api.ts'
import type { EntryView } from '#server/services/api/contract.ts'
import { contractName } from '../oversikt/contract-name.ts'
import { givesNothing } from '../oversikt/gives-nothing.ts'
import { LowerTax } from '../../components/lower-tax.tsx'
import { missingWords } from '../../components/missing-words.ts'
import { NoAmount } from '../../components/no-amount.tsx'
import { isPublicIn, NoPublicPension } from '../../components/no-public-pension.tsx'
import type { PageHandle } from '../../components/page-handle.ts'
import { RestsOn } from '../../components/rests-on.tsx'
import { bringTexts } from '../../texts/arrived.ts'
import { inThousands, useWords } from '../../texts/words.ts'
import { CallPage, NoFigures, Refused } from './parts.tsx'
import { forCaller } from './visitor.ts'

await bringTexts('collection', 'ombud', 'overview')

export const handle: PageHandle = { title: 'ombud' }

export async function loader({ context: { portal } }: LoaderFunctionArgs) {
  const { saver, view, instead } = forCaller(portal)
  if (instead) return instead
  return { kind: 'overview' as const, view, overview: await saver.overview({}) }
}

export default function CallerOverview() {
  const { t } = useWords()
  const loaded = useLoaderData<typeof loader>()
  if (loaded.kind === 'staff-refused') return <Refused view={loaded} />
  return (
    <CallPage view={loaded.view} title={t('ombud.page.overview')} ready>
      {loaded.overview === null ? <NoFigures /> : <Known overview={loaded.overview} />}
    </CallPage>
  )
}

function Known({ overview }: { readonly overview: OverviewView }) {
  const { t, words } = useWords()
  const { age, afterTax } = overview
  return (
    <>
      {givesNothing(overview) ? (
        <NoAmount />
      ) : (
        <>
          <p className="figure">{t('overview.figure', { amount: inThousands(overview.monthly) })}</p>
          <p>
            {age.moves === 'start'
              ? t('overview.condition', { age: words.age(age.chosen) })
              : t('overview.conditionDrawing', { month: words.month(overview.firstMonth) })}
          </p>
          {afterTax === null ? null : (
            <p>
              {t('overview.afterTax', { amount: words.perMonth(afterTax.monthly) })},{' '}
              {t(`overview.afterTaxOn.${afterTax.on}`)}.
              <LowerTax lowerTax={afterTax.lowerTax} />
            </p>
          )}
          <NoPublicPension years={overview.years} reported={isPublicIn(overview.contracts)} />
        </>
      )}
      <RestsOn of={overview} />
      <Contracts contracts={overview.contracts} entries={overview.entries} />
      <Years years={overview.years} />
      <Missing overview={overview} />
      <section aria-labelledby="assumptions">
        <h2 id="assumptions">{t('overview.assumptions.title')}</h2>
        <ul className="plain-list">
          {overview.assumptions.map((code) => (
            <li key={code}>{t(`overview.assumptions.code.${code}`)}</li>
          ))}
          {overview.restsOnProjectedLaw ? <li>{t('overview.assumptions.projectedLaw')}</li> : null}
        </ul>
      </section>
    </>
  )
}

/** Every contract, and what the caller has added: all that the figure is made of. */
function Contracts({ contracts, entries }: Pick<OverviewView, 'contracts' | 'entries'>) {
  const { t } = useWords()
  if (contracts.length + entries.length === 0) return null
  return (
    <section aria-labelledby="contracts">
      <h2 id="contracts">{t('ombud.contracts')}</h2>
      <p className="help">{t('overview.contracts.rounded')}</p>
      <div className="table-frame" role="region" aria-labelledby="contracts" tabIndex={0}>
        <table className="contracts">
          <thead>
            <tr>
              <th scope="col">{t('ombud.contract')}</th>
              <th scope="col">{t('ombud.payer')}</th>
              <th scope="col">{t('ombud.amount')}</th>
            </tr>
          </thead>
          <tbody>
            {contracts.map((contract) => (
              <tr key={contract.contractId}>
                <th scope="row">{contractName(contract, t)}</th>
                <td>{contract.providerName}</td>
                <td>
                  <Payments of={contract} />
                </td>
              </tr>
            ))}
            {entries.map((entry) => (
              <tr key={entry.entryId}>
                <th scope="row">{entry.name}</th>
                <td>{t('ombud.ownEntry')}</td>
                <td>
                  <Payments of={entry} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Payments({ of: { payments } }: { readonly of: Pick<EntryView, 'payments'> }) {
  const { t, words } = useWords()
  const spans = payments.map(({ monthly, from, to }) =>
    t('ombud.span', {
      amount: words.perMonth(monthly),
      from: words.month(from),
      to: to === null ? t('ombud.forLife') : t('ombud.until', { month: words.month(to) }),
    }),
  )
  if (spans.length < 2) return spans[0] ?? t('ombud.noAmount')
  return (
    <ul className="plain-list">
      {spans.map((span) => (
        <li key={span}>{span}</li>
      ))}
    </ul>
  )
}

/** Years of life in a row with the same amount. */
interface Span {
  readonly from: number
  readonly to: number
  readonly total: number
}

const spansOf = (years: OverviewView['years']): readonly Span[] =>
  years.reduce<readonly Span[]>((spans, { age, total }) => {
    const last = spans.at(-1)
    return last?.total === total
      ? [...spans.slice(0, -1), { ...last, to: age }]
      : [...spans, { from: age, to: age, total }]
  }, [])

export function Years({ years }: { readonly years: OverviewView['years'] }) {
  const { t, words } = useWords()
  if (years.length === 0) return null
  return (
    <section aria-labelledby="years">
      <h2 id="years">{t('ombud.yearsTitle')}</h2>
      <div className="table-frame" role="region" aria-label={t('ombud.yearsCaption')} tabIndex={0}>
        <table className="spans">
          <caption>{t('ombud.yearsCaption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('ombud.yearOfLife')}</th>
              <th scope="col" className="number">
                {t('ombud.amount')}
              </th>
            </tr>
          </thead>
          <tbody>
            {spansOf(years).map(({ from, to, total }) => (
              <tr key={from}>
                <th scope="row">{from === to ? from : `${from}–${to}`}</th>
                <td className="number">{words.kronor(total)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Missing({ overview }: { readonly overview: OverviewView }) {
  const { t, words } = useWords()
  const { missing, monthly } = overview
  return (
    <section aria-labelledby="missing">
      <h2 id="missing">{t('overview.missing.title')}</h2>
      <p>
        {missingWords(overview, monthly > 0, t)}
        {missing.length === 0 ? null : ` ${words.list(missing.map(({ name }) => name))}.`}
      </p>
    </section>
  )
}
