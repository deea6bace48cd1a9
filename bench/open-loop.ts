/**
 * Requests as people send them: each at its own moment by chance (a Poisson process), whether or not earlier ones have
 * been answered. A request that waits for its turn, here or there, has waited since it was due.
 */
import { Agent, get } from 'node:http'
import { setTimeout as rest } from 'node:timers/promises'

export interface Asked {
  readonly origin: string
  readonly headers: Readonly<Record<string, string>>
}

export interface Answered {
  /** Milliseconds from when each was due to the last byte of its answer, the shortest first; of those answered with 200. */
  readonly latencies: readonly number[]
  /** Refused, broken off, or answered with anything but 200. */
  readonly other: number
  /** Bodies as they were sent. */
  readonly bytes: number
}

/** Marsaglia's xorshift: the same moments in each run. */
function* chances(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    yield (state >>> 0) / 2 ** 32
  }
}

/** A Poisson process that is known to have had so many events: each at any moment, in milliseconds from the start. */
function momentsOf(count: number, seconds: number): number[] {
  const chance = chances(20_261_122)
  return Array.from({ length: count }, () => chance.next().value * seconds * 1000).sort((a, b) => a - b)
}

/** @returns the bytes of the body, or null when it was not answered with 200 */
const answerTo = (path: string, { origin, headers }: Asked, agent: Agent): Promise<number | null> =>
  new Promise((resolve) => {
    get(origin + path, { agent, headers }, (response) => {
      let bytes = 0
      response.on('data', (piece: Buffer) => (bytes += piece.length))
      response.on('close', () => resolve(response.complete && response.statusCode === 200 ? bytes : null))
    }).on('error', () => resolve(null))
  })

/** @param nth what the request of this number asks, counted from 0 */
export async function openLoop(
  path: string,
  {
    perSecond,
    seconds,
    nth,
  }: { readonly perSecond: number; readonly seconds: number; readonly nth: (n: number) => Asked },
): Promise<Answered> {
  const agent = new Agent({ keepAlive: true })
  const latencies: number[] = []
  let other = 0
  let bytes = 0
  const underWay: Promise<void>[] = []
  const begun = performance.now()
  for (const due of momentsOf(perSecond * seconds, seconds)) {
    const early = begun + due - performance.now()
    if (early > 0) await rest(early)
    const asked = nth(underWay.length)
    underWay.push(
      answerTo(path, asked, agent).then((length) => {
        if (length === null) {
          other += 1
          return
        }
        latencies.push(performance.now() - begun - due)
        bytes += length
      }),
    )
  }
  await Promise.all(underWay)
  agent.destroy()
  return { latencies: latencies.sort((a, b) => a - b), other, bytes }
}
