/** The overview: what is known of a saver, projected by their choices, ready to show. */
import type { OverviewView } from '../api.ts'
import type { ForecastChoices } from '../api/choices.ts'
import { ask } from '../forecast/asking.ts'
import { preparedFor } from '../forecast/prepared-cache.ts'
import type { PortfolioDeps } from '../portfolio/portfolio.ts'
import { readPortfolio } from '../portfolio/portfolio.ts'
import { feeCosts } from './fee-costs.ts'
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
      const answer = ask(preparedFor(known, choices), choices)
      const { projection, notFollowed } = answer
      return overviewView({
        ...facts,
        name: saver.name,
        person: known.person,
        entries: known.entries ?? [],
        projection,
        feeCosts: feeCosts(answer),
        moved: notFollowed.includes('retirement-age'),
      })
    },
  }
}
