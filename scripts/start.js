/**
 * `npm start` and `npm run dev`: makes the machine ready, then hands over to run-local.ts on Node 24.
 */

import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { clearInterval, setInterval } from 'node:timers'
import { buildPages, makeReady, node24, NotReady, root } from './ready.js'

const dev = process.argv.includes('--dev')
/** @param {string} line */
const say = (line) => console.log(line)

try {
  await makeReady(say, { postgres: !process.env.DATABASE_URL })
  // In development Vite makes each page when it is asked for.
  if (!dev) await buildPages(say)
  handOver()
} catch (error) {
  if (!(error instanceof NotReady)) throw error
  console.error(error.message)
  process.exitCode = 1
}

/** The channel between the two tells run-local.ts when this process dies, however it dies. */
function handOver() {
  const child = spawn(node24, [join(root, 'scripts', 'run-local.ts'), ...process.argv.slice(2)], {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  // Ctrl-C reaches both at once: the child stops everything in order, and this process waits for it.
  process.on('SIGINT', () => {})
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code) => process.exit(code ?? 1))
  if (process.env.npm_lifecycle_event) stopWithParent(() => child.kill('SIGTERM'))
}

/**
 * npm passes a signal on to its shell, and the shell dies of it without a word to us.
 * @param {() => void} stop
 */
function stopWithParent(stop) {
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    stop()
  }, 250)
}
