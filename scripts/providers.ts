/**
 * The providers as an operator sees them: whether they can be asked now, when they were last heard, and how long their
 * certificates and ours last.
 *
 *     npm run -s providers -- list
 *     npm run -s providers -- policy ID     what is agreed with one of them, as SSEK's policy (policy.xsd)
 *
 *     0  nothing asks for attention
 *     1  something does: a line begins with "!" (a certificate that ends within sixty days or has ended; a connected
 *        provider that could not be reached and is left alone)
 *     2  wrong use, a provider that is not in the register, or the database does not answer
 *
 * Our own certificates are those that a worker has seen today, or when one last ran.
 */
import type { Knex } from 'knex'
import { listWatchedCertificates } from '#server/db/certificate-watch.ts'
import { listCircuits } from '#server/db/circuits.ts'
import { lastExchanges } from '#server/db/exchanges.ts'
import { listProviders } from '#server/db/providers.ts'
import { closedUntil } from '#providers/maintenance.ts'
import type { ProviderEntry } from '#providers/pension-source.ts'
import { daysLeft, expiryWarning } from '#providers/ssek/expiry.ts'
import type { CertificateOnFile } from '#providers/ssek/policy.ts'
import { writePolicy } from '#providers/ssek/policy-document.ts'
import { swedishTime } from '#providers/swedish-clock.ts'
import { CannotRun, runCommand } from './command.ts'
import { withOwnerDatabase } from './owner-database.ts'

const use = `Use: npm run -s providers -- list
     npm run -s providers -- policy ID`

interface Line {
  readonly text: string
  readonly asksForAttention: boolean
}

type Ending = Pick<CertificateOnFile, 'use' | 'sha256' | 'validTo'>

function certificateLine(certificate: Ending, now: Date, isInUse: boolean): Line {
  const { use, sha256, validTo } = certificate
  const warning = expiryWarning(certificate, now)
  const left = warning === 'ended' ? 'has ended' : `${daysLeft(certificate, now)} days left`
  return {
    text: `    ${use.padEnd(7)} ${sha256.slice(0, 16)}…  ends ${validTo.slice(0, 10)}, ${left}`,
    asksForAttention: isInUse && warning !== null,
  }
}

/** @param opensInMs of the circuit; null: nothing keeps it from being asked */
function stateOf({ maintenance }: ProviderEntry, opensInMs: number | null, now: Date): string {
  const opens = closedUntil(maintenance, now)
  const circuit = opensInMs === null ? 'reachable' : `not reached, tried again in ${seconds(opensInMs)}`
  return `${opens === null ? 'open' : `closed until ${swedishTime(opens)}`}, ${circuit}`
}

const seconds = (ms: number): string => `${Math.max(0, Math.round(ms / 1000))} s`

async function readLines(db: { readonly sql: Knex }, now: Date): Promise<readonly Line[]> {
  const circuits = new Map((await listCircuits(db)).map(({ providerId, opensInMs }) => [providerId, opensInMs]))
  const last = await lastExchanges(db)
  const ours = (await listWatchedCertificates(db)).filter(({ providerId }) => providerId === null)
  const providers = await listProviders(db)
  return [
    ...providers.flatMap((provider) => {
      const { id, name, connected, flow, certificates } = provider
      const opensInMs = circuits.get(id) ?? null
      const exchanged = last.get(id)?.toISOString() ?? 'never'
      const words = connected ? `${flow}, ${stateOf(provider, opensInMs, now)}` : `${flow}, not connected`
      return [
        {
          text: `${id}  ${name}: ${words}; last exchange ${exchanged}`,
          asksForAttention: connected && opensInMs !== null,
        },
        ...certificates.map((certificate) => certificateLine(certificate, now, connected)),
      ]
    }),
    { text: `ours${ours.length === 0 ? ': not seen by a worker yet' : ''}`, asksForAttention: false },
    ...ours.map((certificate) => certificateLine(certificate, now, true)),
  ]
}

async function printPolicy(id: string): Promise<number> {
  const provider = (await withOwnerDatabase(listProviders)).find((entry) => entry.id === id)
  if (provider === undefined) throw new CannotRun(`No such provider: ${id}`)
  console.log(writePolicy(provider))
  return 0
}

async function run(args: readonly string[]): Promise<number> {
  const [command, id, ...more] = args
  if (command === 'policy' && id !== undefined && more.length === 0) return printPolicy(id)
  if (command !== 'list' || id !== undefined) throw new CannotRun(use)
  const lines = await withOwnerDatabase((db) => readLines(db, new Date()))
  console.log(lines.map(({ text, asksForAttention }) => `${asksForAttention ? '!' : ' '} ${text}`).join('\n'))
  return lines.some(({ asksForAttention }) => asksForAttention) ? 1 : 0
}

await runCommand(run)
