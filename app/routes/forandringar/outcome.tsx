import type { ForecastOutcome, OutcomeAmounts, OutcomeFigure } from '#server/services/api/changes.ts'
import { inThousands, useWords } from '../../texts/words.ts'
import { signed } from './figure.tsx'

/** "Så gick det jämfört med prognosen": what an earlier forecast said, and what came, family by family. */
export function Outcome({ outcome }: { readonly outcome: ForecastOutcome }) {
  const { t, words } = useWords()
  const { madeOn, capital, paid, left } = outcome
  const day = words.day(madeOn)
  const nothing = capital === null && paid === null
  return (
    <section className="change" aria-labelledby="change-outcome">
      <h2 id="change-outcome">{t('changes.outcome.title')}</h2>
      <p className={nothing ? '' : 'help'}>
        {t(nothing ? 'changes.outcome.tooEarly' : 'changes.outcome.lead', { day })}
      </p>
      {capital === null ? null : <Compared figure={capital} of="capital" inWords={(amount) => words.kronor(amount)} />}
      {paid === null ? null : <Compared figure={paid} of="paid" inWords={(amount) => words.perMonth(amount)} />}
      {nothing || left === 0 ? null : <p className="help">{t('changes.outcome.left', { count: left })}</p>}
    </section>
  )
}

interface ComparedProps {
  readonly figure: OutcomeFigure
  readonly of: 'capital' | 'paid'
  readonly inWords: (amount: number) => string
}

function Compared({ figure, of, inWords }: ComparedProps) {
  const { t } = useWords()
  const { families, forecast, came, parts } = figure
  const differenceOf = (amounts: OutcomeAmounts): string => {
    const difference = amounts.came - amounts.forecast
    const sign = difference === 0 ? 'same' : difference > 0 ? 'more' : 'less'
    return t(`changes.outcome.${sign}`, { amount: inWords(Math.abs(difference)) })
  }
  return (
    <>
      <h3>{t(`changes.outcome.${of}`)}</h3>
      <p className="difference">{differenceOf(figure)}</p>
      <table className="change-parts">
        <caption className="visually-hidden">{t(`changes.outcome.${of}`)}</caption>
        <thead>
          <tr>
            <th scope="col">{t('changes.outcome.family')}</th>
            <th scope="col">{t('changes.outcome.forecast')}</th>
            <th scope="col">{t('changes.outcome.came')}</th>
          </tr>
        </thead>
        <tbody>
          {families.map((family) => (
            <tr key={family.pillar}>
              <th scope="row">
                {t(`overview.pillar.${family.pillar}`)}
                <span className="help">{differenceOf(family)}</span>
              </th>
              <td>{inThousands(family.forecast)}</td>
              <td>{inThousands(family.came)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('changes.sum')}</th>
            <td>{inThousands(forecast)}</td>
            <td>{inThousands(came)}</td>
          </tr>
        </tfoot>
      </table>
      {of === 'paid' || parts.length === 0 ? null : (
        <>
          <p>{t('changes.outcome.why')}</p>
          <ul className="plain-list">
            {parts.map(({ cause, amount }) => (
              <li key={cause}>
                {t(`changes.outcome.part.${cause}`)}: {signed(amount)}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
