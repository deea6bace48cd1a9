/** Part of `npm run check:long`: builds the pages, finds or installs sqlmap, and runs the check that drives it. */
import { spawnSync } from 'node:child_process'
import { findOrInstall, runs } from './find-or-install.js'
import { buildPages, root, toolPath } from './ready.js'

const say = (line: string) => process.stderr.write(`${line}\n`)
await buildPages(say)
const sqlmap = await findOrInstall('sqlmap', () => (runs('sqlmap') ? 'sqlmap' : undefined), say)
if (sqlmap === undefined) {
  say('No sqlmap found. Install one (Debian: apt-get install sqlmap).')
  process.exitCode = 1
} else {
  const args = [toolPath('vitest/vitest.mjs'), 'run', '--mode', 'long', 'server/attack-sqlmap.long.test.ts']
  process.exitCode = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 1
}
