/**
 * "Så gick det jämfört med prognosen": what an earlier forecast said of today's capital and payments, and what came.
 *
 * The forecast is made again of what was known then: figures, and what the saver had said. Capital is held against the
 * newest value that its source has given, where that is of a later day than the forecast; what was in payment then,
 * against what is paid now. All else is left out and counted: contracts that are new, gone or begun to be drawn since,
 * those with no later value, defined benefits. What the saver has added is their own, and no forecast's.
 *
 * Rounding: each contract's forecast and outcome once to whole kronor; all else is sums and differences of these.
 */
import { pillarOf, pillars } from '#forecasting/model/holding.ts'
import type { ForecastError } from '#forecasting/projection/back-test.ts'
import { backTest } from '#forecasting/projection/back-test.ts'
import { pastCapital, pastPayment } from '#forecasting/projection/past-forecast.ts'
import type { Known } from '#forecasting/projection/types.ts'
import type { ChangePart, ForecastOutcome, OutcomeCause, OutcomeFigure } from '../api/changes.ts'
import { ask, prepareSound } from '../forecast/asking.ts'
import { factStep, roundTo } from '../overview/rounding.ts'
import { largestFirst, reportedIn, summed } from './compare.ts'

/** @param before as it was known when the forecast was made */
export function forecastOutcome(before: Known, now: Known): ForecastOutcome {
  const [then, today] = [reportedIn(before), reportedIn(now)]
  const later = new Map(today.map(({ id, holding }) => [id, holding]))
  const { prepared, projection } = ask(prepareSound(before), {})
  const past = then.flatMap((held) => {
    const holding = later.get(held.id)
    return [
      (holding && pastCapital(prepared, projection.retirementAge, held, holding)) ?? [],
      pastPayment(prepared, projection.runs, held, now.today) ?? [],
    ].flat()
  })
  const errors = backTest(past, today, now.today)
  const pillarById = new Map(today.map(({ id, holding }) => [id, pillarOf(holding)]))
  const figureOf = (of: ForecastError['of']): OutcomeFigure | null => {
    const own = errors.filter((error) => error.of === of).map(inKronor)
    return own.length === 0 ? null : outcomeFigure(own, ({ holdingId }) => pillarById.get(holdingId))
  }
  const compared = new Set(errors.map(({ holdingId }) => holdingId))
  return {
    madeOn: before.today,
    capital: figureOf('capital'),
    paid: figureOf('monthly-amount'),
    left: new Set([...then, ...today].map(({ id }) => id).filter((id) => !compared.has(id))).size,
  }
}

/** One contract's, in whole kronor. */
interface Outcome {
  readonly holdingId: string
  readonly forecast: number
  readonly came: number
  readonly parts: readonly ChangePart<OutcomeCause>[]
}

function inKronor({ holdingId, of, forecast, came, contributions }: ForecastError): Outcome {
  const [said, is] = [roundTo(factStep, forecast), roundTo(factStep, came)]
  const paidIn = contributions === null ? 0 : roundTo(factStep, contributions)
  const isTold = of === 'monthly-amount' || contributions !== null
  return {
    holdingId,
    forecast: said,
    came: is,
    parts: [
      { cause: 'contributions', amount: paidIn },
      { cause: isTold ? 'returns' : 'not-split', amount: is - said - paidIn },
    ],
  }
}

function outcomeFigure(
  outcomes: readonly Outcome[],
  pillarOfOne: (outcome: Outcome) => (typeof pillars)[number] | undefined,
): OutcomeFigure {
  const total = (ones: readonly Outcome[]) => ({
    forecast: ones.reduce((sum, { forecast }) => sum + forecast, 0),
    came: ones.reduce((sum, { came }) => sum + came, 0),
  })
  return {
    families: pillars.flatMap((pillar) => {
      const own = outcomes.filter((outcome) => pillarOfOne(outcome) === pillar)
      return own.length === 0 ? [] : [{ pillar, ...total(own) }]
    }),
    ...total(outcomes),
    parts: largestFirst(summed(outcomes.flatMap(({ parts }) => parts))),
  }
}
