import { Fragment } from 'react'
import type { ForecastChoices } from '#server/services/api/choices.ts'
import type { ExplainedAmount, ExplainedFamily, ExplanationView } from '#server/services/api/explanation.ts'
import { Swatch } from '../../charts/patterns.tsx'
import { useWords } from '../../texts/words.ts'
import { explanationAddress } from './address.ts'
import { componentName, kronorAndOre, partName } from './step-words.ts'

export interface SumProps {
  readonly view: ExplanationView
  readonly choices: ForecastChoices
  /** As asked for in the address. */
  readonly month: string | null
}

/** The total by family, contract and part: each sum is exactly that of the lines above it. */
export function Sum({ view, choices, month }: SumProps) {
  const { t, words } = useWords()
  const { total, families, shown, rounding } = view
  const compares = total.before !== null
  if (families.length === 0) return <p>{t('explanation.nothing')}</p>
  return (
    <div className="table-frame" role="region" aria-label={t('explanation.caption')} tabIndex={0}>
      <table className="sum">
        <caption>{t('explanation.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('explanation.what')}</th>
            {compares ? (
              <>
                <th scope="col" className="number">
                  {t('explanation.change')}
                </th>
                <th scope="col" className="number">
                  {t('explanation.in', { month: words.month(view.month) })}
                </th>
                <th scope="col" className="number">
                  {t('explanation.before')}
                </th>
              </>
            ) : (
              <th scope="col" className="number">
                {t('explanation.then')}
              </th>
            )}
          </tr>
        </thead>
        {families.map((family) => (
          <Family key={family.pillar} family={family} choices={choices} month={month} />
        ))}
        <tbody>
          <tr className="sum-total">
            <th scope="row">{t('explanation.total')}</th>
            <Amounts of={total} />
          </tr>
          {compares ? null : (
            <>
              <tr>
                <th scope="row">{t('explanation.rounding')}</th>
                <td className="number">{kronorAndOre(rounding, t)}</td>
              </tr>
              <tr className="sum-total">
                <th scope="row">{t('explanation.shown')}</th>
                <td className="number">{kronorAndOre(shown * 100, t)}</td>
              </tr>
            </>
          )}
        </tbody>
      </table>
    </div>
  )
}

interface FamilyProps extends Pick<SumProps, 'choices' | 'month'> {
  readonly family: ExplainedFamily
}

function Family({ family, choices, month }: FamilyProps) {
  const { t } = useWords()
  const { pillar, contracts } = family
  const name = t(`overview.pillar.${pillar}`)
  return (
    <tbody id={pillar}>
      <tr className="sum-family">
        <th scope="rowgroup" colSpan={family.before === null ? 2 : 4}>
          <Swatch pillar={pillar} /> {name}
        </th>
      </tr>
      {contracts.map((contract) => {
        const { contractId, parts } = contract
        const called = partName(pillar, contract, t)
        return (
          <Fragment key={contractId}>
            <tr className="sum-contract">
              <th scope="row">
                {called}{' '}
                <a
                  href={explanationAddress({ choices, contractId, ...(month !== null && { month }) })}
                  aria-label={t('explanation.stepsOf', { name: called })}
                >
                  {t('explanation.steps')}
                </a>
              </th>
              <Amounts of={contract} />
            </tr>
            {parts.length < 2
              ? null
              : parts.map((part) => (
                  <tr key={`${part.component}-${part.calculatedBy}`} className="sum-part">
                    <th scope="row">
                      {componentName(part, t)}
                      {part.calculatedBy === 'in-payment' ? ` (${t('overview.contracts.paid')})` : null}
                    </th>
                    <Amounts of={part} />
                  </tr>
                ))}
          </Fragment>
        )
      })}
      {contracts.length < 2 ? null : (
        <tr className="sum-subtotal">
          <th scope="row">{t('explanation.familyTotal', { family: t(`overview.pillarPlain.${pillar}`) })}</th>
          <Amounts of={family} />
        </tr>
      )}
    </tbody>
  )
}

/** Beside another month the change stands first: on a phone it is what is seen. */
function Amounts({ of: { amount, before } }: { readonly of: ExplainedAmount }) {
  const { t } = useWords()
  const now = <td className="number">{kronorAndOre(amount, t)}</td>
  if (before === null) return now
  return (
    <>
      <td className="number">{kronorAndOre(amount - before, t)}</td>
      {now}
      <td className="number">{kronorAndOre(before, t)}</td>
    </>
  )
}
