/**
 * The worker: graphile-worker with what it lacks (docs/adr/0005-graphile-worker.md).
 *
 * It says that it is alive by an advisory lock, frees the jobs of workers that are not, and at a stop waits until the
 * results of its last jobs are written.
 */
import { EventEmitter } from 'node:events'
import type { JobHelpers, TaskList, WorkerEvents } from 'graphile-worker'
import { Logger as QueueLogger, parseCronItems, run } from 'graphile-worker'
import type { WorkerConfig } from '#server/config/worker.ts'
import type { Vault } from '#server/crypto/vault.ts'
import { openDatabase } from '#server/db/database.ts'
import type { JobName } from '#server/auth/authorisation.ts'
import { may } from '#server/auth/authorisation.ts'
import type { TaskName } from '#server/db/jobs.ts'
import { listProviders } from '#server/db/providers.ts'
import { announceWorker, drainWorker, openWorkerPool, sweepDeadWorkers, unlockWorkers } from '#server/db/workers.ts'
import type { Logger } from '#server/observability/logger.ts'
import type { OpenSource } from '#server/services/collection/provider-register.ts'
import { checkedRegister, createSourceRegister } from '#server/services/collection/provider-register.ts'
import { createCollectionService } from '#server/services/collection/service.ts'
import { termsVersion } from '#server/services/saver/terms.ts'
import type { ProviderEntry } from '#providers/pension-source.ts'
import type { CertificateOnFile } from '#providers/ssek/policy.ts'
import type { DailyDeps } from './daily.ts'
import {
  forgetAgedRows,
  forgetEndedSharings,
  forgetOldExchanges,
  signAccessLog,
  watchCertificates,
  watchFigures,
} from './daily.ts'
import type { ExpireDeps } from './expire-retrievals.ts'
import { expireRetrievals } from './expire-retrievals.ts'
import { createGate } from './gate.ts'
import { createHandover } from './handover.ts'
import type { RecollectDeps } from './recollect.ts'
import { recollect } from './recollect.ts'
import type { RetrieveDeps } from './retrieve.ts'
import { retrieve } from './retrieve.ts'
import type { SendErrandDeps } from './send-errand.ts'
import { sendErrand } from './send-errand.ts'
import type { SendPinLetterDeps } from './send-pin-letter.ts'
import { sendPinLetter } from './send-pin-letter.ts'
import type { EmailChangePayload, NoticePayload, SendMailDeps } from './send-mail.ts'
import { confirmEmail, sendNotice } from './send-mail.ts'
import type { Again, Sends } from './sending.ts'

export interface WorkerOptions {
  /** The database itself, not a pooled address: the lock of the living belongs to its connection. */
  readonly databaseUrl: string
  readonly vault: Vault
  readonly environment: WorkerConfig['environment']
  /** Jobs under way at once, beside those that hold a provider's slot and may wait for its answer. */
  readonly concurrency: number
  readonly logger: Logger
  readonly createSource: (provider: ProviderEntry) => OpenSource
  /** What we show and sign with, to be warned of in time. */
  readonly ownCertificates: readonly CertificateOnFile[]
  /** What is needed for mail; and where the ends of the access log are kept. */
  readonly mail: Pick<SendMailDeps, 'mailer' | 'origin' | 'noticeDelayMs'>
  readonly accessLogRoots: DailyDeps['accessLogRoots']
  /** What is needed for letters with PINs; none are sent unless said. */
  readonly pinLetters?: SendPinLetterDeps['pinLetters']
  /** The worker can go on no longer, and others count it as dead: the process must end at once. */
  readonly onLost: (error: unknown) => void
}

export interface RunningWorker {
  readonly poolId: string
  /** Takes no new jobs, lets those under way end, and returns when their results are written. */
  stop(): Promise<void>
}

/** How long a delayed job may lie beyond its time, and one freed from a dead worker. */
const pollMs = 200
const sweepEveryMs = 3000
/** Jobs that end within this time of each other are taken off the queue by one statement. */
const completeWithinMs = 50
/** Questions under way at a stop get this long before they are broken off, to be asked again by another worker. */
const stopPatienceMs = 3000
const drainMs = 10_000
/** The queue's own attempts; killed workers use them up too. */
const maximumAttempts = 25

const dailyAttempts = 5
const aDayMs = 86_400_000

