/** The overview: what is known of a saver, projected by their choices, ready to show. */
import type { OverviewView, SourceState } from '../api.ts'
import type { ForecastChoices } from '../api/choices.ts'
import { ask } from '../forecast/asking.ts'
import { preparedFor } from '../forecast/prepared-cache.ts'
import type { Portfolio, PortfolioDeps } from '../portfolio/portfolio.ts'
import { readPortfolio } from '../portfolio/portfolio.ts'
import { feeCosts } from './fee-costs.ts'
import { overviewView } from './overview-view.ts'

export interface OverviewService {
  /** @returns null before the first collection. */
  view(saverId: string, choices: ForecastChoices): Promise<OverviewView | null>
  /** The same without choices, with every source as it stood at that moment. */
  withSources(saverId: string): Promise<OverviewWithSources | null>
}

export interface OverviewWithSources {
  readonly overview: OverviewView
  readonly sources: readonly SourceState[]
}

export function createOverviewService(deps: PortfolioDeps): OverviewService {
  return {
    async view(saverId, choices) {
      const portfolio = await readPortfolio(deps, saverId)
      return portfolio && shownOf(portfolio, choices)
    },
    async withSources(saverId) {
      const portfolio = await readPortfolio(deps, saverId)
      return portfolio && { overview: shownOf(portfolio, {}), sources: portfolio.sources }
    },
  }
}

/** An age or two come back to; nobody fills the memory by asking for all there are. */
const shownOfOne = 8

/** A page loaded again, or come back to, moments later: as long as its portfolio is kept (portfolio.ts). */
const shown = new WeakMap<Portfolio, Map<string, OverviewView>>()

function shownOf(portfolio: Portfolio, choices: ForecastChoices): OverviewView {
  const views = shown.get(portfolio) ?? new Map<string, OverviewView>()
  shown.set(portfolio, views)
  const key = JSON.stringify(choices)
  const view = views.get(key) ?? viewOf(portfolio, choices)
  views.delete(key)
  views.set(key, view)
  const [oldest] = views.keys()
  if (views.size > shownOfOne && oldest !== undefined) views.delete(oldest)
  return view
}

function viewOf({ saver, known, ...facts }: Portfolio, choices: ForecastChoices): OverviewView {
  const answer = ask(preparedFor(known, choices), choices)
  const { prepared, projection, notFollowed } = answer
  return overviewView({
    ...facts,
    name: saver.name,
    person: known.person,
    entries: known.entries ?? [],
    prepared,
    projection,
    feeCosts: feeCosts(answer),
    moved: notFollowed.includes('retirement-age'),
  })
}
