/** The overview: what is known of a saver, projected at the chosen age, ready to show. */
import type { OverviewChoices, OverviewView } from '../api.ts'
import type { PortfolioDeps } from '../portfolio/portfolio.ts'
import { readPortfolio } from '../portfolio/portfolio.ts'
import { overviewView } from './overview-view.ts'
import { projectAt } from './project-at.ts'

export interface OverviewService {
  /** @returns null before the first collection. */
  view(saverId: string, choices: OverviewChoices): Promise<OverviewView | null>
}

export function createOverviewService(deps: PortfolioDeps): OverviewService {
  return {
    async view(saverId, choices) {
      const portfolio = await readPortfolio(deps, saverId)
      if (portfolio === null) return null
      const { saver, known, ...facts } = portfolio
      const { projection, moved } = projectAt(known, choices.retirementAge)
      return overviewView({ ...facts, name: saver.name, birthDate: known.person.birthDate, projection, moved })
    },
  }
}
