/** What is done once a day by one of the workers. */
import { createPublicKey } from 'node:crypto'
import { addRoots, readRoots, readSince } from '#server/audit/roots.ts'
import type { AccessLogRoots } from '#server/config/worker.ts'
import { forgetAccesses, listAgedAccesses, listChainHeads } from '#server/db/access-log.ts'
import type { Database } from '#server/db/database.ts'
import { forgetExchanges } from '#server/db/exchanges.ts'
import {
  lastWatch,
  listWatchedCertificates,
  replaceWatchedCertificates,
  type WatchedCertificate,
} from '#server/db/certificate-watch.ts'
import { listProviders } from '#server/db/providers.ts'
import { forgetAged, forgetAgedOfSavers } from '#server/db/retention.ts'
import { dropEndedSharings } from '#server/db/sharings.ts'
import { missingFiguresOf } from '#forecasting/year-figures.ts'
import type { Logger } from '#server/observability/logger.ts'
import { dayOf } from '#providers/swedish-clock.ts'
import { daysLeft, expiryWarning } from '#providers/ssek/expiry.ts'
import type { CertificateOnFile } from '#providers/ssek/policy.ts'

export interface DailyDeps {
  readonly db: Database
  readonly logger: Logger
  readonly now: () => Date
  /** What we show and sign with. */
  readonly ownCertificates: readonly CertificateOnFile[]
  /** Null: the ends of the access log are not signed. */
  readonly accessLogRoots: AccessLogRoots | null
}

type Held = CertificateOnFile & Pick<WatchedCertificate, 'providerId'>

/**
 * Says of each certificate that ends within sixty days that it does: a warning, and an error from fourteen days on.
 * Run again on the same day, it does nothing.
 */
export async function watchCertificates({ db, logger, now, ownCertificates }: DailyDeps): Promise<void> {
  const at = now()
  const last = await lastWatch(db)
  if (last !== null && dayOf(last) === dayOf(at)) return
  const connected = (await listProviders(db)).filter((provider) => provider.connected)
  const held: readonly Held[] = [
    ...ownCertificates.map((certificate) => ({ ...certificate, providerId: null })),
    ...connected.flatMap(({ id, certificates }) =>
      certificates.map((certificate) => ({ ...certificate, providerId: id })),
    ),
  ]
  const before = await listWatchedCertificates(db)
  const watched = held.map((certificate): WatchedCertificate => {
    const warning = expiryWarning(certificate, at)
    const known = before.find((one) => isSame(one, certificate))
    const isNew = warning !== null && known?.warning !== warning
    return { ...certificate, warning, warnedAt: isNew ? at : warning && (known?.warnedAt ?? at) }
  })
  await replaceWatchedCertificates(db, watched, at)
  for (const certificate of watched) {
    const { providerId, use, sha256, validTo, warning } = certificate
    if (warning === null) continue
    logger[warning === '60-days' ? 'warn' : 'error']({
      event: 'certificate-ends',
      providerId,
      use,
      sha256,
      validTo,
      daysLeft: daysLeft(certificate, at),
      // Then the one that ends may be taken off file, or out of use.
      isFollowed: held.some((other) => other.validTo > validTo && follows(other, certificate)),
    })
  }
}

/**
 * Says which figures of law of this year have not been put in, as an error, since savers are told so and counted with
 * projected ones; from December on, in the middle of which the last are decided, those of the next, as a warning.
 */
export function watchFigures({ logger, now }: Pick<DailyDeps, 'logger' | 'now'>): void {
  const today = dayOf(now())
  const year = Number(today.slice(0, 4))
  const missing = { thisYear: missingFiguresOf(year), next: missingFiguresOf(year + 1) }
  if (missing.thisYear.length > 0) logger.error({ event: 'figures-missing', year, terms: missing.thisYear })
  else if (missing.next.length > 0 && today.slice(5) >= '12-01') {
    logger.warn({ event: 'figures-missing', year: year + 1, terms: missing.next })
  }
}

const follows = (other: Pick<Held, 'providerId' | 'use'>, one: Pick<Held, 'providerId' | 'use'>): boolean =>
  other.providerId === one.providerId && other.use === one.use
const isSame = (one: Omit<WatchedCertificate, 'warning' | 'warnedAt'>, other: Held): boolean =>
  one.sha256 === other.sha256 && follows(one, other)

/** Small enough to keep no lock for long; and a day's end to a backlog. */
const batch = { rows: 5000, most: 1000 } as const

/** Deletes the trace of exchanges that are older than ninety days, a batch at a time. */
export async function forgetOldExchanges({ db, logger }: DailyDeps, stopping?: AbortSignal): Promise<void> {
  let gone = 0
  for (let count = 0; count < batch.most && stopping?.aborted !== true; count++) {
    const rows = await forgetExchanges(db, batch.rows)
    gone += rows
    if (rows < batch.rows) break
  }
  if (gone > 0) logger.info({ event: 'exchanges-forgotten', rows: gone })
}

/** Deletes what savers shared to a day that is past, and invitations that nobody took in time. */
export async function forgetEndedSharings({ db, logger }: DailyDeps): Promise<void> {
  const rows = await dropEndedSharings(db, batch.rows)
  if (rows > 0) logger.info({ event: 'sharings-forgotten', rows })
}

/** Savers whose rows are gone through in one transaction. */
const saversAtOnce = 200

/** Deletes what is older than its table keeps it (docs/privacy.md), but the access log. */
export async function forgetAgedRows({ db, logger }: DailyDeps, stopping?: AbortSignal): Promise<void> {
  const isStopped = (): boolean => stopping?.aborted === true
  const gone = new Map<string, number>()
  for (let count = 0; count < batch.most && !isStopped(); count++) {
    const rows = await forgetAged(db, batch.rows)
    for (const { what, gone: more } of rows) gone.set(what, (gone.get(what) ?? 0) + more)
    if (rows.every(({ gone: more }) => more < batch.rows)) break
  }
  for (let after: string | null = null; !isStopped();) {
    const { last, gone: more } = await forgetAgedOfSavers(db, after, saversAtOnce)
    if (last === null) break
    gone.set('of-savers', (gone.get('of-savers') ?? 0) + more)
    after = last
  }
  const rows = Object.fromEntries([...gone].filter(([, count]) => count > 0))
  if (Object.keys(rows).length > 0) logger.info({ event: 'aged-rows-forgotten', rows })
}

/**
 * Signs the ends of the access log's chains, outside the database, and deletes the entries that are older than the log
 * is kept: after a mark of them is signed, and none without. Run again on the same day, it does nothing.
 */
export async function signAccessLog({ db, logger, now, accessLogRoots }: DailyDeps): Promise<void> {
  if (accessLogRoots === null) return
  const { folder, key, earlierKeys } = accessLogRoots
  const at = now()
  const before = await readRoots(folder, [...earlierKeys, createPublicKey(key)])
  if (before.faults.length > 0) {
    // What comes after a file that does not hold would hold no better: somebody must look.
    logger.error({ event: 'access-log-roots-broken', faults: before.faults })
    return
  }
  if (before.newestAt !== null && dayOf(before.newestAt) === dayOf(at)) return
  const aged = await listAgedAccesses(db)
  await addRoots(folder, key, before, await listChainHeads(db, readSince(before)), at, aged)
  if (aged.length > 0) logger.info({ event: 'accesses-forgotten', rows: await forgetAccesses(db, aged) })
}
