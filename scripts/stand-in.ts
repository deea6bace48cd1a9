/** How a process begins and ends that stands in for a system outside, on one machine. */

/** A variable of the environment that there must be; without it the process ends. */
export function needed(name: string): string {
  const value = process.env[name]
  if (value === undefined || value === '') {
    console.error(`${name} is missing`)
    process.exit(1)
  }
  return value
}

/**
 * Says in one line of JSON that the process is ready, and stops it when it is told to, or when whoever started it is
 * gone.
 */
export function standReady(
  details: Readonly<Record<string, string | number>>,
  close: (done: () => void) => void,
): void {
  const stop = () => {
    close(() => process.exit(0))
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  if (process.env.STOP_WHEN_STDIN_CLOSES === '1') process.stdin.resume().once('close', stop)
  console.log(JSON.stringify({ ready: true, ...details }))
}
