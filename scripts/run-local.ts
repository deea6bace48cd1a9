/**
 * The program behind `npm start` and `npm run dev`: starts the local system, says where it is, and stops it.
 *
 * From the environment: PORT, PORTS=free, PORTAL_ORIGIN, HOST, LOCAL_DIR, LOG_LEVEL, CLOCK_FACTOR, and DATABASE_URL with
 * DATABASE_WORKER_URL, DATABASE_ERASER_URL and DATABASE_OWNER_URL for a PostgreSQL of one's own.
 */

import { watch } from 'node:fs'
import { join, relative } from 'node:path'
import { testPersons } from '#providers/simulator/persons.ts'
import { productName } from '#server/product.ts'
import type { Environment } from './local-process.ts'
import { defaultPorts, onFreePorts, startLocal } from './local-system.ts'
import type { DatabaseUrls, LocalPorts, LocalSystem } from './local-system.ts'
import { NotReady, root } from './ready.js'

const say = (line: string) => {
  console.log(line)
}

async function main(): Promise<void> {
  const dev = process.argv.includes('--dev')
  const interrupted = new AbortController()
  let system: LocalSystem | undefined
  let exitCode = 0

  const stop = () => {
    // Asked a second time, it leaves at once; the processes see that and end by themselves.
    if (interrupted.signal.aborted) process.exit(1)
    interrupted.abort()
    if (!system) return
    say('Stopping …')
    void system.stop().then(() => process.exit(exitCode))
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
  // scripts/start.js is gone without a word.
  process.on('disconnect', stop)

  try {
    const database = readDatabaseUrls(process.env)
    const start = (ports: LocalPorts) =>
      startLocal({
        dir: process.env.LOCAL_DIR ?? join(root, '.local'),
        ports,
        dev,
        env: process.env,
        say,
        signal: interrupted.signal,
        onGivenUp: () => {
          exitCode = 1
          stop()
        },
        ...(database && { database }),
      })
    const ports = chosenPorts(process.env)
    system = ports === 'free' ? await onFreePorts(start) : await start(ports)
  } catch (error) {
    if (!interrupted.signal.aborted) console.error(error instanceof NotReady ? error.message : error)
    process.exit(interrupted.signal.aborted ? 0 : 1)
  }
  if (interrupted.signal.aborted) {
    await system.stop()
    process.exit(exitCode)
  }
  introduce(system)
  if (dev) restartOnChange(system)
}

function chosenPorts(env: Environment): LocalPorts | 'free' {
  if (env.PORTS === 'free') return env.PORTS
  if (env.PORTS) throw new NotReady('PORTS must be "free" or not set.')
  const port = Number(env.PORT ?? defaultPorts.portal)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new NotReady('PORT must be a port number.')
  return { ...defaultPorts, portal: port }
}

function readDatabaseUrls(env: Environment): DatabaseUrls | undefined {
  const { DATABASE_URL: app, DATABASE_WORKER_URL: worker, DATABASE_ERASER_URL: eraser, DATABASE_OWNER_URL: owner } = env
  if (!app && !worker && !eraser && !owner) return undefined
  if (app && worker && eraser && owner) return { app, worker, eraser, owner }
  throw new NotReady(
    'A PostgreSQL of your own needs all four: DATABASE_URL (role portal_app), DATABASE_WORKER_URL (portal_worker), ' +
      'DATABASE_ERASER_URL (portal_eraser) and DATABASE_OWNER_URL (portal_owner). Without any of them an embedded one is started.',
  )
}

function introduce({ origin, dir, mails, letters, voice }: LocalSystem): void {
  const names = testPersons.map(({ givenName, familyName }) => `${givenName} ${familyName}`)
  const width = Math.max(...names.map((name) => name.length))
  say(`\n${productName} is running: ${origin}\n`)
  say('Log in as one of the test persons (the local e-ID issuer lets you pick):\n')
  testPersons.forEach(({ number, description }, index) => {
    say(`  ${names[index]?.padEnd(width) ?? ''}  ${number.slice(0, 8)}-${number.slice(8)}  ${description.en}`)
  })
  say(`\nStaff who help by telephone log in at ${origin}/ombud; what a caller keys in is typed at ${voice}.`)
  say(`\nMails that are sent lie in ${mails}, letters in ${letters}.`)
  say(`Stop with Ctrl-C. Data and logs are kept in ${dir}; remove it to begin afresh.`)
}

/**
 * Node's own --watch would keep a watcher of its own alive when this process is killed, and restarts for ever beside
 * Vite, which writes files while it starts.
 */
function restartOnChange({ processes }: LocalSystem): void {
  const changed = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  let restarting = Promise.resolve()
  const restart = async () => {
    const files = [...changed]
    changed.clear()
    const simulated = files.some((file) => file.startsWith('providers/'))
    say(`Changed: ${files.join(', ')}. Restarting …`)
    try {
      await Promise.all([
        processes.portal.restart(),
        processes.worker.restart(),
        ...(simulated ? [processes.simulator.restart()] : []),
      ])
      say('Restarted.')
    } catch (error) {
      // A mistake on the way; the next change starts it again.
      say(error instanceof Error ? error.message : String(error))
    }
  }
  for (const room of ['server', 'providers', 'forecasting']) {
    watch(join(root, room), { recursive: true }, (_event, file) => {
      if (!file || !/\.(ts|xsd|wsdl)$/.test(file) || file.endsWith('.test.ts')) return
      changed.add(relative(root, join(root, room, file)))
      clearTimeout(timer)
      timer = setTimeout(() => {
        restarting = restarting.then(restart)
      }, 300)
    })
  }
}

await main()
