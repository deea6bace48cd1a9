/** Plans that were sent, as pages show them, and a plan handed in to all payers that take it. */
import type { IsoDate } from '#forecasting/model/year-month.ts'
import { asSaver } from '#server/db/database.ts'
import type { StoredErrand } from '#server/db/errands.ts'
import { listErrands } from '#server/db/errands.ts'
import { listProviders } from '#server/db/providers.ts'
import type { ErrandContent } from '#providers/errands.ts'
import type { ProviderEntry } from '#providers/pension-source.ts'
import type { ErrandsServices, NotSentReason, PlanSend, SeenSend, SentPlan } from '../api/errands.ts'
import type { SavedPlan } from '../api/plans.ts'
import type { ForAnySaver } from '../api/room.ts'
import { dayOf } from '#providers/swedish-clock.ts'
import { namesIn } from '../plans/outlook.ts'
import { answerTo } from '../plans/service.ts'
import { readPlan, savedPlan } from '../plans/stored.ts'
import type { Begun } from '../plans/tasks.ts'
import { asksFor, begunIn, durationShown, firstDayOf, isPlanOf } from '../plans/tasks.ts'
import type { Portfolio, PortfolioDeps } from '../portfolio/portfolio.ts'
import { readPortfolio } from '../portfolio/portfolio.ts'
import { dueOf, isOverdue } from './due.ts'
import type { ErrandService, ErrandView } from './service.ts'

export interface ErrandsDeps extends PortfolioDeps {
  /** Where an errand is handed in. */
  readonly desk: ErrandService
}

/** What would be sent, with all that is needed to send it. */
interface Ready {
  readonly send: PlanSend
  readonly providerId: string
  readonly content: ErrandContent
}

export function createErrandsService({ desk, ...deps }: ErrandsDeps): ForAnySaver<ErrandsServices> {
  const { db } = deps

  async function ready(
    saverId: string,
    planId: string,
  ): Promise<{ readonly plan: SavedPlan; readonly ready: readonly Ready[] } | null> {
    const providers = await listProviders(db)
    const portfolio = await readPortfolio(deps, saverId)
    return await asSaver(db, saverId, async (t) => {
      const plan = await readPlan(t, planId)
      if (portfolio === null || plan === null) return null
      const answer = answerTo(portfolio, plan.content.choices)
      const errands = await listErrands(t)
      const begun = begunIn(portfolio, answer)
      const nameOf = namesIn(portfolio, answer.projection)
      return {
        plan: savedPlan(plan),
        ready: begun.flatMap((one) => {
          const what = nameOf(one.contract.contractId)
          return what === null ? [] : [readyOf({ one, what, portfolio, providers, errands })]
        }),
      }
    })
  }

  return {
    list: async (saverId) => {
      const providers = await listProviders(db)
      const today = dayOf(deps.now())
      return (await desk.list(saverId)).flatMap((errand) => shown(errand, providers, today))
    },

    planToSend: async (saverId, planId) => {
      const found = await ready(saverId, planId)
      return found && { plan: found.plan, sends: found.ready.map(({ send }) => send) }
    },

    sendPlan: async (saverId, planId, seen) => {
      if (seen.length === 0) return { kind: 'nothing-chosen' }
      const found = await ready(saverId, planId)
      if (found === null) return { kind: 'gone' }
      const chosen = seen.map((one) => found.ready.find(({ send }) => isSeen(one, send)))
      const toSend = [...new Set(chosen)].filter((one) => one?.send.notSent === null)
      // What was sent a moment ago is not sent again, and is no change.
      const known = chosen.filter((one) => one?.send.notSent === null || one?.send.notSent === 'already-sent')
      if (known.length < seen.length) return { kind: 'changed' }
      const result = await desk.handInAll(
        saverId,
        toSend.filter((one) => one !== undefined),
      )
      if (result.kind === 'refused') return { kind: 'changed' }
      return { kind: 'sent', count: toSend.length }
    },
  }
}

const isSeen = (seen: SeenSend, { contractId, start, duration }: PlanSend): boolean =>
  seen.contractId === contractId && seen.start === start && seen.duration === duration

interface About {
  readonly one: Begun
  readonly what: PlanSend['what']
  readonly portfolio: Portfolio
  readonly providers: readonly ProviderEntry[]
  /** The newest first. */
  readonly errands: readonly StoredErrand[]
}

function readyOf({ one, what, portfolio, providers, errands }: About): Ready {
  const { contract, month, duration } = one
  const { providerId, holding } = contract.report
  const start = firstDayOf(month)
  const { contractNumber } = holding.identity
  const provider = providers.find(({ id }) => id === providerId)
  const earlier = errands.filter((errand) => isPlanOf(errand, contract) && isOpen(errand))
  const [last] = earlier
  // What got no answer in time may be sent once more.
  const repeated = last !== undefined && asksFor(last, one) && !isOverdue(last, portfolio.today)
  return {
    providerId,
    content: { operation: 'lamnaUttagsplan', contractNumber, start, duration },
    send: {
      contractId: contract.contractId,
      what,
      contractNumber,
      start,
      duration: durationShown(duration),
      notSent: repeated ? 'already-sent' : obstacle(provider, start, portfolio.today),
      replacesEarlier: !repeated && earlier.length > 0,
    },
  }
}

/** Sent and neither refused nor lost. */
const isOpen = ({ state }: StoredErrand): boolean => state === 'waiting' || state === 'received'

function obstacle(provider: ProviderEntry | undefined, start: IsoDate, today: IsoDate): NotSentReason | null {
  if (provider?.kind === 'authority' && !provider.acceptsPlans) return 'authority'
  if (provider?.acceptsPlans !== true) return 'not-accepted'
  if (!provider.connected) return 'not-connected'
  return start < today ? 'start-has-passed' : null
}

/** None of a reported fault: it is shown where the saver's corrections are. */
function shown(errand: ErrandView, providers: readonly ProviderEntry[], today: string): SentPlan[] {
  const { errandId, providerId, content, state } = errand
  // Only a fault is answered.
  if (content.operation !== 'lamnaUttagsplan' || state === 'answered') return []
  const due = dueOf(errand, today)
  return [
    {
      errandId,
      providerName: providers.find(({ id }) => id === providerId)?.name ?? providerId,
      contractNumber: content.contractNumber,
      start: content.start,
      duration: durationShown(content.duration),
      state: due?.overdue === true ? 'unanswered' : state,
      due: due?.day ?? null,
      receipted: errand.receiptedAt !== null,
      fault: errand.errorCode,
      reason: errand.reason,
      handedIn: errand.createdAt.toISOString(),
      decided: errand.decidedAt?.toISOString() ?? null,
    },
  ]
}
