/** Whole systems for journeys: the one that they share, and those of journeys that would be in the others' way. */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Environment } from '../scripts/local-process.ts'
import type { LocalOptions, LocalSystem } from '../scripts/local-system.ts'
import { onFreePorts, startLocal } from '../scripts/local-system.ts'
import { test } from './fixtures.ts'

/** With data of its own, which goes with it; sources are quick, and a journey that watches them slows them down. */
export async function startSystem({ env = {}, say }: Pick<LocalOptions, 'env' | 'say'> = {}): Promise<LocalSystem> {
  const dir = await mkdtemp(join(tmpdir(), 'samlad-pension-journeys-'))
  // As root, PostgreSQL runs as a user of its own, who must be able to pass through.
  await chmod(dir, 0o755)
  const system = await onFreePorts((ports) =>
    startLocal({ dir, ports, env: { ...process.env, CLOCK_FACTOR: '100', ...env }, ...(say && { say }) }),
  )
  return {
    ...system,
    stop: async () => {
      await system.stop()
      await rm(dir, { recursive: true, force: true })
    },
  }
}

/**
 * For the journeys of one file, which say why: the whole system again, for them alone.
 * @param env settings of the system that differ from those of the other journeys
 */
export const withOwnSystem = (env: Environment = {}) =>
  test.extend<object, { system: LocalSystem }>({
    system: [
      async ({ browserName: _any }, use) => {
        const system = await startSystem({ env })
        await use(system)
        await system.stop()
      },
      { scope: 'worker', timeout: 120_000 },
    ],
    portal: async ({ system }, use) => {
      await use({ origin: system.origin, control: system.control, voice: system.voice })
    },
  })
