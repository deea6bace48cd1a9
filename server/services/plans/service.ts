/** Plans as a saver meets them: kept by name, opened, compared, and found from a wish. */
import { ForecastInputError } from '#forecasting/model/errors.ts'
import { kronorPerMonth } from '#forecasting/model/quantity.ts'
import type { Age } from '#forecasting/model/age.ts'
import { findPlans } from '#forecasting/plan/index.ts'
import { forecast } from '#forecasting/projection/forecast.ts'
import type { Prepared } from '#forecasting/projection/prepare.ts'
import type { SaverTransaction } from '#server/db/database.ts'
import { asSaver } from '#server/db/database.ts'
import { listErrands } from '#server/db/errands.ts'
import { addRecord, changeRecord, removeRecord } from '#server/db/saver-records.ts'
import { holdSaver } from '#server/db/savers.ts'
import type {
  PlanChange,
  PlanContent,
  PlanFigures,
  PlanSaving,
  PlanSearch,
  PlansServices,
  PlanWish,
  WishBounds,
} from '../api/plans.ts'
import type { ForecastChoices } from '../api/choices.ts'
import type { ForAnySaver } from '../api/room.ts'
import type { Answer } from '../forecast/asking.ts'
import { ask } from '../forecast/asking.ts'
import { preparedFor } from '../forecast/prepared-cache.ts'
import { InTurn } from '../in-turn.ts'
import type { Portfolio, PortfolioDeps } from '../portfolio/portfolio.ts'
import { readPortfolio } from '../portfolio/portfolio.ts'
import { foundPlans } from './found.ts'
import { outlookOf } from './outlook.ts'
import type { StoredPlan } from './stored.ts'
import { listPlans, readPlan, savedPlan } from './stored.ts'
import { tasksOf } from './tasks.ts'

/** More would be no help, and each is read when one is saved. */
const mostPlans = 30
const comparedAtOnce = 3
/** Kronor per month; beyond it no one's pension lies. */
const highestWish = 500_000

export const answerTo = ({ known }: Portfolio, choices: ForecastChoices): Answer =>
  ask(preparedFor(known, choices), choices)

export function createPlansService(deps: PortfolioDeps): ForAnySaver<PlansServices> {
  const { db } = deps
  const searches = new InTurn()

  /** In one transaction of the saver's, with all that was known of them just before. */
  async function withPortfolio<T>(
    saverId: string,
    act: (t: SaverTransaction, portfolio: Portfolio | null) => Promise<T>,
  ): Promise<T> {
    const portfolio = await readPortfolio(deps, saverId)
    return await asSaver(db, saverId, (t) => act(t, portfolio))
  }

  /** One at a time for a saver, so that the limit and the names hold. */
  const writing = <T>(saverId: string, act: (t: SaverTransaction, portfolio: Portfolio | null) => Promise<T>) =>
    withPortfolio(saverId, async (t, portfolio) => {
      await holdSaver(t)
      return await act(t, portfolio)
    })

  async function add(t: SaverTransaction, portfolio: Portfolio | null, plan: PlanContent): Promise<PlanSaving> {
    if (portfolio === null) return { kind: 'no-figures' }
    const plans = await listPlans(t)
    const namesake = plans.find(({ content }) => sameName(content.name, plan.name))
    if (namesake !== undefined) {
      const same = isSame(namesake.content, plan)
      return same ? { kind: 'saved', planId: namesake.recordId } : { kind: 'name-taken', by: savedPlan(namesake) }
    }
    if (plans.length >= mostPlans) return { kind: 'too-many', limit: mostPlans }
    const content: StoredPlan = { ...plan, then: figuresOf(portfolio, plan.choices), done: [] }
    const planId = await addRecord(t, 'plan', content)
    return planId === null ? { kind: 'too-many', limit: mostPlans } : { kind: 'saved', planId }
  }

  return {
    list: (saverId) => asSaver(db, saverId, async (t) => (await listPlans(t)).map(savedPlan)),

    save: (saverId, plan) => writing(saverId, (t, portfolio) => add(t, portfolio, plan)),

    change: (saverId, mark, plan) =>
      writing(saverId, async (t, portfolio): Promise<PlanChange> => {
        if (portfolio === null) return { kind: 'no-figures' }
        const plans = await listPlans(t)
        const current = plans.find(({ recordId }) => recordId === mark.planId)
        if (current === undefined) return { kind: 'gone' }
        if (current.version !== mark.version) return { kind: 'changed-meanwhile', now: savedPlan(current) }
        const namesake = plans.find((one) => one !== current && sameName(one.content.name, plan.name))
        if (namesake !== undefined) return { kind: 'name-taken', by: savedPlan(namesake) }
        const { then, done } = current.content
        const sameChoices = isSame({ ...current.content, name: plan.name }, plan)
        const content: StoredPlan = {
          ...plan,
          then: sameChoices ? then : figuresOf(portfolio, plan.choices),
          done,
        }
        await changeRecord(t, 'plan', current, content)
        return { kind: 'saved', planId: mark.planId }
      }),

    copy: (saverId, planId, name) =>
      writing(saverId, async (t, portfolio): Promise<PlanChange> => {
        const original = await readPlan(t, planId)
        if (original === null) return { kind: 'gone' }
        const names = (await listPlans(t)).map(({ content }) => content.name)
        const { choices, wish } = original.content
        return await add(t, portfolio, { name: freeName(name, names), choices, wish })
      }),

    remove: (saverId, mark) =>
      asSaver(db, saverId, async (t) => {
        await holdSaver(t)
        const current = await readPlan(t, mark.planId)
        if (current === null) return 'gone'
        if (current.version !== mark.version) return { changedMeanwhile: savedPlan(current) }
        await removeRecord(t, 'plan', mark.planId)
        return 'removed'
      }),

    open: (saverId, planId) =>
      withPortfolio(saverId, async (t, portfolio) => {
        const plan = await readPlan(t, planId)
        if (plan === null || portfolio === null) return null
        const { choices, done } = plan.content
        const answer = answerTo(portfolio, choices)
        const errands = await listErrands(t)
        return {
          plan: savedPlan(plan),
          today: portfolio.today,
          outlook: outlookOf(portfolio, answer),
          payers: tasksOf({ portfolio, asked: choices, answer, done, errands }),
        }
      }),

    compare: (saverId, planIds) =>
      withPortfolio(saverId, async (t, portfolio) => {
        if (portfolio === null) return []
        const plans = await listPlans(t)
        const wanted = [...new Set(planIds)].flatMap(
          (planId) => plans.find(({ recordId }) => recordId === planId) ?? [],
        )
        return wanted.slice(0, comparedAtOnce).map((plan) => ({
          plan: savedPlan(plan),
          outlook: outlookOf(portfolio, answerTo(portfolio, plan.content.choices)),
        }))
      }),

    bounds: async (saverId) => {
      const portfolio = await readPortfolio(deps, saverId)
      return portfolio && boundsOf(preparedFor(portfolio.known, {}))
    },

    find: (saverId, wish) =>
      searches.run(saverId, async () => {
        const portfolio = await readPortfolio(deps, saverId)
        return portfolio === null ? { kind: 'no-figures' } : search(portfolio, wish)
      }),

    tick: (saverId, planId, taskId, isDone) =>
      asSaver(db, saverId, async (t) => {
        await holdSaver(t)
        const plan = await readPlan(t, planId)
        if (plan === null) return false
        const others = plan.content.done.filter((one) => one !== taskId)
        const done = isDone ? [...others, taskId].slice(-mostTicks) : others
        await changeRecord(t, 'plan', plan, { ...plan.content, done })
        return true
      }),
  }
}

