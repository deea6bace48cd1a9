/**
 * The worker process: asks the providers, and keeps the deadlines.
 *
 * Any number of these may run against one database. Prints one line of JSON to stdout when it takes jobs. Ends when
 * its hold on the database is lost, for others then count it as dead; whoever runs it starts it again.
 */
import { X509Certificate } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { createSsekSource } from '#providers/ssek/client.ts'
import type { CertificateOnFile } from '#providers/ssek/policy.ts'
import { certificateOnFile } from '#providers/ssek/policy.ts'
import { revocationCheck } from '#providers/ssek/revocation.ts'
import { PinHasher } from './auth/pin-hash.ts'
import type { SsekConfig } from './config/ssek.ts'
import type { WorkerConfig } from './config/worker.ts'
import { ConfigError } from './config/environment.ts'
import { loadWorkerConfig } from './config/worker.ts'
import { Vault } from './crypto/vault.ts'
import { isDatabaseDown } from './db/database.ts'
import type { RunningWorker } from './jobs/runner.ts'
import { startWorker } from './jobs/runner.ts'
import { openPost } from './letters/open-post.ts'
import { createMailer } from './mail/mailer.ts'
import type { Logger } from './observability/logger.ts'
import { createLogger } from './observability/logger.ts'
import { InvalidProvider } from '#providers/registry.ts'
import { requireNode24, say, sayReady, untilStopped } from './observability/process.ts'

const retryMs = 1000

async function start(config: WorkerConfig): Promise<void> {
  const logger = createLogger({ level: config.logLevel, process: 'worker' })
  const isRevoked = revocationCheck(config.ssek.revocationFile, config.ssek.caPem)
  let worker: RunningWorker | null = null
  untilStopped({ logger, stopWhenStdinCloses: config.stopWhenStdinCloses }, async () => {
    await worker?.stop()
  })
  worker = await whenDatabaseIsThere(logger, () =>
    startWorker({
      databaseUrl: config.databaseUrl,
      vault: new Vault(config.masterKeys, config.numberHashKey, config.accessLogKeys),
      environment: config.environment,
      concurrency: config.concurrency,
      logger,
      ownCertificates: ownCertificates(config.ssek),
      mail: {
        mailer: config.mail && createMailer(config.mail),
        origin: config.origin,
        noticeDelayMs: config.noticeDelaySeconds * 1000,
      },
      accessLogRoots: config.accessLogRoots,
      pinLetters: pinLettersOf(config),
      createSource: (provider) => createSsekSource({ provider, identity: config.ssek, isRevoked }),
      onLost: (error) => {
        logger.fatal({ event: 'worker-lost', err: error })
        process.exit(1)
      },
    }),
  )
  sayReady({ process: 'worker', poolId: worker.poolId })
}

function pinLettersOf({ letters, pinPeppers }: WorkerConfig) {
  const post = openPost(letters)
  return post && pinPeppers && { post, hasher: new PinHasher(pinPeppers) }
}

function ownCertificates({ certPem, signing }: SsekConfig): readonly CertificateOnFile[] {
  const tls = certificateOnFile(new X509Certificate(certPem), 'tls')
  return signing === null ? [tls] : [tls, certificateOnFile(new X509Certificate(signing.certPem), 'signing')]
}

/** A worker may be started before its database, and be started anew while the database is away. */
async function whenDatabaseIsThere<T>(logger: Logger, act: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await act()
    } catch (error) {
      if (!isDatabaseDown(error)) throw error
      logger.warn({ event: 'waiting-for-database', err: error })
      await sleep(retryMs)
    }
  }
}

requireNode24()
try {
  await start(loadWorkerConfig())
} catch (error) {
  if (!(error instanceof ConfigError || error instanceof InvalidProvider)) throw error
  say(error.message)
  process.exitCode = 1
}
