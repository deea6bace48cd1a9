/** A saver's PIN: ordering it by letter, seeing how it stands, turning it off. */
import { randomUUID } from 'node:crypto'
import { recordAccess } from '#server/db/access-log.ts'
import type { Database, SaverTransaction } from '#server/db/database.ts'
import { asSaver } from '#server/db/database.ts'
import { enqueue } from '#server/db/jobs.ts'
import { withinLimit } from '#server/db/limits.ts'
import type { Pin, PinLock } from '#server/db/pins.ts'
import { listPinLocks, mostFailures, orderPin, readPin, removePin } from '#server/db/pins.ts'
import { holdSaver, readSaver } from '#server/db/savers.ts'
import type { PinServices, PinView } from '../api/pin.ts'
import type { ForAnySaver } from '../api/room.ts'

export interface PinServiceDeps {
  readonly db: Database
  readonly now: () => Date
  /** Whether letters are sent; not unless said. */
  readonly pinLetters?: boolean
}

const letters = { scope: 'pin-letter', windowSeconds: 30 * 24 * 60 * 60, most: 3 } as const

export function createPinService({ db, now, pinLetters = false }: PinServiceDeps): ForAnySaver<PinServices> {
  return {
    read: (saverId) =>
      asSaver(db, saverId, async (t) => {
        const { protectedIdentity } = await readSaver(t)
        const pin = await readPin(t)
        const locks = await listPinLocks(t)
        return { offered: pinLetters, protectedIdentity, ...standing(pin, locks, now()) }
      }),

    async order(saverId) {
      if (!pinLetters) return { kind: 'not-offered' }
      return await asSaver(db, saverId, async (t) => {
        await holdSaver(t)
        if ((await readSaver(t)).protectedIdentity) return { kind: 'protected' }
        const waiting = await readPin(t)
        // Ordered once more before its letter has gone, it is the same; a job that had been given up begins anew.
        if (waiting?.state === 'ordered') {
          await sendLater(t, waiting.orderId)
          return { kind: 'ordered' }
        }
        if (!(await withinLimit({ ...db, sql: t.sql }, letters, saverId))) return { kind: 'too-many' }
        const orderId = randomUUID()
        await orderPin(t, orderId)
        await recordAccess(t, { role: 'saver', act: 'pin-ordered' })
        await sendLater(t, orderId)
        return { kind: 'ordered' }
      })
    },

    turnOff: (saverId) =>
      asSaver(db, saverId, async (t) => {
        if (await removePin(t)) await recordAccess(t, { role: 'saver', act: 'pin-turned-off' })
      }),
  }
}

const sendLater = (t: SaverTransaction, orderId: string): Promise<void> =>
  enqueue(t, [{ task: 'send-pin-letter', payload: { saverId: t.saverId, orderId }, key: `send-pin-letter:${orderId}` }])

type Standing = Pick<PinView, 'state' | 'reason' | 'orderedAt' | 'lockedUntil'>

function standing(pin: Pin | null, locks: readonly PinLock[], now: Date): Standing {
  const usedUp = pin?.state === 'sent' && locks.some(({ failures }) => failures >= mostFailures)
  const [locked] = locks.flatMap(({ lockedUntil }) => (lockedUntil !== null && lockedUntil > now ? [lockedUntil] : []))
  return {
    state: pin === null ? 'off' : usedUp ? 'used-up' : pin.state,
    reason: pin?.reason ?? null,
    orderedAt: pin?.orderedAt.toISOString() ?? null,
    lockedUntil: locked?.toISOString() ?? null,
  }
}
