/** How a process of ours begins and ends: the Node it needs, its ready line, its way out. */
import type { Logger } from './logger.ts'

/** Milliseconds that an orderly stop may take. */
const patience = 10_000

/** Another major would run, and differ in ways that nobody has tested. */
export function requireNode24(version: string = process.versions.node): void {
  if (version.split('.')[0] === '24') return
  throw new Error(`Node 24 is needed; this is ${version}. npm start brings the right one.`)
}

/** One line of JSON on stdout; whoever started this process waits for it. */
export function sayReady(details: Readonly<Record<string, string | number>>): void {
  process.stdout.write(`${JSON.stringify({ ready: true, ...details })}\n`)
}

/** For a person at the terminal, before there is a logger. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`)
}

/**
 * Ends the process in order on SIGTERM, SIGINT and, when asked for, when stdin closes (whoever started it is gone); at
 * once, with a line in the log, on an error that nobody caught: Node's own way would print all that hangs on it.
 */
export function untilStopped(
  { logger, stopWhenStdinCloses }: { readonly logger: Logger; readonly stopWhenStdinCloses: boolean },
  stop: () => Promise<void>,
): void {
  let stopping = false
  const leave = (reason: string) => {
    if (stopping) return
    stopping = true
    logger.info({ event: 'stopping', reason })
    setTimeout(() => {
      logger.error({ event: 'stopped', orderly: false })
      process.exit(1)
    }, patience).unref()
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ event: 'stopped', orderly: false, err: error })
        process.exit(1)
      },
    )
  }
  process.once('SIGTERM', () => leave('SIGTERM'))
  process.once('SIGINT', () => leave('SIGINT'))
  if (stopWhenStdinCloses) process.stdin.resume().once('close', () => leave('stdin closed'))
  const fail = (error: unknown) => {
    logger.fatal({ event: 'uncaught', err: error })
    process.exit(1)
  }
  process.on('uncaughtException', fail)
  process.on('unhandledRejection', fail)
}
