/** "Om jag dör i morgon", "om jag dör vid 70": what is known of a saver, put to the engine's answer for survivors. */
import { survivorsOf } from '#forecasting/projection/survivors.ts'
import type { FamilyServices } from '../api/family.ts'
import type { ForAnySaver } from '../api/room.ts'
import { ask } from '../forecast/asking.ts'
import { preparedFor } from '../forecast/prepared-cache.ts'
import type { PortfolioDeps } from '../portfolio/portfolio.ts'
import { readPortfolio } from '../portfolio/portfolio.ts'
import { standingOf } from '../portfolio/standing.ts'
import { deathAgeOf, survivorsView } from './survivors-view.ts'

export const createFamilyService = (deps: PortfolioDeps): ForAnySaver<FamilyServices> => ({
  async survivors(saverId, asked) {
    const portfolio = await readPortfolio(deps, saverId)
    if (portfolio === null) return null
    const { known, contracts, assumed, sources, today } = portfolio
    const { prepared, choices, projection } = ask(preparedFor(known, {}), {})
    const facts = {
      contracts,
      assumed,
      sources,
      today,
      projection,
      birthDate: known.person.birthDate,
      entries: known.entries ?? [],
      asked,
    }
    const death = deathAgeOf(facts)
    const view = survivorsView(facts, death, survivorsOf(prepared, choices, death.deathAge))
    return { standing: standingOf(portfolio), ...view }
  },
})
