/** "Så räknade vi": the same questions to the engine as the overview puts, answered with the steps. */
import { isoDateOf, monthOfDate } from '#forecasting/model/year-month.ts'
import type { ExplanationServices } from '../api/explanation.ts'
import type { ForAnySaver } from '../api/room.ts'
import { ask } from '../forecast/asking.ts'
import { preparedFor } from '../forecast/prepared-cache.ts'
import { contractViews } from '../overview/contract-view.ts'
import { entryViews } from '../overview/entry-view.ts'
import type { PortfolioDeps } from '../portfolio/portfolio.ts'
import { readPortfolio } from '../portfolio/portfolio.ts'
import { standingOf } from '../portfolio/standing.ts'
import { explanationView } from './explanation-view.ts'

export function createExplanationService(deps: PortfolioDeps): ForAnySaver<ExplanationServices> {
  return {
    async read(saverId, choices, month, contractId) {
      const portfolio = await readPortfolio(deps, saverId)
      if (portfolio === null) return null
      const { known, contracts, assumed, sources, today } = portfolio
      const { projection, notFollowed } = ask(preparedFor(known, choices), choices)
      const views = contractViews({ contracts, assumed, projection, sources, today }, projection.firstMonth)
      const asked = month === null ? null : monthOfDate(isoDateOf(`${month}-01`))
      const last = projection.months.at(-1)?.to ?? projection.firstMonth
      const view = explanationView({
        person: known.person,
        projection,
        contracts: views,
        entries: entryViews({ entries: known.entries ?? [], projection }),
        thisMonth: monthOfDate(today),
        // What is no month of the projection is not asked about: the first month is told instead.
        month: asked !== null && asked >= monthOfDate(today) && asked <= last ? asked : null,
        contractId,
        notAllFollowed: notFollowed.length > 0,
      })
      return { standing: standingOf(portfolio), ...view }
    },
  }
}