/** At night in Sweden (the times are UTC). The queue sees to it that one worker adds each, and makes up for a night without workers. */
const daily = parseCronItems(
  [
    { task: 'forget-exchanges', match: '40 1 * * *' },
    { task: 'forget-sharings', match: '50 1 * * *' },
    { task: 'forget-aged', match: '0 2 * * *' },
    { task: 'watch-certificates', match: '10 3 * * *' },
    { task: 'watch-figures', match: '15 3 * * *' },
    { task: 'sign-access-log', match: '20 2 * * *' },
  ].map(({ task, match }) => ({
    task,
    match,
    options: { jobKey: task, maxAttempts: dailyAttempts, backfillPeriod: aDayMs },
  })),
)

/** What was missed is not made up for: the next minute's run goes on where the last one was. */
const everyMinute = parseCronItems([
  { task: 'recollect', match: '* * * * *', options: { jobKey: 'recollect', maxAttempts: 1, backfillPeriod: 0 } },
])

/** @throws InvalidProvider when production would ask a simulator */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const { databaseUrl, logger, onLost } = options
  const db = openDatabase(databaseUrl, options.vault, { actor: 'worker' })
  const pool = openWorkerPool(databaseUrl, 10, (error) => {
    logger.warn({ event: 'queue-connection-lost', err: error })
  })
  let poolId = ''
  const events: WorkerEvents = new EventEmitter()
  events.on('pool:create', ({ workerPool }) => {
    poolId = workerPool.id
  })
  const register = createSourceRegister({
    list: () => listProviders(db),
    createSource: options.createSource,
    environment: options.environment,
  })
  const close = async (): Promise<void> => {
    await pool.end()
    register.close()
    await db.close()
  }
  const closeAndThrow = async (error: unknown): Promise<never> => {
    await close()
    throw error
  }

  // Said at the start, not first by the jobs.
  const entries = await listProviders(db)
    .then((rows) => checkedRegister(rows, options.environment))
    .catch(closeAndThrow)
  const places = options.concurrency + slotsOf(entries)
  const now = () => new Date()
  const gate = createGate({ db, logger, now, random: Math.random })
  let stopping = false
  const runner = await run({
    pgPool: pool,
    taskList: tasksOf({
      db,
      register,
      gate,
      handover: createHandover({ places: options.concurrency }),
      logger,
      leasedBy: () => poolId,
      now,
      random: Math.random,
      ownCertificates: options.ownCertificates,
      accessLogRoots: options.accessLogRoots,
      collection: createCollectionService({ db, termsVersion, now }),
      pinLetters: options.pinLetters ?? null,
      ...options.mail,
    }),
    parsedCronItems: [...daily, ...everyMinute],
    concurrency: places,
    pollInterval: pollMs,
    // One asks the database for all places, rather than each for itself.
    preset: { worker: { localQueue: { size: places }, completeJobBatchDelay: completeWithinMs } },
    noHandleSignals: true,
    gracefulShutdownAbortTimeout: stopPatienceMs,
    events,
    logger: queueLogger(logger),
  }).catch(closeAndThrow)
  const ended = (error: unknown): void => {
    if (!stopping) onLost(error)
  }
  runner.promise.then(() => ended(new Error('The queue ended by itself')), ended)
  const liveness = await announceWorker(databaseUrl, poolId, onLost).catch(async (error: unknown) => {
    stopping = true
    await runner.stop()
    return closeAndThrow(error)
  })
  // A new system, or one that slept at night, need not wait for the next one; done once a day all the same.
  for (const task of ['watch-certificates', 'sign-access-log']) {
    await runner.addJob(task, {}, { jobKey: task, maxAttempts: dailyAttempts })
  }
  const sweep = setInterval(() => {
    sweepDeadWorkers(db).then(
      (dead) => {
        if (dead.length > 0) logger.warn({ event: 'workers-found-dead', poolIds: dead })
      },
      (error: unknown) => {
        logger.warn({ event: 'sweep-failed', err: error })
      },
    )
  }, sweepEveryMs)

  return {
    poolId,
    async stop() {
      stopping = true
      clearInterval(sweep)
      await runner.stop()
      if (!(await drainWorker(db, poolId, drainMs))) logger.warn({ event: 'stopped-with-jobs-under-way' })
      await unlockWorkers(db, [poolId])
      await liveness.close()
      await close()
    },
  }
}

/**
 * A question to a provider that hangs keeps its place until it times out. Every such question holds a slot, so with a
 * place for every slot there is, no number of providers that hang can take the places of the others' questions.
 * Providers connected later share what is left until the next start.
 */
