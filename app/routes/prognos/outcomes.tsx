import { memo } from 'react'
import type { ForecastAnswer } from '#server/services/api/forecast.ts'
import { useWords } from '../../texts/words.ts'

const markets = ['low', 'expected', 'high'] as const

/** Low, expected and high side by side, with what no market moves apart. */
export const Outcomes = memo(function Outcomes({ answer }: { readonly answer: ForecastAnswer }) {
  const { t, words } = useWords()
  const { outcomes, later, age, choices } = answer
  const chosen = choices.market ?? 'expected'
  const caption = t('forecast.outcomes.caption', { age: words.age(age) })
  return (
    <section aria-labelledby="outcomes">
      <h2 id="outcomes">{t('forecast.outcomes.title')}</h2>
      <p>{t('forecast.outcomes.lead')}</p>
      <div className="table-frame" role="region" aria-label={caption} tabIndex={0}>
        <table className="outcomes">
          <caption>{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{t('forecast.outcomes.outcome')}</th>
              <th scope="col" className="number">
                {t('forecast.outcomes.gross')}
              </th>
              <th scope="col" className="number">
                {t('forecast.outcomes.net')}
              </th>
              <th scope="col" className="number">
                {t('forecast.outcomes.guaranteed')}
              </th>
            </tr>
          </thead>
          <tbody>
            {markets.map((market) => {
              const { gross, net, guaranteed } = outcomes[market]
              return (
                <tr key={market} aria-current={market === chosen ? 'true' : undefined}>
                  <th scope="row">{t(`forecast.outcomes.${market}`)}</th>
                  <td className="number total">{words.kronor(gross)}</td>
                  <td className="number">{net === null ? t('forecast.outcomes.unknown') : words.kronor(net)}</td>
                  <td className="number">
                    {guaranteed === 0 ? t('forecast.outcomes.noneKnown') : words.kronor(guaranteed)}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      {later === null ? null : (
        <p>
          {t('forecast.outcomes.later', {
            age: later.age,
            low: words.kronor(later.low),
            expected: words.kronor(later.expected),
            high: words.kronor(later.high),
          })}
        </p>
      )}
      <p className="help">{t('forecast.outcomes.guaranteedHelp')}</p>
    </section>
  )
})
