/**
 * The story of one transaction with a provider: every message, by its TxId, in the order of time.
 *
 *     npm run -s trace -- TXID
 *
 * A line each: when (UTC) · out or in · provider · which message · milliseconds · bytes out and in · how it ended. What
 * the messages said is nowhere kept with it. Rows are kept for ninety days.
 *
 *     0  printed
 *     1  no exchange under that TxId
 *     2  wrong use, or the database does not answer
 */
import type { Exchange } from '#server/db/exchanges.ts'
import { listExchanges } from '#server/db/exchanges.ts'
import { isTxId } from '#server/db/tx-routes.ts'
import { CannotRun, runCommand } from './command.ts'
import { withOwnerDatabase } from './owner-database.ts'

function line(exchange: Exchange): string {
  const { beganAt, direction, providerId, operation, step, ms, bytesOut, bytesIn, outcome } = exchange
  const why = [exchange.ssekFault, exchange.reason].filter((word) => word !== null).join(', ')
  return [
    beganAt.toISOString(),
    direction.padEnd(3),
    providerId ?? 'unknown sender',
    `${operation ?? 'unread'} (${step})`,
    `${ms} ms`,
    `${bytesOut} B out, ${bytesIn} B in`,
    why === '' ? outcome : `${outcome}: ${why}`,
  ].join('  ')
}

async function run(args: readonly string[]): Promise<number> {
  const [txId, ...more] = args
  if (txId === undefined || more.length > 0 || !isTxId(txId)) throw new CannotRun('Use: npm run -s trace -- TXID')
  const exchanges = await withOwnerDatabase((db) => listExchanges(db, txId))
  if (exchanges.length === 0) {
    console.error('No exchange under this TxId')
    return 1
  }
  console.log(exchanges.map(line).join('\n'))
  return 0
}

await runCommand(run)