/** Ticks of tasks that no longer are go as new ones come. */
const mostTicks = 200

const sameName = (a: string, b: string): boolean => a.localeCompare(b, 'sv', { sensitivity: 'accent' }) === 0

const isSame = (a: PlanContent, b: PlanContent): boolean => canonical(a) === canonical(b)

/** The same content gives the same text, in whatever order its parts were written. */
const canonical = ({ name, choices, wish }: PlanContent): string =>
  JSON.stringify([name, choices, wish], (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )

/** "Kopia", "Kopia 2" … */
function freeName(wanted: string, taken: readonly string[]): string {
  const isFree = (name: string): boolean => taken.every((one) => !sameName(one, name))
  for (let number = 1; number <= mostPlans; number++) {
    const name = number === 1 ? wanted : `${wanted} ${number}`
    if (isFree(name)) return name
  }
  return wanted
}

function figuresOf(portfolio: Portfolio, choices: ForecastChoices): PlanFigures {
  const { firstMonth, gross, net } = outlookOf(portfolio, answerTo(portfolio, choices))
  return { day: portfolio.today, firstMonth, gross, net }
}

const boundsOf = ({ ages: { earliest, latest, riktalder } }: Prepared): WishBounds => ({ earliest, latest, riktalder })

function search(portfolio: Portfolio, { from, amount, afterTax }: PlanWish): PlanSearch {
  const prepared = preparedFor(portfolio.known, {})
  const bounds = boundsOf(prepared)
  if (!Number.isInteger(amount) || amount <= 0 || amount > highestWish)
    return { kind: 'refused', why: 'amount', bounds }
  try {
    const wish = { from: from as Age, amount: kronorPerMonth(amount), afterTax }
    const plans = findPlans(prepared, wish)
    const asIs = forecast(prepared, { retirementAge: wish.from })
    return { kind: 'found', plans: foundPlans(portfolio, prepared, plans, asIs), bounds }
  } catch (error) {
    const why = error instanceof ForecastInputError && error.field.startsWith('wish.') ? error.code : null
    if (why !== 'age-too-low' && why !== 'age-too-high' && why !== 'tax-not-calculated') throw error
    return { kind: 'refused', why, bounds }
  }
}
