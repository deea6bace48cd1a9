/**
 * Checks that take longer than `npm test` may: each a program, run one after the other, and its outcome a row of a
 * table that is kept. A program passes when it ends with 0 and has said on a line of its own `result: …`.
 */
import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'

export interface LongCheck {
  readonly name: string
  /** For a reader of the table. */
  readonly what: string
  /** Arguments of Node. The program finds its seed in CHECK_SEED: with the same, it does the same. */
  readonly program: readonly string[]
}

interface Run {
  /** Rows of checks that are not run stay as they are. */
  readonly table: string
  /** The name of the only check to run. */
  readonly only?: string | undefined
  /** Default: another for each check. */
  readonly seed?: number | undefined
  /** Of what is checked, for the table. */
  readonly commit: string
  readonly say: (line: string) => void
}

const heading = `# Long checks

What takes longer than \`npm test\` may. \`npm run check:long\` runs all of it and writes this page; \`-- --only NAME\` runs one and changes its row alone, \`--seed N\` does again what a row did.

| Check | What | Result | Seed | Took | When | Commit |
|---|---|---|---:|---:|---|---|
`

/** A cell's text: a bar would end the cell. */
const cell = (value: string): string => value.replaceAll('|', '/').trim()

/** By the name of the check. */
function rowsOf(file: string): Map<string, string> {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
  const rows = lines.filter((line) => /^\| (?!Check )/.test(line))
  return new Map(rows.map((row) => [/^\| (.*?) \|/.exec(row)?.[1] ?? '', row]))
}

interface Outcome {
  readonly passed: boolean
  readonly result: string
  readonly output: string
}

async function run({ program }: LongCheck, seed: number): Promise<Outcome> {
  const child = spawn(process.execPath, program, {
    env: { ...process.env, CHECK_SEED: String(seed), NO_COLOR: '1', FORCE_COLOR: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(child, 'close')
  const output = (await Promise.all([text(child.stdout), text(child.stderr)])).join('\n')
  const [code] = (await ended) as [number | null]
  const result = /^result: (.+)$/m.exec(output)?.[1]
  if (code !== 0) return { passed: false, result: `FAILED (ended with ${code ?? 'a signal'})`, output }
  return { passed: result !== undefined, result: result ?? 'FAILED (no result)', output }
}

/**
 * Runs the checks and writes the table after each.
 * @returns whether all have passed
 * @throws RangeError for a name that no check has
 */
export async function runLongChecks(checks: readonly LongCheck[], given: Run): Promise<boolean> {
  const { table, only, commit, say } = given
  const wanted = checks.filter(({ name }) => only === undefined || name === only)
  if (wanted.length === 0)
    throw new RangeError(`No such check; there are: ${checks.map(({ name }) => name).join(', ')}`)
  const rows = rowsOf(table)
  let allPassed = true
  for (const check of wanted) {
    const seed = given.seed ?? randomInt(2 ** 31)
    const started = Date.now()
    const { passed, result, output } = await run(check, seed)
    const seconds = ((Date.now() - started) / 1000).toFixed(0)
    const cells = [check.name, check.what, result, String(seed), `${seconds} s`]
    rows.set(
      check.name,
      `| ${[...cells, new Date(started).toISOString().slice(0, 10), commit].map(cell).join(' | ')} |`,
    )
    const known = checks.flatMap(({ name }) => rows.get(name) ?? [])
    writeFileSync(table, `${heading}${known.join('\n')}\n`)
    say(`${passed ? 'ok     ' : 'FAILED '} ${check.name}  ${seconds} s  seed ${seed}  ${result}`)
    if (!passed) say(output)
    allPassed &&= passed
  }
  return allPassed
}
