/** What a form about plans asks for, done or told why not. */
import type { SaverServices } from '#server/services/api.ts'
import type { PlanChange, SavedPlan } from '#server/services/api/plans.ts'
import type { PlanFormError, TypedPlan } from '../../plans/read-form.ts'
import { readPlanForm } from '../../plans/read-form.ts'
import { planAddress } from '../../plans/words.ts'

export type PlanProblem =
  | {
      readonly problem: 'form'
      readonly error: PlanFormError
      readonly typed: TypedPlan
      readonly of: SavedPlan | null
    }
  /** Another plan has the name, or another tab has changed the plan: the saver says which is to be kept. */
  | { readonly problem: 'name-taken' | 'changed-meanwhile'; readonly typed: TypedPlan; readonly now: SavedPlan }
  | { readonly problem: 'removal-changed-meanwhile'; readonly now: SavedPlan }
  | { readonly problem: 'too-many'; readonly typed: TypedPlan; readonly limit: number }
  | { readonly problem: 'gone'; readonly typed: TypedPlan | null }

export type PlanOutcome = { readonly to: string } | PlanProblem

const textIn = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

export async function changePlans({ plans }: SaverServices, form: FormData): Promise<PlanOutcome> {
  const reading = readPlanForm(form)
  switch (textIn(form, 'gor')) {
    case 'kopiera': {
      const planId = textIn(form, 'plan')
      const name = reading.typed.name.slice(0, 60)
      return outcomeOf(await plans.copy(planId, name), null)
    }
    case 'ta-bort': {
      if (reading.mark === null) return { problem: 'gone', typed: null }
      const removal = await plans.remove(reading.mark)
      if (typeof removal === 'object') return { problem: 'removal-changed-meanwhile', now: removal.changedMeanwhile }
      return { to: '/planer?borttagen=ja' }
    }
    default: {
      const { typed, error, mark } = reading
      if (error !== null) {
        const of = mark === null ? undefined : (await plans.list()).find(({ planId }) => planId === mark.planId)
        return { problem: 'form', error, typed, of: of ?? null }
      }
      return outcomeOf(mark === null ? await plans.save(typed) : await plans.change(mark, typed), typed)
    }
  }
}

function outcomeOf(change: PlanChange, typed: TypedPlan | null): PlanOutcome {
  if (change.kind === 'saved') return { to: planAddress(change.planId) }
  if (change.kind === 'no-figures') return { to: '/hamta' }
  if (typed === null || change.kind === 'gone') return { problem: 'gone', typed }
  if (change.kind === 'too-many') return { problem: 'too-many', typed, limit: change.limit }
  return { problem: change.kind, typed, now: change.kind === 'name-taken' ? change.by : change.now }
}
