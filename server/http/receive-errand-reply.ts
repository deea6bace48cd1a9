/** What a provider says about an errand, at our own SSEK endpoint: stored once, under the saver it belongs to. */
import type { Database } from '#server/db/database.ts'
import { asSaver } from '#server/db/database.ts'
import { storeErrandReply } from '#server/db/errands.ts'
import type { ErrandRoute } from '#server/db/tx-routes.ts'
import type { Logger } from '#server/observability/logger.ts'
import { decodeErrandReply } from '#providers/errands.ts'
import type { ReceivedMessage, Reply } from '#providers/ssek/receiver.ts'
import { unlessUnreadable } from '#providers/xml/document.ts'

/** @param route of the message's TxId; its sender has been found to be the route's provider */
export async function receiveErrandReply(
  { bodyXml }: Pick<ReceivedMessage, 'bodyXml'>,
  { saverId, errandId, providerId }: ErrandRoute,
  { db, logger }: { readonly db: Database; readonly logger: Logger },
): Promise<Reply> {
  const logged = { event: 'errand-reply', providerId, errandId }
  const reply = unlessUnreadable(() => decodeErrandReply(bodyXml))
  if (reply?.errandId !== errandId) {
    logger.warn({ ...logged, outcome: reply === null ? 'unreadable' : 'another-errand' })
    return { kind: 'fault', code: 'ContentInvalid' }
  }
  const outcome = await asSaver(db, saverId, (t) => storeErrandReply(t, errandId, reply))
  if (outcome === 'refused') {
    logger.warn({ ...logged, outcome, reply: reply.kind })
    return { kind: 'fault', code: 'TxIdNotAllowed' }
  }
  logger.info({ ...logged, outcome, reply: reply.kind })
  return { kind: 'receipt' }
}