const slotsOf = (entries: readonly ProviderEntry[]): number =>
  entries.reduce((sum, { connected, concurrency }) => sum + (connected ? concurrency : 0), 0)

const tasksOf = (
  deps: RetrieveDeps & SendErrandDeps & ExpireDeps & DailyDeps & SendMailDeps & RecollectDeps & SendPinLetterDeps,
): TaskList => ({
  retrieve: (payload: unknown, helpers) =>
    safely('retrieve', deps.logger, () =>
      retrieve(
        payload,
        {
          again: (next, when) => putBack(helpers, 'retrieve', next, `retrieve:${next.retrievalId}`, when),
          stopping: helpers.abortSignal,
        },
        deps,
      ),
    ),
  'send-errand': (payload: unknown, helpers) =>
    safely('send-errand', deps.logger, () =>
      sendErrand(
        payload,
        {
          again: (next, when) => putBack(helpers, 'send-errand', next, `send-errand:${next.errandId}`, when),
          stopping: helpers.abortSignal,
        },
        deps,
      ),
    ),
  'send-notice': (payload: unknown, helpers) =>
    safely('send-notice', deps.logger, () =>
      sendNotice(
        payload,
        {
          again: (next, afterMs) => putBack(helpers, 'send-notice', next, `send-notice:${next.noticeId}`, { afterMs }),
        },
        deps,
      ),
    ),
  'confirm-email': (payload: unknown, helpers) =>
    safely('confirm-email', deps.logger, () =>
      confirmEmail(
        payload,
        {
          again: (next, afterMs) =>
            putBack(helpers, 'confirm-email', next, `confirm-email:${next.changeId}`, { afterMs }),
        },
        deps,
      ),
    ),
  'expire-retrievals': (payload: unknown) =>
    safely('expire-retrievals', deps.logger, () => expireRetrievals(payload, deps)),
  'send-pin-letter': (payload: unknown) => safely('send-pin-letter', deps.logger, () => sendPinLetter(payload, deps)),
  'watch-certificates': () => safely('watch-certificates', deps.logger, () => watchCertificates(deps)),
  'watch-figures': () =>
    safely('watch-figures', deps.logger, () => {
      watchFigures(deps)
      return Promise.resolve()
    }),
  'sign-access-log': () => safely('sign-access-log', deps.logger, () => signAccessLog(deps)),
  'forget-exchanges': (_payload, { abortSignal }) =>
    safely('forget-exchanges', deps.logger, () => forgetOldExchanges(deps, abortSignal)),
  recollect: (_payload, { abortSignal }) => safely('recollect', deps.logger, () => recollect(deps, abortSignal)),
  'forget-aged': (_payload, { abortSignal }) =>
    safely('forget-aged', deps.logger, () => forgetAgedRows(deps, abortSignal)),
  'forget-sharings': () => safely('forget-sharings', deps.logger, () => forgetEndedSharings(deps)),
})

/** Puts the job back for later under its own key. It takes the running job's place, so a kill in between loses nothing. */
async function putBack(
  helpers: JobHelpers,
  task: TaskName,
  payload: Sends | NoticePayload | EmailChangePayload,
  jobKey: string,
  when: Again,
): Promise<void> {
  for (let attempt = 0; attempt < 500; attempt++) {
    const job = await helpers.addJob(task, payload, {
      runAt: new Date(Date.now() + when.afterMs),
      ...(when.flags && { flags: when.flags }),
      jobKey,
      maxAttempts: maximumAttempts,
    })
    // Nothing was added, and a row of nulls came back, when a job with this key was picked up at that very instant.
    if (job.id) return
  }
  throw new Error('The job queue did not take the job')
}

/** What a job throws is stored with the job and logged by the queue: only its kind may get there. */
async function safely(task: JobName, logger: Logger, act: () => Promise<void>): Promise<void> {
  if (!may('worker', `job.${task}`)) throw new Error(`${task}: not a job of the worker's`)
  const error: unknown = await act().then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (error === null) return
  logger.error({ event: 'job-failed', task, err: error })
  throw new Error(`${task}: ${error instanceof Error ? error.name : 'unknown'}`)
}

/** The queue's own words, one level lower than it thinks: a line per job is for those who look for something. */
function queueLogger(logger: Logger): QueueLogger {
  const levels = { error: 'error', warning: 'warn', info: 'debug', debug: 'trace' } as const
  return new QueueLogger(({ label, taskIdentifier, jobId }) => (level, message) => {
    logger[levels[level]]({ event: 'queue', label, task: taskIdentifier, jobId }, message)
  })
}
