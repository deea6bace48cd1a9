/**
 * `meddelaOmrakning` at our own SSEK endpoint. Nothing asked for it, so it is believed only where the message itself
 * proves who wrote it: the operation is not there for a provider whose messages bear no signature.
 */
import type { Database } from '#server/db/database.ts'
import { addRecalculation } from '#server/db/recalculations.ts'
import type { Logger } from '#server/observability/logger.ts'
import type { ProviderRegister } from '#server/services/collection/provider-register.ts'
import { decodeRecalculation } from '#providers/recalculation.ts'
import type { ReceivedMessage, Reply } from '#providers/ssek/receiver.ts'
import { unlessUnreadable } from '#providers/xml/document.ts'

export async function receiveRecalculation(
  { header, bodyXml, signatureValue }: Pick<ReceivedMessage, 'header' | 'bodyXml' | 'signatureValue'>,
  deps: {
    readonly db: Database
    readonly register: Pick<ProviderRegister, 'findByOrganisationNumber'>
    readonly logger: Logger
  },
): Promise<Reply> {
  const { senderId, txId } = header
  const provider = await deps.register.findByOrganisationNumber(senderId)
  const logged = { event: 'recalculation', providerId: provider?.id }
  if (provider === null || signatureValue === null) {
    deps.logger.warn({ ...logged, outcome: 'unsigned' })
    return { kind: 'fault', code: 'WebServiceUnsupported' }
  }
  const recalculation = unlessUnreadable(() => decodeRecalculation(bodyXml))
  if (recalculation === null) {
    deps.logger.warn({ ...logged, outcome: 'unreadable' })
    return { kind: 'fault', code: 'ContentInvalid' }
  }
  const stored = await addRecalculation(deps.db, { providerId: provider.id, txId }, recalculation)
  deps.logger.info({ ...logged, outcome: stored ? 'stored' : 'repeated' })
  return { kind: 'receipt' }
}
