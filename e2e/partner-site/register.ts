/** Takes a partner site into the register of the local system, as an operator does. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../../scripts/ready.js'

/** @param env where the database is: DATABASE_OWNER_URL, or LOCAL_DIR of the local system. @throws Error in the command's words */
export function register(registration: object, env: NodeJS.ProcessEnv): void {
  const folder = mkdtempSync(join(tmpdir(), 'partner-'))
  try {
    const file = join(folder, 'partner.json')
    writeFileSync(file, JSON.stringify(registration))
    operate(['add', file], env)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** @throws Error in the command's words */
export function operate(args: readonly string[], env: NodeJS.ProcessEnv): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'scripts/partners.ts'), ...args], {
    encoding: 'utf8',
    env,
  })
  if (status !== 0) throw new Error(stderr)
  return stdout
}
