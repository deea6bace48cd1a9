/**
 * The simulator as a process: starts all providers, writes their register rows to a file, says where in one line.
 *
 * Environment: SIMULATOR_PORTS (`free`, or the first port), SIMULATOR_CONTROL_PORT (default: the one before the first,
 * or a free one), CA_DIR, CLOCK_FACTOR, CALLBACK_URL, LOCAL_DIR, STOP_WHEN_STDIN_CLOSES.
 */
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { startSimulator } from './start.ts'

const port = z.coerce.number().int().min(0).max(65_000)

const environment = z
  .object({
    SIMULATOR_PORTS: z.union([z.literal('free'), port.min(1)]).default(33_100),
    SIMULATOR_CONTROL_PORT: port.optional(),
    CA_DIR: z.string().min(1),
    CLOCK_FACTOR: z.coerce.number().positive().default(1),
    CALLBACK_URL: z.url({ protocol: /^https$/ }),
    LOCAL_DIR: z.string().min(1),
    STOP_WHEN_STDIN_CLOSES: z.string().default(''),
  })
  .safeParse(process.env)

if (!environment.success) {
  console.error(z.prettifyError(environment.error))
  process.exit(1)
}

const {
  SIMULATOR_PORTS: ports,
  SIMULATOR_CONTROL_PORT,
  CA_DIR,
  CLOCK_FACTOR,
  CALLBACK_URL,
  LOCAL_DIR,
} = environment.data
const entriesFile = join(LOCAL_DIR, 'providers.json')

/** The rows of the run before, if there was one; what cannot be read was none. */
async function earlierEntries(): Promise<readonly { readonly id: string; readonly endpoint: string }[]> {
  try {
    return z
      .array(z.object({ id: z.string(), endpoint: z.url() }))
      .parse(JSON.parse(await readFile(entriesFile, 'utf8')))
  } catch {
    return []
  }
}

const simulator = await startSimulator({
  caDir: CA_DIR,
  ports,
  earlier: await earlierEntries(),
  controlPort: SIMULATOR_CONTROL_PORT ?? (ports === 'free' ? 0 : ports - 1),
  clockFactor: CLOCK_FACTOR,
  callbackUrl: CALLBACK_URL,
}).catch((error: unknown) => {
  console.error(`The simulator cannot start: ${error instanceof Error ? error.message : 'unknown reason'}`)
  process.exit(1)
})

// Whole or not at all: the file may be read while it is written anew.
await writeFile(`${entriesFile}.new`, `${JSON.stringify(simulator.entries, null, 2)}\n`)
await rename(`${entriesFile}.new`, entriesFile)

let stopping = false
const stop = (): void => {
  if (stopping) return
  stopping = true
  void simulator.close().then(() => process.exit(0))
}
process.on('SIGTERM', stop)
process.on('SIGINT', stop)
if (environment.data.STOP_WHEN_STDIN_CLOSES !== '') process.stdin.on('end', stop).on('close', stop).resume()

console.log(JSON.stringify({ ready: true, entries: entriesFile, control: simulator.controlUrl }))
