/** What forms about plans carry unseen; ./read-form.ts reads it again on the server. */
import type { PlanContent, PlanMark, PlanWish } from '#server/services/api/plans.ts'
import { ageInAddress, choicesInAddress } from '../choices/address.ts'

/** `64-0.24000.efter` */
const wishInForm = ({ from, amount, afterTax }: PlanWish): string =>
  `${ageInAddress(from)}.${amount}.${afterTax ? 'efter' : 'fore'}`

/** What a form needs beside the name to say the plan. */
export const hiddenPlan = ({
  choices,
  wish,
}: Pick<PlanContent, 'choices' | 'wish'>): Readonly<Record<string, string>> => ({
  val: choicesInAddress(choices).toString(),
  ...(wish !== null && { onskan: wishInForm(wish) }),
})

export const hiddenMark = ({ planId, version }: PlanMark): Readonly<Record<string, string>> => ({
  plan: planId,
  version: String(version),
})
