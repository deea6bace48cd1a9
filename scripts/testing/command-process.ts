import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import type { Environment } from '#server/config/environment.ts'
import { root } from '../ready.js'

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly said: string
}

/** A command as a process, as an operator runs it: `scripts/NAME.ts` with this environment added to that of the tests. */
export function runProgram(name: string, args: readonly string[], env: Environment = {}): Ended {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'scripts', `${name}.ts`), ...args], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  })
  return { code: status, out: stdout, said: stderr }
}
