/** Errands as a saver meets them: handing one in about a contract, and seeing what has come of all. */
import type { Database } from '#server/db/database.ts'
import { asSaver } from '#server/db/database.ts'
import type { StoredErrand } from '#server/db/errands.ts'
import { addErrand, listErrands } from '#server/db/errands.ts'
import { listCurrentHoldings } from '#server/db/holdings.ts'
import { listProviders } from '#server/db/providers.ts'
import { holdSaver } from '#server/db/savers.ts'
import { dayOf } from '#server/services/collection/source-state.ts'
import type { ErrandContent } from '#providers/errands.ts'
import { encodeErrand } from '#providers/errands.ts'
import { unlessUnreadable } from '#providers/xml/document.ts'

export type HandInResult =
  | { readonly kind: 'handed-in'; readonly errandId: string }
  /** `no-such-contract`: the provider has not told of it. `start-has-passed`: the plan begins before today. */
  | {
      readonly kind: 'refused'
      readonly why: 'no-such-contract' | 'provider-not-connected' | 'start-has-passed' | 'cannot-be-sent'
    }

/** What is shown of an errand; the TxId and the counting of sends are ours alone. */
export type ErrandView = Omit<StoredErrand, 'txId' | 'attempts' | 'sentAt'>

export interface ErrandService {
  /**
   * Stores the errand and sees to it that it is sent; the answer comes later, or never. What was asked last, asked once
   * more while it is under way, is the same errand.
   */
  handIn(saverId: string, providerId: string, content: ErrandContent): Promise<HandInResult>
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

export function createErrandService({ db, now }: ErrandServiceDeps): ErrandService {
  const refused = (why: Extract<HandInResult, { kind: 'refused' }>['why']): HandInResult => ({ kind: 'refused', why })

  return {
    async handIn(saverId, providerId, content) {
      const provider = (await listProviders(db)).find(({ id }) => id === providerId)
      if (provider?.connected !== true) return refused('provider-not-connected')
      if (content.operation === 'lamnaUttagsplan' && content.start < dayOf(now())) return refused('start-has-passed')
      if (!canBeSent(content)) return refused('cannot-be-sent')
      return await asSaver(db, saverId, async (t) => {
        const isHeld = (await listCurrentHoldings(t)).some(
          ({ providerId: by, holding }) =>
            by === providerId && holding.kind === 'avtal' && holding.identity.contractNumber === content.contractNumber,
        )
        if (!isHeld) return refused('no-such-contract')
        await holdSaver(t)
        const last = (await listErrands(t)).find(
          (errand) => errand.providerId === providerId && isUnderWay(errand) && isAboutTheSame(errand.content, content),
        )
        const repeated = last !== undefined && asked(last.content) === asked(content)
        return { kind: 'handed-in', errandId: repeated ? last.errandId : await addErrand(t, providerId, content) }
      })
    },

    async list(saverId) {
      const errands = await asSaver(db, saverId, listErrands)
      return errands.map(({ txId: _txId, attempts: _attempts, sentAt: _sentAt, ...view }) => view)
    },
  }
}
