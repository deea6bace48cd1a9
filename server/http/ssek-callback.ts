/**
 * Our own SSEK endpoint, where providers push the answers they have promised and tell us of recalculations: https on a
 * port of its own, with client certificates.
 *
 * An answer is known by its TxId, and believed only from the provider that was asked. A delivery repeated is receipted
 * and changes nothing. Nothing of a message's content is logged.
 */
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { SsekConfig } from '#server/config/ssek.ts'
import { areTermsWithdrawn } from '#server/db/approvals.ts'
import { settleIfDone } from '#server/db/collections.ts'
import type { Database, SaverTransaction } from '#server/db/database.ts'
import { asSaver } from '#server/db/database.ts'
import { addExchange } from '#server/db/exchanges.ts'
import { markFailed, readRetrieval, storeAnswer } from '#server/db/retrievals.ts'
import type { Numbers } from '#server/db/savers.ts'
import { readNumbers } from '#server/db/savers.ts'
import type { RetrievalRoute } from '#server/db/tx-routes.ts'
import { isTxId, routeTx } from '#server/db/tx-routes.ts'
import type { Logger } from '#server/observability/logger.ts'
import type { ProviderRegister } from '#server/services/collection/provider-register.ts'
import { answerElements, readAnswer } from '#providers/answer.ts'
import { errandReplies } from '#providers/errands.ts'
import { ProviderError } from '#providers/errors.ts'
import type { ArrivedAnswer, ProviderEntry } from '#providers/pension-source.ts'
import { meddelaOmrakning } from '#providers/recalculation.ts'
import type { ReceivedExchange, ReceivedMessage, Reply } from '#providers/ssek/receiver.ts'
import { createSsekReceiver } from '#providers/ssek/receiver.ts'
import { revocationCheck } from '#providers/ssek/revocation.ts'
import { Signer } from '#providers/ssek/signature.ts'
import type { RejectedSignature } from '#providers/ssek/signature.ts'
import type { SsekHeader } from '#providers/ssek/envelope.ts'
import { keptIdleMs } from './kept-idle.ts'
import { publishedMessages } from './published-messages.ts'
import { receiveErrandReply } from './receive-errand-reply.ts'
import { receiveRecalculation } from './receive-recalculation.ts'

export interface SsekCallbackDeps {
  readonly config: {
    readonly ssek: SsekConfig
    /** `url`: as providers reach it; without, by host and port. */
    readonly callback: { readonly host: string; readonly port: number; readonly url?: string | null }
  }
  readonly db: Database
  readonly register: Pick<ProviderRegister, 'find' | 'findByOrganisationNumber'>
  readonly logger: Logger
}

export interface SsekCallback {
  readonly port: number
  /** As providers reach it. */
  readonly url: string
  /** Lets messages under way be answered, and takes no new ones. */
  close(): Promise<void>
}

const receiptBecause = (why: string): Reply => ({ kind: 'receipt', why })

export async function startSsekCallback(deps: SsekCallbackDeps): Promise<SsekCallback> {
  const { ssek, callback } = deps.config
  const traces = new Set<Promise<void>>()
  const server = createServer({
    cert: ssek.certPem,
    key: ssek.keyPem,
    ca: ssek.caPem,
    requestCert: true,
    rejectUnauthorized: true,
    keepAliveTimeout: keptIdleMs,
  })
  const receive = createSsekReceiver({
    organisationNumber: ssek.organisationNumber,
    operations: [...answerElements, ...errandReplies, meddelaOmrakning],
    policyOf: (organisationNumber) => deps.register.findByOrganisationNumber(organisationNumber),
    signer: ssek.signing && new Signer(ssek.signing),
    isRevoked: revocationCheck(ssek.revocationFile, ssek.caPem),
    onRejected: (header, rejected) => rejectPush(header, rejected, deps),
    onMessage: (message) =>
      message.operation === meddelaOmrakning ? receiveRecalculation(message, deps) : receivePush(message, deps),
    onError: (error) => {
      deps.logger.error({ event: 'push', outcome: 'error', err: error })
    },
    onExchange: (exchange) => {
      const trace = writeTrace(exchange, deps).finally(() => traces.delete(trace))
      traces.add(trace)
    },
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(callback.port, callback.host, resolve)
  })
  const { port } = server.address() as AddressInfo
  const url =
    callback.url ?? `https://${callback.host.includes(':') ? `[${callback.host}]` : callback.host}:${port}/ssek`
  const publish = publishedMessages(url)
  server.on('request', (request, response) => {
    if (!publish(request, response)) receive(request, response)
  })
  return {
    port,
    url,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => {
          if (error) reject(error)
          else void Promise.all(traces).then(() => resolve())
        })
        server.closeIdleConnections()
      }),
  }
}

async function receivePush(message: ReceivedMessage, deps: SsekCallbackDeps): Promise<Reply> {
  const { db, logger } = deps
  const { senderId, txId } = message.header
  const route = await routeTx(db, txId)
  const provider = route && (await deps.register.find(route.providerId))
  if (!route || provider?.organisationNumber !== senderId) {
    // A stranger to the question is told no more than one who guesses.
    const why = route ? 'wrong-sender' : 'unknown-transaction'
    logger.warn({ event: 'push', outcome: why, senderId })
    return { kind: 'fault', code: 'TxIdUnknown', why }
  }
  if (route.kind === 'erased') {
    logger.info({ event: 'push', providerId: provider.id, outcome: 'erased' })
    return receiptBecause('erased')
  }
  return route.kind === 'errand'
    ? await receiveErrandReply(message, route, deps)
    : await receiveAnswer(message, route, provider, deps)
}

