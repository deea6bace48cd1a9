/**
 * Hands one errand to its provider, by the rules in sending.ts. Done when the provider has receipted it: what comes of
 * it is told to our own endpoint, whenever that is. A job whose errand is there already does nothing.
 */
import { z } from 'zod'
import { asSaver } from '#server/db/database.ts'
import type { SaverTransaction } from '#server/db/database.ts'
import { addExchange } from '#server/db/exchanges.ts'
import type { ErrandErrorCode, StoredErrand } from '#server/db/errands.ts'
import { markErrandFailed, markErrandReceipted, markErrandSent, readErrand } from '#server/db/errands.ts'
import type { ProviderRegister } from '#server/services/collection/provider-register.ts'
import type { ErrandDesk } from '#providers/errands.ts'
import { ProviderError } from '#providers/errors.ts'
import type { ProviderEntry } from '#providers/pension-source.ts'
import type { SendingContext, SendingDeps } from './sending.ts'
import { beginSend, elapsedMs, endOf, inSlot, mostSendsBefore, nextSend } from './sending.ts'

export interface SendErrandDeps extends SendingDeps {
  readonly register: Pick<ProviderRegister, 'find'> & { sourceOf(provider: ProviderEntry): ErrandDesk }
}

const payloadSchema = z.strictObject({
  saverId: z.uuid(),
  errandId: z.uuid(),
  failures: z.int().default(0),
  waits: z.int().default(0),
  turn: z.boolean().default(false),
})
export type SendErrandPayload = z.output<typeof payloadSchema>

type Context = SendingContext<SendErrandPayload>

export async function sendErrand(rawPayload: unknown, context: Context, deps: SendErrandDeps): Promise<void> {
  const payload = payloadSchema.parse(rawPayload)
  const { saverId, errandId, failures } = payload
  const errand = await asSaver(deps.db, saverId, (t) => readErrand(t, errandId))
  if (errand === null || !isToBeSent(errand)) return
  const provider = await deps.register.find(errand.providerId)
  if (provider?.connected !== true) {
    await fail(deps, payload, 'unreachable')
  } else if (errand.attempts > mostSendsBefore(provider, failures)) {
    await fail(deps, payload, 'interrupted')
  } else {
    const hold = await deps.gate.holdOf(provider, payload.turn)
    if (hold === null) await inSlot(provider, payload, context, deps, () => send(payload, provider, context, deps))
    // An errand has no deadline: it waits until the provider can be met.
    else await context.again({ ...payload, waits: 0, turn: hold.why === 'pace' }, { afterMs: hold.afterMs })
  }
}

const isToBeSent = ({ state, receiptedAt }: StoredErrand): boolean => state === 'waiting' && receiptedAt === null

async function send(
  payload: SendErrandPayload,
  provider: ProviderEntry,
  { again, stopping }: Context,
  deps: SendErrandDeps,
): Promise<void> {
  const { db, register, logger } = deps
  const { saverId, errandId } = payload
  const errand = await asSaver(db, saverId, (t) => prepare(t, errandId))
  if (errand === null) return
  const begun = performance.now()
  const logged = { event: 'errand', providerId: provider.id, errandId, sends: payload.failures + 1 }
  const { txId, content } = errand
  const trace = beginSend({ txId, providerId: provider.id, step: 'errand', operation: content.operation }, deps.now())
  const end = await endOf(
    provider,
    (signal) => register.sourceOf(provider).send(errand, signal, trace.traffic),
    trace,
    stopping,
    deps,
  )
  if (!(end instanceof ProviderError)) {
    await asSaver(db, saverId, async (t) => {
      await addExchange(t.sql, trace.ended('receipted'))
      await markErrandReceipted(t, errandId)
    })
    logger.info({ ...logged, outcome: 'receipted', ms: elapsedMs(begun) })
    return
  }
  const { code, faultCode } = end
  logger.warn({ ...logged, outcome: 'failed', fault: code, faultCode, ms: elapsedMs(begun) })
  await addExchange(db.sql, trace.ended('failed', code, faultCode))
  const next = nextSend(payload, end, provider.resendAllowed, deps.random())
  if (next === null) await fail(deps, payload, code)
  else await again(next.payload, next.when)
}

/** Counts the send. @returns null when the provider has replied meanwhile. */
async function prepare(t: SaverTransaction, errandId: string): Promise<StoredErrand | null> {
  const errand = await readErrand(t, errandId, { forUpdate: true })
  if (errand === null || !isToBeSent(errand)) return null
  await markErrandSent(t, errandId)
  return errand
}

async function fail({ db }: SendErrandDeps, { saverId, errandId }: SendErrandPayload, code: ErrandErrorCode) {
  await asSaver(db, saverId, (t) => markErrandFailed(t, errandId, code))
}
