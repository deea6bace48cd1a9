/**
 * Loaded into a process before its own code (`node --import`): tells whoever started it what it has cost so far, and
 * where its time goes. The code that is measured knows nothing of it.
 */
import type { Profiler } from 'node:inspector'
import { Session } from 'node:inspector/promises'

export type Demand = 'usage' | 'start-profile' | 'end-profile'

const session = new Session()
session.connect()

async function obey(demand: Demand): Promise<NodeJS.CpuUsage | Profiler.Profile | null> {
  switch (demand) {
    case 'usage':
      return process.cpuUsage()
    case 'start-profile':
      await session.post('Profiler.enable')
      await session.post('Profiler.setSamplingInterval', { interval: 500 })
      await session.post('Profiler.start')
      return null
    case 'end-profile':
      return (await session.post('Profiler.stop')).profile
  }
}

process.on('message', (demand: Demand) => {
  void obey(demand).then((result) => process.send?.({ demand, result }))
})
// Whoever started it is gone.
process.on('disconnect', () => process.exit(0))
