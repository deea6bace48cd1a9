/**
 * One child process of the local system: started, heard ready, stopped, and started again when it dies by itself.
 */

import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { NotReady } from './ready.js'

/**
 * For a worker: much of what an answer is made into lives a moment only, so a larger young generation spares it being
 * collected twice; and with as many workers as cores, threads beside the worker's own only take turns with others.
 */
export const workerNodeOptions = ['--max-semi-space-size=64', '--single-threaded-gc'] as const

export type Environment = Readonly<Record<string, string | undefined>>

export interface LocalProcessOptions {
  readonly name: string
  /** Arguments of Node 24: the file to run. */
  readonly args: readonly string[]
  readonly cwd: string
  readonly env: Environment & { readonly NODE_ENV: 'development' }
  /** Its stderr, added to. */
  readonly logFile: string
  readonly say: (line: string) => void
  /** It cannot be kept alive; the system should stop. */
  readonly onGivenUp: () => void
}

/** What a child says when it listens: one line of JSON on stdout. */
export interface Ready {
  readonly ready: true
  readonly [detail: string]: unknown
}

/** A process that lived this long was well; its next death counts as the first. */
const wellAfter = 30_000
const longestPause = 16_000
const deathsBeforeGivingUp = 6
const readyWithin = 60_000
const stopWithin = 15_000

export class LocalProcess {
  readonly name: string
  readonly #options: LocalProcessOptions
  #child: ChildProcess | undefined
  /** Grows with every wish from outside, so that a revival under way notices that it is no longer wanted. */
  #wish = 0
  #deaths = 0

  constructor(options: LocalProcessOptions) {
    this.name = options.name
    this.#options = options
  }

  get pid(): number | undefined {
    return this.#child?.pid
  }

  /** @returns its ready line. @throws NotReady when it ends before it is ready, with the end of its log. */
  async start(): Promise<Ready> {
    this.#wish++
    this.#deaths = 0
    return this.#launch()
  }

  /** In order: SIGTERM, and SIGKILL to what does not heed it. */
  async stop(): Promise<void> {
    this.#wish++
    await this.#end('SIGTERM')
  }

  /** As a crash would: SIGKILL to the process and all below it. It is not started again until `start`. */
  async kill(): Promise<void> {
    this.#wish++
    await this.#end('SIGKILL')
  }

  /** As when this very process is killed: the child finds its standard input closed. */
  abandon(): void {
    this.#wish++
    this.#child?.stdin?.destroy()
  }

  async restart(): Promise<Ready> {
    await this.stop()
    return this.start()
  }

  async #launch(): Promise<Ready> {
    const { args, cwd, env, logFile } = this.#options
    const wish = this.#wish
    const log = createWriteStream(logFile, { flags: 'a' })
    const child = spawn(process.execPath, args, {
      cwd,
      env: { ...env, STOP_WHEN_STDIN_CLOSES: '1' },
      stdio: ['pipe', 'pipe', 'pipe'],
      // A group of its own: Ctrl-C at the terminal reaches run-local.ts alone, which stops everything in order.
      detached: true,
    })
    this.#child = child
    child.stdin.on('error', () => undefined)
    child.stderr.pipe(log)
    const startedAt = performance.now()
    const ended = new Promise<string>((resolve) => {
      child.once('error', (error) => {
        resolve(error.message)
      })
      child.once('close', (code, signal) => {
        resolve(signal ?? `exit code ${code ?? 'unknown'}`)
      })
    })
    const ready = new Promise<Ready>((resolve) => {
      createInterface({ input: child.stdout }).on('line', (line) => {
        const said = readReady(line)
        if (said) resolve(said)
        else log.write(`${line}\n`)
      })
    })
    const first = await Promise.race([ready, ended, sleep(readyWithin, 'not ready within a minute', { ref: false })])
    if (typeof first === 'string') {
      await this.#end('SIGKILL')
      throw new NotReady(
        `The ${this.name} did not start (${first}). The end of its log, ${logFile}:\n${await tail(logFile)}`,
      )
    }
    void ended.then((how) => {
      if (wish === this.#wish) void this.#revive(how, performance.now() - startedAt)
    })
    return first
  }

  /**
   * After a death nobody asked for: said, and started again after a pause that doubles, as what killed it (the database
   * away, say) may last a while. One that keeps dying is given up, since a system that half works teaches wrong things.
   */
  async #revive(how: string, lived: number): Promise<void> {
    const { say, logFile, onGivenUp } = this.#options
    const wish = this.#wish
    this.#deaths = lived > wellAfter ? 1 : this.#deaths + 1
    for (; this.#deaths < deathsBeforeGivingUp; this.#deaths++) {
      const pause = Math.min(500 * 2 ** this.#deaths, longestPause)
      say(`The ${this.name} died (${how}); it starts again in ${pause / 1000} s. Its log: ${logFile}`)
      await sleep(pause)
      if (wish !== this.#wish) return
      try {
        await this.#launch()
        return
      } catch {
        how = 'it could not start'
        if (wish !== this.#wish) return
      }
    }
    say(`The ${this.name} keeps dying (${how}). Its log: ${logFile}`)
    onGivenUp()
  }

  async #end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const child = this.#child
    if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return
    const { pid } = child
    const closed = once(child, 'close')
    if (signal === 'SIGTERM') child.kill(signal)
    else killGroup(pid)
    const late = setTimeout(() => {
      killGroup(pid)
    }, stopWithin)
    await closed
    clearTimeout(late)
  }
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // Gone already.
  }
}

function readReady(line: string): Ready | undefined {
  try {
    const said = JSON.parse(line) as Partial<Ready>
    return said.ready === true ? (said as Ready) : undefined
  } catch {
    return undefined
  }
}

async function tail(file: string): Promise<string> {
  return (await readFile(file, 'utf8')).trimEnd().split('\n').slice(-20).join('\n')
}
