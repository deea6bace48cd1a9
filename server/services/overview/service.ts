/** The overview: what is known of a saver, projected by their choices, ready to show. */
import type { OverviewView } from '../api.ts'
import type { ForecastChoices } from '../api/choices.ts'
import { ask } from '../forecast/asking.ts'
import { preparedFor } from '../forecast/prepared-cache.ts'
import type { PortfolioDeps } from '../portfolio/portfolio.ts'
import { readPortfolio } from '../portfolio/portfolio.ts'
import { overviewView } from './overview-view.ts'

export interface OverviewService {
  /** @returns null before the first collection. */
  view(saverId: string, choices: ForecastChoices): Promise<OverviewView | null>
}

export function createOverviewService(deps: PortfolioDeps): OverviewService {
  return {
    async view(saverId, choices) {
      const portfolio = await readPortfolio(deps, saverId)
      if (portfolio === null) return null
      const { saver, known, ...facts } = portfolio
      const { projection, notFollowed } = ask(preparedFor(known, choices), choices)
      return overviewView({
        ...facts,
        name: saver.name,
        birthDate: known.person.birthDate,
        projection,
        moved: notFollowed.includes('retirement-age'),
      })
    },
  }
}
