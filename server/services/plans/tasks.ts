/**
 * What is to be done for a plan to come about: one task per contract that is not yet in payment, and one per change of
 * the public pension, each with the last day to act.
 *
 * How long before: a public pension is paid at the earliest from the month after the one in which it was applied for,
 * as the engine has it too. What notice others ask for is not reported by anyone: `assumedNotice` is our assumption,
 * and is shown as one.
 */
import { ageInMonth, firstMonthAtAge } from '#forecasting/model/age.ts'
import type { Age } from '#forecasting/model/age.ts'
import type { PayoutDuration } from '#forecasting/model/holding.ts'
import type { IsoDate, YearMonth } from '#forecasting/model/year-month.ts'
import { addDays, addMonths, formatYearMonth, isoDateOf, monthOfDate } from '#forecasting/model/year-month.ts'
import type { StoredErrand } from '#server/db/errands.ts'
import type { ForecastChoices } from '../api/choices.ts'
import type { PayerTasks, PlanTask, TaskSending } from '../api/plans.ts'
import { isOverdue } from '../errands/due.ts'
import type { Answer } from '../forecast/asking.ts'
import type { NamedContract } from '../portfolio/contract-id.ts'
import type { Portfolio } from '../portfolio/portfolio.ts'
import { isIrrevocable, namesIn, plannedRuns } from './outlook.ts'

/** Whole months before the first day that is paid for. */
const assumedNotice = 3

/** A contract that the plan begins to draw. */
export interface Begun {
  readonly contract: NamedContract
  readonly month: YearMonth
  readonly duration: PayoutDuration
}

export const firstDayOf = (month: YearMonth): IsoDate => isoDateOf(`${formatYearMonth(month)}-01`)

export const durationShown = (duration: PayoutDuration): number | 'lifelong' =>
  duration === 'lifelong' ? duration : duration.months

/** Nothing of a contract that is paid already, or has no forecast. */
export function begunIn({ contracts }: Portfolio, { prepared, choices, projection }: Answer): readonly Begun[] {
  return contracts.flatMap((contract): Begun[] => {
    const { contractId, report } = contract
    const runs = projection.runs.filter(({ holdingId }) => holdingId === contractId)
    const planned = plannedRuns(runs)
    if (planned.length === 0 || report.holding.kind !== 'avtal' || planned.length < runs.length) return []
    const holding = prepared.holdings.find(({ id }) => id === contractId)
    const duration = choices.perHolding?.[contractId]?.duration ?? holding?.defaultDuration
    return duration === undefined
      ? []
      : [{ contract, month: Math.min(...planned.map(({ from }) => from)) as YearMonth, duration }]
  })
}

export interface TaskFacts {
  readonly portfolio: Portfolio
  readonly asked: ForecastChoices
  readonly answer: Answer
  /** Ids of tasks that are done. */
  readonly done: readonly string[]
  readonly errands: readonly StoredErrand[]
}

/** Payers in the order of what is to be done first. */
export function tasksOf(facts: TaskFacts): readonly PayerTasks[] {
  const tasks = [...publicTasks(facts), ...contractTasks(facts)].sort(
    (a, b) => a.actBy.localeCompare(b.actBy) || a.taskId.localeCompare(b.taskId),
  )
  return [...Map.groupBy(tasks, ({ what }) => what.providerName)].map(([provider, its]) => ({ provider, tasks: its }))
}

function contractTasks({ portfolio, answer, done, errands }: TaskFacts): readonly PlanTask[] {
  const { today, known } = portfolio
  const nameOf = namesIn(portfolio, answer.projection)
  return begunIn(portfolio, answer).flatMap(({ contract, month, duration }): PlanTask[] => {
    const what = nameOf(contract.contractId)
    if (what === null) return []
    const shown = durationShown(duration)
    const taskId = `${contract.contractId}.${formatYearMonth(month)}.${shown}`
    const actBy = firstDayOf(addMonths(month, -assumedNotice))
    return [
      {
        taskId,
        what,
        firstMonth: formatYearMonth(month),
        age: ageInMonth(known.person.birthDate, month),
        draw: { duration: shown },
        actBy,
        passed: actBy < today,
        basis: 'assumed',
        irrevocable: isIrrevocable(what),
        done: done.includes(taskId),
        sending: sendingOf(errands, { contract, month, duration }, today),
      },
    ]
  })
}

/** The newest errand that asked for this very payout. */
function sendingOf(errands: readonly StoredErrand[], begun: Begun, today: IsoDate): TaskSending {
  const sent = errands.find((errand) => asksFor(errand, begun))
  if (sent === undefined || sent.state === 'answered') return { kind: 'none' }
  return { kind: 'sent', state: isOverdue(sent, today) ? 'unanswered' : sent.state }
}

export function asksFor({ providerId, content }: StoredErrand, { contract, month, duration }: Begun): boolean {
  return (
    isPlanOf({ providerId, content }, contract) &&
    content.operation === 'lamnaUttagsplan' &&
    content.start === firstDayOf(month) &&
    durationShown(content.duration) === durationShown(duration)
  )
}

/** Whether the errand is a plan for the contract, this one or another. */
export const isPlanOf = (
  { providerId, content }: Pick<StoredErrand, 'providerId' | 'content'>,
  { report }: NamedContract,
): boolean =>
  content.operation === 'lamnaUttagsplan' &&
  providerId === report.providerId &&
  content.contractNumber === report.holding.identity.contractNumber

function publicTasks({ portfolio, asked, answer, done }: TaskFacts): readonly PlanTask[] {
  const { prepared, projection, notFollowed, choices } = answer
  const { birthDate } = portfolio.known.person
  const nameOf = namesIn(portfolio, projection)
  const id = prepared.publicId
  const what = id === null ? null : nameOf(id)
  if (id === null || what === null) return []
  const runs = projection.runs.filter(({ holdingId }) => holdingId === id)
  const planned = plannedRuns(runs)
  const chosen = notFollowed.includes('withdrawal') ? [] : (asked.withdrawal ?? [])
  const paidAlready = planned.length < runs.length
  const start = choices.perHolding?.[id]?.start
  const first = Math.min(...planned.map(({ from }) => from)) as YearMonth
  const steps =
    chosen.length > 0
      ? chosen.map(({ from, share }) => ({ month: firstMonthAtAge(birthDate, from as Age), share }))
      : paidAlready || planned.length === 0
        ? []
        : [{ month: start === undefined ? first : firstMonthAtAge(birthDate, start), share: 100 as const }]
  return steps
    .filter(({ month }) => month > monthOfDate(portfolio.today))
    .map(({ month, share }): PlanTask => {
      const taskId = `${id}.${formatYearMonth(month)}.${share}`
      const actBy = lastDayBefore(month)
      return {
        taskId,
        what,
        firstMonth: formatYearMonth(month),
        age: ageInMonth(birthDate, month),
        draw: { share },
        actBy,
        passed: actBy < portfolio.today,
        basis: 'law',
        irrevocable: false,
        done: done.includes(taskId),
        sending: { kind: 'none' },
      }
    })
}

const lastDayBefore = (month: YearMonth): IsoDate => addDays(firstDayOf(month), -1)
