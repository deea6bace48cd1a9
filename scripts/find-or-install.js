/** Programs of others that tests need. In plain JavaScript, as test.js runs on whatever Node ≥ 20 the machine has. */

import { spawnSync } from 'node:child_process'
import { runQuietly } from './ready.js'

/** @param {string} path */
export function runs(path) {
  return spawnSync(path, ['--version']).status === 0
}

/**
 * The one that is there, or Debian's when we may install it.
 * @param {string} name of Debian's package
 * @param {() => string | undefined | Promise<string | undefined>} find
 * @param {(line: string) => void} say
 */
export async function findOrInstall(name, find, say) {
  const found = await find()
  if (found || process.getuid?.() !== 0 || !runs('apt-get')) return found
  say(`Installing ${name} (apt-get install ${name}) …`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await runQuietly('apt-get', ['update'], env)
  const { code, output } = await runQuietly('apt-get', ['install', '-y', '--no-install-recommends', name], env)
  if (code !== 0) say(output.slice(-10_000))
  return find()
}
