/** The forecast: what is known of a saver, projected by their choices under three markets, ready to show. */
import { setImmediate as others } from 'node:timers/promises'
import type { ForecastChoices } from '../api/choices.ts'
import type { ForecastAnswer, ForecastServices } from '../api/forecast.ts'
import type { ForAnySaver } from '../api/room.ts'
import type { Portfolio, PortfolioDeps } from '../portfolio/portfolio.ts'
import { readPortfolio } from '../portfolio/portfolio.ts'
import { InTurn } from '../in-turn.ts'
import { ask } from './asking.ts'
import type { Answers } from './forecast-view.ts'
import { forecastAnswer, forecastFrame } from './forecast-view.ts'
import { preparedFor } from './prepared-cache.ts'

/** More at once would keep other savers waiting. */
const mostAround = 12

/** Over all requests: whoever acts for a saver waits their turn too. */
const inTurn = new InTurn()

export function createForecastService(deps: PortfolioDeps): ForAnySaver<ForecastServices> {
  const service: ForAnySaver<ForecastServices> = {
    async view(saverId, choices) {
      const portfolio = await readPortfolio(deps, saverId)
      if (portfolio === null) return null
      const answers = askAll(portfolio, choices)
      const frame = forecastFrame(portfolio, answers.expected)
      return { frame, answer: answerOf(portfolio, frame, choices, answers) }
    },

    async answers(saverId, choices, around) {
      const portfolio = await readPortfolio(deps, saverId)
      if (portfolio === null) return null
      const asked = askAll(portfolio, choices)
      const frame = forecastFrame(portfolio, asked.expected)
      const found: ForecastAnswer[] = [answerOf(portfolio, frame, choices, asked)]
      const { retirementAge, ages } = asked.expected.projection
      for (const step of nearestFirst(Math.min(around, mostAround))) {
        const age = retirementAge + step
        if (age < ages.earliest || age > ages.latest) continue
        await others()
        const neighbour = { ...choices, retirementAge: age }
        found.push(answerOf(portfolio, frame, neighbour, askAll(portfolio, neighbour)))
      }
      return found
    },
  }
  return {
    ...service,
    // The choice itself does not wait for what is fetched beforehand.
    answers: (saverId, choices, around) =>
      around > 0
        ? inTurn.run(saverId, () => service.answers(saverId, choices, around))
        : service.answers(saverId, choices, around),
  }
}

/** 1, −1, 2, −2 … */
const nearestFirst = (around: number): readonly number[] =>
  Array.from({ length: Math.max(0, around) }, (_, index) => [index + 1, -index - 1]).flat()

/** The same choices under each market: what is shown beside each other. */
function askAll({ known }: Portfolio, choices: ForecastChoices): Answers {
  const { salary } = choices
  const under = (market: 'low' | 'expected' | 'high') =>
    ask(
      preparedFor(known, {
        ...(market !== 'expected' && { market }),
        ...(salary !== undefined && { salary }),
      }),
      choices,
    )
  return { low: under('low'), expected: under('expected'), high: under('high') }
}

const answerOf = (
  { known, today }: Portfolio,
  frame: Parameters<typeof forecastAnswer>[0],
  choices: ForecastChoices,
  answers: Answers,
): ForecastAnswer => forecastAnswer(frame, known.person.birthDate, today, choices, answers)
