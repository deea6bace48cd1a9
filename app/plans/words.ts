/** Plans in words: durations, what is drawn, where money ends. */
import type { TFunction } from 'i18next'
import type {
  PlanFall,
  PlanFigures,
  PlanOutlook,
  PlanPayout,
  PlanTask,
  PlanWish,
  UnfollowedChoice,
} from '#server/services/api/plans.ts'
import { contractName } from '../routes/oversikt/contract-name.ts'
import type { Words } from '../texts/words.ts'

export const planAddress = (planId: string): string => `/planer/${planId}`

/** Nothing that is known gives an amount: never told as zero. */
export const givesNothing = ({ gross, years }: Pick<PlanOutlook, 'gross' | 'years'>): boolean =>
  gross === 0 && years.every((year) => year.gross === 0)

/** What a plan gave when it was saved. */
export function thenWords({ day, firstMonth, gross, net }: PlanFigures, t: TFunction, words: Words): string {
  if (gross === 0) return t('plans.thenNothing', { day: words.day(day) })
  return t(net === null ? 'plans.thenGross' : 'plans.then', {
    day: words.day(day),
    month: words.month(firstMonth),
    gross: words.perMonth(gross),
    net: words.perMonth(net ?? 0),
  })
}

/** 120 → "10 år", 66 → "5 år och 6 månader" */
export const durationWords = (duration: number | 'lifelong', t: TFunction, words: Words): string =>
  duration === 'lifelong' ? t('plans.lifelong') : words.age(duration)

/** "juni 2029–maj 2034", "från juni 2029, livet ut" */
export const spanWords = (
  { firstMonth, to }: Pick<PlanPayout, 'firstMonth' | 'to'>,
  t: TFunction,
  words: Words,
): string =>
  to === null
    ? t('plans.fromLifelong', { from: words.month(firstMonth) })
    : t('plans.fromTo', { from: words.month(firstMonth), to: words.month(to) })

/** What may be told together: the same month, and that something ends, sinks, or that pay does. */
export function fallKind({ month, what, reason }: PlanFall): string {
  if (what === null) return `${month} work`
  return `${month} ${reason === 'temporary-payout-ends' || reason === 'payment-ends' ? 'ends' : 'lowered'}`
}

/** @param together falls of one kind and month: one step down */
export function fallWords(together: readonly PlanFall[], t: TFunction, words: Words): string {
  const [first] = together
  if (first === undefined) return ''
  const told = {
    month: words.month(first.month),
    age: words.age(first.age),
    amount: words.kronor(together.reduce((sum, { amount }) => sum + amount, 0)),
  }
  const names = together.flatMap(({ what }) => (what === null ? [] : [contractName(what, t)]))
  if (names.length === 0) return t('plans.fall.work', told)
  const ends = first.reason === 'temporary-payout-ends' || first.reason === 'payment-ends'
  return t(ends ? 'plans.fall.ends' : 'plans.fall.lowered', { ...told, name: words.list([...new Set(names)]) })
}

export const unfollowedWords = (choice: UnfollowedChoice, t: TFunction): string =>
  choice.kind === 'payout'
    ? t('plans.unfollowed.payout', { name: contractName(choice.what, t) })
    : t(`plans.unfollowed.${choice.kind}`)

export const wishWords = ({ from, amount, afterTax }: PlanWish, t: TFunction, words: Words): string =>
  t(afterTax ? 'plans.wish.after' : 'plans.wish.before', { amount: words.perMonth(amount), age: words.age(from) })

/** What is to be asked for: "livet ut", "under 10 år", "75 procent". */
export function drawWords({ draw }: PlanTask, t: TFunction, words: Words): string {
  if ('share' in draw) return t(draw.share === 0 ? 'plans.task.stop' : 'plans.task.share', { share: draw.share })
  return draw.duration === 'lifelong'
    ? t('plans.task.lifelong')
    : t('plans.task.years', { duration: durationWords(draw.duration, t, words) })
}
