/** What forms about plans send: read part by part; what is wrong is told by name, never thrown. */
import { z } from 'zod'
import type { ForecastChoices } from '#server/services/api/choices.ts'
import type { PlanMark, PlanWish } from '#server/services/api/plans.ts'
import { ageFromAddress, readChoices } from '../choices/address.ts'

const longestName = 60

export type PlanFormError = 'name-missing' | 'name-too-long' | 'name-bad' | 'choices-unreadable'

/** What stood in the form, so that nothing has to be typed twice. */
export interface TypedPlan {
  readonly name: string
  readonly choices: ForecastChoices
  readonly wish: PlanWish | null
}

export interface PlanReading {
  readonly typed: TypedPlan
  readonly error: PlanFormError | null
  /** Of the plan that is to be changed; `null` for a new one. */
  readonly mark: PlanMark | null
}

const text = z.string().trim().max(20_000).catch('')
const fields = z.object({ namn: text, val: text, onskan: text, plan: text, version: text })

export function readPlanForm(form: FormData): PlanReading {
  const read = fields.parse({ namn: '', val: '', onskan: '', plan: '', version: '', ...Object.fromEntries(form) })
  const { choices, unreadable } = readChoices(new URLSearchParams(read.val))
  const typed = { name: read.namn, choices, wish: wishFromForm(read.onskan) }
  return { typed, error: unreadable.length > 0 ? 'choices-unreadable' : nameError(read.namn), mark: markFrom(read) }
}

function nameError(name: string): PlanFormError | null {
  if (name === '') return 'name-missing'
  if (name.length > longestName) return 'name-too-long'
  return /\p{Cc}/u.test(name) ? 'name-bad' : null
}

function markFrom({ plan, version }: { readonly plan: string; readonly version: string }): PlanMark | null {
  return plan !== '' && /^\d{1,9}$/.test(version) ? { planId: plan, version: Number(version) } : null
}

function wishFromForm(value: string): PlanWish | null {
  const [age = '', amount = '', tax = '', ...rest] = value.split('.')
  const from = ageFromAddress(age)
  if (from === null || !/^\d{1,7}$/.test(amount) || !['fore', 'efter'].includes(tax) || rest.length > 0) return null
  return { from, amount: Number(amount), afterTax: tax === 'efter' }
}
