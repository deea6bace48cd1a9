/** The frame of the commands: what they say when they cannot run, and how they end. */
import { ConfigError } from '#server/config/environment.ts'

/** Nothing can be done: wrong use, a file that cannot be read, a database that does not answer. The message says which. */
export class CannotRun extends Error {
  override readonly name = 'CannotRun'
}

/** @throws CannotRun in these words, when what is given cannot be made into it; in its own, when it says why itself */
export function orCannotRun<T>(words: string, make: () => T): T {
  try {
    return make()
  } catch (error) {
    throw error instanceof CannotRun ? error : new CannotRun(words, { cause: error })
  }
}

/**
 * Runs the command that this process is: it ends with the number that comes back, or with 2 and a message on stderr
 * when it cannot run.
 *
 * @param exitCodeOf what the process ends with after another error that is told by its message; null: it is a fault of
 *   ours, and thrown on
 */
export async function runCommand(
  run: (args: readonly string[]) => number | Promise<number>,
  exitCodeOf: (error: Error) => number | null = () => null,
): Promise<void> {
  try {
    process.exitCode = await run(process.argv.slice(2))
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const exitCode = error instanceof CannotRun || error instanceof ConfigError ? 2 : exitCodeOf(error)
    if (exitCode === null) throw error
    console.error(error.message)
    process.exitCode = exitCode
  }
}
