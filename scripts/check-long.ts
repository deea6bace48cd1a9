/** `npm run check:long [-- --only NAME] [--seed N]`: the long checks; writes docs/checks.md, ends with 1 if one failed, 2 for wrong use. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { runCommand } from './command.ts'
import type { LongCheck } from './long-checks.ts'
import { runLongChecks } from './long-checks.ts'
import { root, toolPath } from './ready.js'

const table = join(root, 'docs', 'checks.md')

/** A file `*.long.test.ts`, which `npm test` leaves out. */
const tests = (file: string): readonly string[] => [toolPath('vitest/vitest.mjs'), 'run', '--mode', 'long', file]

/** To add a check: a line here, and a program that says `result: …`. */
const checks: readonly LongCheck[] = [
  {
    name: 'fuzz',
    what: 'Messages of every vocabulary, unsigned and signed, changed at random 10,000 times',
    program: tests('providers/testing/hostile/fuzz.long.test.ts'),
  },
  {
    name: 'properties',
    what: 'Every property that `npm test` tries, on other cases; 1,000 each of the rules and of whole people',
    program: [join(root, 'scripts', 'testing', 'other-cases.ts')],
  },
  {
    name: 'mutants',
    what: 'Faults planted in the rules one at a time: the tests find at least 90 %, and each other one has [its reason](surviving-mutants.md)',
    program: [join(root, 'scripts', 'mutation', 'main.ts')],
  },
  {
    name: 'sqlmap',
    what: 'Debian’s sqlmap against three forms with a live session, and against a form with a hole planted in it',
    program: [join(root, 'scripts', 'sqlmap.ts')],
  },
]

/** What is checked: the commit, and whether anything has changed since, but for the table itself. */
function commit(): string {
  const git = (...args: string[]): string => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim()
  const changed = git('status', '--porcelain', '--', '.', ':!docs/checks.md') !== ''
  return `${git('rev-parse', '--short=10', 'HEAD')}${changed ? ' and changes' : ''}`
}

function readArguments(): { readonly only?: string | undefined; readonly seed?: number | undefined } {
  const { values } = parseArgs({ options: { only: { type: 'string' }, seed: { type: 'string' } } })
  if (values.seed !== undefined && !/^\d{1,10}$/.test(values.seed)) throw new RangeError('A seed is a whole number')
  return { only: values.only, seed: values.seed === undefined ? undefined : Number(values.seed) }
}

async function run(): Promise<number> {
  const say = (line: string) => process.stdout.write(`${line}\n`)
  return (await runLongChecks(checks, { table, commit: commit(), say, ...readArguments() })) ? 0 : 1
}

await runCommand(run, (error) => (error instanceof RangeError || error instanceof TypeError ? 2 : null))
