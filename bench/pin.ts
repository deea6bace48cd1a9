/**
 * How long the PIN door takes to refuse: numbers that nobody has, savers without a PIN, wrong PINs and locked numbers,
 * in turn, with Argon2id at its full cost and a database of its own. Beside them stands one call of Argon2id alone.
 * Prints Markdown. The last column says how often one of the kind took longer than one of an unknown number: 50 % tells
 * nothing apart.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { loadavg } from 'node:os'
import { createPinDoor, pinLimits } from '#server/auth/pin-door.ts'
import { PinHasher } from '#server/auth/pin-hash.ts'
import { newToken } from '#server/auth/tokens.ts'
import { Vault } from '#server/crypto/vault.ts'
import { asSaver, openDatabase } from '#server/db/database.ts'
import { markSent, mostFailures, orderPin } from '#server/db/pins.ts'
import { findOrCreateSaver } from '#server/db/savers.ts'
import { createLogger } from '#server/observability/logger.ts'
import type { PersonalNumber } from '#providers/personal-number.ts'
import { anyNumber } from '#server/testing/examples.ts'
import { roleUrl, startTestPostgres, templateDatabase } from '#server/testing/postgres.ts'
import { row } from './answers.ts'

const people = 50
/** Fewer than lock a number. */
const rounds = mostFailures - 1
const right = '246813'
const wrong = '000000'

const server = await startTestPostgres()
const keys = () => [{ id: 'bench', key: randomBytes(32) }]
const vault = new Vault(keys(), randomBytes(32), keys())
const app = openDatabase(roleUrl(server.postgres, 'app', templateDatabase), vault)
const worker = openDatabase(roleUrl(server.postgres, 'worker', templateDatabase), vault, { actor: 'worker' })
const hasher = new PinHasher([{ id: 'bench', key: randomBytes(32) }])
const unbounded = { calm: Infinity, most: Infinity }
const door = createPinDoor({
  db: app,
  hasher,
  logger: createLogger({ level: 'silent', process: 'web' }),
  now: () => new Date(),
  limits: { address: { ...pinLimits.address, ...unbounded }, service: { ...pinLimits.service, ...unbounded } },
})

const used = new Set<string>()
function freshNumber(): PersonalNumber {
  for (;;) {
    const number = anyNumber()
    if (used.has(number.reveal())) continue
    used.add(number.reveal())
    return number
  }
}

async function saver(withPin: boolean): Promise<PersonalNumber> {
  const number = freshNumber()
  const { saverId } = await findOrCreateSaver(app, { number, name: 'Åsa Öström-Lindqvist' })
  if (withPin) {
    const hashed = await hasher.hash(saverId, right)
    await asSaver(app, saverId, (t) => orderPin(t, randomUUID()))
    await asSaver(worker, saverId, (t) => markSent(t, hashed))
  }
  return number
}

async function attempt(number: PersonalNumber, pin: string): Promise<number> {
  const begun = performance.now()
  const attempt = { number, pin, address: '192.0.2.1', browser: newToken(), solution: '', ticket: '' }
  const { kind } = await door.attempt(attempt)
  if (kind !== 'refused') throw new Error(`The door said ${kind}`)
  return performance.now() - begun
}

const listOf = async (make: () => Promise<PersonalNumber>): Promise<readonly PersonalNumber[]> => {
  const made: PersonalNumber[] = []
  while (made.length < people) made.push(await make())
  return made
}

const kinds = {
  'number that nobody has': { numbers: await listOf(() => Promise.resolve(freshNumber())), pin: wrong },
  'saver without a PIN': { numbers: await listOf(() => saver(false)), pin: wrong },
  'wrong PIN': { numbers: await listOf(() => saver(true)), pin: wrong },
  'locked, the right PIN': { numbers: await listOf(() => saver(true)), pin: right },
}
for (const number of kinds['locked, the right PIN'].numbers) {
  for (let count = 0; count < mostFailures; count++) await attempt(number, wrong)
}

const times = new Map<string, number[]>([...Object.keys(kinds), 'one call of Argon2id'].map((name) => [name, []]))
for (let round = 0; round < rounds; round++) {
  for (let index = 0; index < people; index++) {
    // Each kind in each place of the turn as often as in any other.
    const turn = Object.entries(kinds)
    for (let step = 0; step < turn.length; step++) {
      const [name, { numbers, pin }] = turn[(step + index) % turn.length] ?? ['', { numbers: [], pin: '' }]
      const number = numbers[index]
      if (number !== undefined) times.get(name)?.push(await attempt(number, pin))
    }
    const begun = performance.now()
    await hasher.fits(null, wrong, null)
    times.get('one call of Argon2id')?.push(performance.now() - begun)
  }
}
await Promise.all([app.close(), worker.close()])
await server.stop()

const at = (sorted: readonly number[], share: number): string =>
  (sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN).toFixed(1)
const unknown = times.get('number that nobody has') ?? []
const longer = (list: readonly number[]): number =>
  list.reduce((sum, one) => sum + unknown.filter((other) => one > other).length, 0) / (list.length * unknown.length)

console.log(
  `## The PIN door: milliseconds to a refusal, ${people * rounds} of each, load ${(loadavg()[0] ?? 0).toFixed(1)}\n`,
)
row('What', 'p10', 'p50', 'p90', 'p99', 'longer than unknown')
row('---', '---:', '---:', '---:', '---:', '---:')
for (const [name, list] of times) {
  const sorted = list.toSorted((one, other) => one - other)
  row(name, at(sorted, 0.1), at(sorted, 0.5), at(sorted, 0.9), at(sorted, 0.99), `${Math.round(longer(list) * 100)} %`)
}
