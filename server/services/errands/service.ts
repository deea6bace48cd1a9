/** Errands as a saver meets them: handing one in about a contract, and seeing what has come of all. */
import { recordAccess } from '#server/db/access-log.ts'
import type { Database, SaverTransaction } from '#server/db/database.ts'
import { asSaver } from '#server/db/database.ts'
import type { StoredErrand } from '#server/db/errands.ts'
import { addErrand, listErrands } from '#server/db/errands.ts'
import { listCurrentHoldings } from '#server/db/holdings.ts'
import { listProviders } from '#server/db/providers.ts'
import { holdSaver } from '#server/db/savers.ts'
import { dayOf } from '#providers/swedish-clock.ts'
import type { ErrandContent } from '#providers/errands.ts'
import { encodeErrand } from '#providers/errands.ts'
import type { ProviderEntry } from '#providers/pension-source.ts'
import { unlessUnreadable } from '#providers/xml/document.ts'
import { isOverdue } from './due.ts'

export type HandInResult =
  | { readonly kind: 'handed-in'; readonly errandIds: readonly string[] }
  /** `no-such-contract`: the provider has not told of it. `start-has-passed`: the plan begins before today. */
  | {
      readonly kind: 'refused'
      readonly why: 'no-such-contract' | 'provider-not-connected' | 'start-has-passed' | 'cannot-be-sent'
    }

export interface Order {
  readonly providerId: string
  readonly content: ErrandContent
}

/** What is shown of an errand; the TxId and the counting of sends are ours alone. */
export type ErrandView = Omit<StoredErrand, 'txId' | 'attempts' | 'sentAt'>

export interface ErrandService {
  /**
   * Stores the errand and sees to it that it is sent; the answer comes later, or never. What was asked last, asked once
   * more while it is under way, is the same errand; when its answer is overdue, it is a new one.
   */
  handIn(saverId: string, providerId: string, content: ErrandContent): Promise<HandInResult>
  /** All of them, or none when any is refused. */
  handInAll(saverId: string, orders: readonly Order[]): Promise<HandInResult>
  /** The newest first. */
  list(saverId: string): Promise<readonly ErrandView[]>
}

export interface ErrandServiceDeps {
  readonly db: Database
  readonly now: () => Date
}

const nobodysErrand = '00000000-0000-4000-8000-000000000000'
/** It cannot with signs that XML has no room for, with too many of them, or none. */
const canBeSent = (content: ErrandContent): boolean =>
  unlessUnreadable(() => encodeErrand({ errandId: nobodysErrand, content })) !== null

const isUnderWay = ({ state }: StoredErrand): boolean => state === 'waiting' || state === 'received'

const isAboutTheSame = (a: ErrandContent, b: ErrandContent): boolean =>
  a.operation === b.operation && a.contractNumber === b.contractNumber

const asked = (content: ErrandContent): string =>
  content.operation === 'anmalFel' ? content.text : JSON.stringify([content.start, content.duration])

const isOf = (
  { providerId: by, holding }: Awaited<ReturnType<typeof listCurrentHoldings>>[number],
  { providerId, content }: Order,
): boolean =>
  by === providerId && holding.kind === 'avtal' && holding.identity.contractNumber === content.contractNumber

async function send(t: SaverTransaction, providerId: string, content: ErrandContent): Promise<string> {
  const act = content.operation === 'anmalFel' ? 'fault-reported' : 'plan-sent'
  await recordAccess(t, { role: 'saver', act })
  return await addErrand(t, providerId, content)
}

export function createErrandService({ db, now }: ErrandServiceDeps): ErrandService {
  type Refusal = Extract<HandInResult, { kind: 'refused' }>['why']

  function obstacle(provider: ProviderEntry | undefined, content: ErrandContent): Refusal | null {
    if (provider?.connected !== true) return 'provider-not-connected'
    if (content.operation === 'lamnaUttagsplan' && content.start < dayOf(now())) return 'start-has-passed'
    return canBeSent(content) ? null : 'cannot-be-sent'
  }

  async function handInAll(saverId: string, orders: readonly Order[]): Promise<HandInResult> {
    const providers = await listProviders(db)
    for (const { providerId, content } of orders) {
      const why = obstacle(
        providers.find(({ id }) => id === providerId),
        content,
      )
      if (why !== null) return { kind: 'refused', why }
    }
    return await asSaver(db, saverId, async (t) => {
      const held = await listCurrentHoldings(t)
      if (!orders.every((order) => held.some((one) => isOf(one, order)))) {
        return { kind: 'refused', why: 'no-such-contract' }
      }
      await holdSaver(t)
      const underWay = (await listErrands(t)).filter((errand) => isUnderWay(errand) && !isOverdue(errand, dayOf(now())))
      const errandIds: string[] = []
      for (const { providerId, content } of orders) {
        const last = underWay.find(
          (errand) => errand.providerId === providerId && isAboutTheSame(errand.content, content),
        )
        const repeated = last !== undefined && asked(last.content) === asked(content)
        errandIds.push(repeated ? last.errandId : await send(t, providerId, content))
      }
      return { kind: 'handed-in', errandIds }
    })
  }

  return {
    handIn: (saverId, providerId, content) => handInAll(saverId, [{ providerId, content }]),

    handInAll,

    async list(saverId) {
      const errands = await asSaver(db, saverId, listErrands)
      return errands.map(({ txId: _txId, attempts: _attempts, sentAt: _sentAt, ...view }) => view)
    },
  }
}
