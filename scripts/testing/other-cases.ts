/** Every file of tests that holds a property, on the cases of the seed in CHECK_SEED. */
import { spawnSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, toolPath } from '#scripts/ready.js'
import { checkSeed } from './check-seed.ts'

checkSeed()
const files = globSync('{app,server,providers,forecasting,scripts}/**/*.test.{ts,tsx}', { cwd: root }).filter(
  (file) => !file.includes('.long.') && readFileSync(join(root, file), 'utf8').includes("from 'fast-check'"),
)
const { status } = spawnSync(
  process.execPath,
  [toolPath('vitest/vitest.mjs'), 'run', '--mode', 'properties', ...files],
  { cwd: root, stdio: 'inherit' },
)
process.exitCode = status ?? 1
if (status === 0) process.stdout.write(`result: ${files.length} files of tests, 1,000 cases where none are named\n`)
