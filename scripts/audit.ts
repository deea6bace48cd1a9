/**
 * Whether the access log is what was once written.
 *
 *     npm run -s audit -- verify
 *
 * Reads the whole log as the database's owner, checks each entry against its HMAC and the one before, and the ends of
 * the chains against those that were signed outside the database. Prints a line for each fault, and one with the sums.
 * From the environment: DATABASE_OWNER_URL, ACCESS_LOG_KEYS, ACCESS_LOG_ROOTS_DIR, ACCESS_LOG_PUBLIC_KEY_FILE; without
 * DATABASE_OWNER_URL, the local system's.
 *
 *     0  the log is whole
 *     1  something was changed, or the ends were not signed in time
 *     2  wrong use, or the database does not answer
 */
import { join } from 'node:path'
import { readRoots } from '#server/audit/roots.ts'
import type { AuditFault } from '#server/audit/verify.ts'
import { verifyAccessLog } from '#server/audit/verify.ts'
import { loadAuditConfig } from '#server/config/operator.ts'
import { AccessLogKeys } from '#server/crypto/access-log-keys.ts'
import { readWholeLog } from '#server/db/access-log.ts'
import { CannotRun, runCommand } from './command.ts'
import { operatorEnvironment, withOwnerDatabase } from './owner-database.ts'

const words: Readonly<Record<Exclude<AuditFault['kind'], 'roots'>, string>> = {
  changed: 'changed, or another entry before it',
  gap: 'an entry before it is gone',
  cut: 'the last that is left; later ones were signed',
  'chain-gone': 'the whole chain is gone',
  'made-anew': 'made anew: another entry than the one that was signed',
  'unknown-key': 'written with a key that is not configured',
}

const line = (fault: AuditFault): string =>
  fault.kind === 'roots'
    ? `! signed ends: ${fault.what}`
    : `! ${fault.chainId} ${'place' in fault ? `entry ${fault.place}: ` : ''}${words[fault.kind]}`

async function run(args: readonly string[]): Promise<number> {
  if (args.length !== 1 || args[0] !== 'verify') throw new CannotRun('Use: npm run -s audit -- verify')
  const { accessLogKeys, rootsFolder, publicKeys } = loadAuditConfig(
    operatorEnvironment((local, dir) => ({
      ACCESS_LOG_KEYS: `local1:${local.accessLogKey}`,
      ACCESS_LOG_ROOTS_DIR: join(dir, 'access-log', 'roots'),
      ACCESS_LOG_PUBLIC_KEY_FILE: join(dir, 'access-log', 'signing.pub'),
    })),
  )
  const roots = await readRoots(rootsFolder, publicKeys)
  const report = await withOwnerDatabase((db) =>
    verifyAccessLog(readWholeLog(db.sql), new AccessLogKeys(accessLogKeys), roots, new Date()),
  )
  for (const fault of report.faults) console.log(line(fault))
  const verdict = report.faults.length === 0 ? 'whole' : `${report.faults.length} faults`
  console.log(
    `${report.entries} entries in ${report.chains} chains, ends signed ${roots.newestAt?.toISOString() ?? 'never'}: ${verdict}`,
  )
  return report.faults.length === 0 ? 0 : 1
}

await runCommand(run)