async function receiveAnswer(
  message: ReceivedMessage,
  route: RetrievalRoute,
  provider: ProviderEntry,
  deps: SsekCallbackDeps,
): Promise<Reply> {
  const { db, logger } = deps
  const logged = { event: 'push', providerId: provider.id, retrievalId: route.retrievalId }
  const expected = await asSaver(db, route.saverId, async (t) => {
    const retrieval = await readRetrieval(t, route.retrievalId)
    const isWithdrawn = await areTermsWithdrawn(t)
    return retrieval && { retrieval, isWithdrawn, numbers: await readNumbers(t) }
  })
  const isPromised = provider.flow === 'push' || (provider.flow === 'sync' && expected?.retrieval.later === true)
  if (!expected || !isPromised) {
    logger.warn({ ...logged, outcome: 'not-promised' })
    return { kind: 'fault', code: 'TxIdNotAllowed', why: 'not-promised' }
  }
  if (expected.isWithdrawn) {
    logger.info({ ...logged, outcome: 'withdrawn' })
    return receiptBecause('withdrawn')
  }
  const { outcome } = expected.retrieval
  if (outcome === 'answered' || outcome === 'nothing-held') {
    logger.info({ ...logged, outcome: 'repeated' })
    return receiptBecause('repeated')
  }
  const answer = read(message, provider, expected.numbers, deps)
  if (answer instanceof ProviderError) {
    logger.warn({ ...logged, outcome: 'failed', fault: answer.code })
    await settle(deps, route, (t, retrievalId) => markFailed(t, retrievalId, answer.code))
    return { kind: 'fault', code: 'ContentInvalid', why: answer.code }
  }
  const stored = await settle(deps, route, (t, retrievalId) => storeAnswer(t, retrievalId, answer))
  const why = stored ? answer.kind : 'repeated'
  logger.info({ ...logged, outcome: why })
  return receiptBecause(why)
}

/** After the reply, which waits for nothing but what it says. */
async function writeTrace(
  { peer, txId, fault, why, ...exchange }: ReceivedExchange,
  { db, register, logger }: SsekCallbackDeps,
): Promise<void> {
  try {
    const provider = peer === null ? null : await register.findByOrganisationNumber(peer)
    await addExchange(db.sql, {
      ...exchange,
      direction: 'in',
      step: 'delivery',
      txId: txId !== null && isTxId(txId) ? txId : null,
      providerId: provider?.id ?? null,
      reason: why,
      ssekFault: fault,
    })
  } catch (error) {
    logger.error({ event: 'trace-lost', err: error })
  }
}

/**
 * A message that does not prove who wrote it: the question has failed, until a right answer comes. That much may be
 * said on the word of the connection, for it is the provider's own certificate that is shown.
 */
async function rejectPush(header: SsekHeader, rejected: RejectedSignature, deps: SsekCallbackDeps): Promise<void> {
  const route = header.txId === null ? null : await routeTx(deps.db, header.txId)
  const provider = route && (await deps.register.find(route.providerId))
  const code = rejected.onlyTime ? 'clock-skew' : 'rejected-signature'
  const logged = { event: 'push', outcome: 'rejected', fault: code, why: rejected.message }
  if (!route || provider?.organisationNumber !== header.senderId) {
    deps.logger.warn({ ...logged, senderId: header.senderId })
    return
  }
  if (route.kind === 'erased') return
  if (route.kind === 'errand') {
    // It has not failed by that: what is right may still come, and the errand is with the provider.
    deps.logger.warn({ ...logged, providerId: provider.id, errandId: route.errandId })
    return
  }
  deps.logger.warn({ ...logged, providerId: provider.id, retrievalId: route.retrievalId })
  if (provider.flow === 'push') await settle(deps, route, (t, retrievalId) => markFailed(t, retrievalId, code))
}

function read(
  { bytes, content, contentType, header }: ReceivedMessage,
  provider: ProviderEntry,
  [asked, ...earlierNumbers]: Numbers,
  { config }: SsekCallbackDeps,
): ArrivedAnswer | ProviderError {
  try {
    return readAnswer(
      { bytes, content, contentType },
      { asked, earlierNumbers, txId: header.txId, provider, receiver: config.ssek.organisationNumber },
    )
  } catch (error) {
    if (error instanceof ProviderError) return error
    throw error
  }
}

async function settle(
  { db }: SsekCallbackDeps,
  { saverId, retrievalId }: RetrievalRoute,
  change: (t: SaverTransaction, retrievalId: string) => Promise<boolean>,
): Promise<boolean> {
  return await asSaver(db, saverId, async (t) => {
    const changed = await change(t, retrievalId)
    const retrieval = await readRetrieval(t, retrievalId)
    if (retrieval) await settleIfDone(t, retrieval.collectionId)
    return changed
  })
}
