/**
 * `npm test`: everything, in order, a calm line for each stage, and one line of sums at the end.
 *
 *   --quick        all but the journeys in a browser and the tests of the launchers
 *   <name> …       only the stages of these names
 *
 * With CI=true a skipped test counts as a failure of the run.
 */

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { findChromium } from './chromium.js'
import { findOrInstall, runs } from './find-or-install.js'
import { buildPages, makeReady, node24, NotReady, root, runQuietly, toolPath } from './ready.js'
import { failuresOfJourneys } from './testing/failures.js'
import { findPythonWithZeep } from './zeep.js'

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Sums
 * @typedef {Sums & { output: string, failures?: string[] }} Outcome `failures`: what each failed test said, where the output is not the place to look
 * @typedef {{ name: string, slow?: boolean, run: () => Promise<Outcome> }} Stage
 */

const reports = join(root, '.cache', 'test')
const environment = {
  ...process.env,
  PATH: [dirname(node24), process.env.PATH].join(delimiter),
  // Plain text, whatever the terminal: what failed is kept and shown later.
  NO_COLOR: '1',
  FORCE_COLOR: '0',
}
const longestOutput = 60_000

/** Independent of each other: two at a time. */
const still = [
  tool('lint', ['eslint/bin/eslint.js', '.']),
  tool('types', ['typescript/bin/tsc', '-p', '.']),
  tool('format', ['prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.']),
  tool('boundaries', ['dependency-cruiser/bin/dependency-cruiser.mjs', ...['--output-type', 'err', '.']]),
  tool('unused', ['knip/bin/knip.js']),
  { name: 'schema', run: () => program([join('scripts', 'check-schema.ts')]) },
  { name: 'build', run: build },
]
/** Each uses the whole machine. */
const busy = [
  { name: 'tests', run: tests },
  { name: 'journeys', slow: true, run: journeys },
  { name: 'launchers', slow: true, run: () => vitest('launchers', ['--mode', 'launchers']) },
]

try {
  process.exitCode = await main()
} catch (error) {
  if (!(error instanceof NotReady)) throw error
  console.error(error.message)
  console.log('0 passed, 1 failed, 0 skipped')
  process.exitCode = 1
}

async function main() {
  const startedAt = performance.now()
  await makeReady((line) => console.log(line), { postgres: true })
  rmSync(reports, { recursive: true, force: true })
  mkdirSync(reports, { recursive: true })

  const names = process.argv.slice(2).filter((argument) => !argument.startsWith('-'))
  const quick = process.argv.includes('--quick')
  /** @param {Stage} stage */
  const isWanted = ({ name, slow }) => (names.length > 0 ? names.includes(name) : !(quick && slow))
  const sums = { passed: 0, failed: 0, skipped: 0 }
  await inOrder(still.filter(isWanted), 2, sums)
  await inOrder(busy.filter(isWanted), 1, sums)

  console.log(`${seconds(startedAt)} in all`)
  console.log(`${sums.passed} passed, ${sums.failed} failed, ${sums.skipped} skipped`)
  const skipsAllowed = process.env.CI !== 'true'
  return sums.passed > 0 && sums.failed === 0 && (skipsAllowed || sums.skipped === 0) ? 0 : 1
}

/**
 * @param {Stage[]} stages
 * @param {number} atOnce
 * @param {Sums} sums
 */
async function inOrder(stages, atOnce, sums) {
  const waiting = [...stages]
  const work = async () => {
    for (let stage = waiting.shift(); stage; stage = waiting.shift()) {
      const startedAt = performance.now()
      const outcome = await stage.run()
      sums.passed += outcome.passed
      sums.failed += outcome.failed
      sums.skipped += outcome.skipped
      tell(stage.name, outcome, startedAt)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
}

/**
 * @param {string} name
 * @param {Outcome} outcome
 * @param {number} startedAt
 */
function tell(name, { passed, failed, skipped, output, failures = [] }, startedAt) {
  const counts = passed + failed + skipped > 1 ? `  ${passed} passed, ${failed} failed, ${skipped} skipped` : ''
  const word = failed > 0 ? 'FAILED' : passed > 0 ? 'ok' : 'skipped'
  console.log(`${word.padEnd(8)}${name.padEnd(12)}${seconds(startedAt).padStart(6)}${counts}`)
  if (failures.length > 0) {
    const whole = join(reports, `${name}.txt`)
    writeFileSync(whole, output)
    console.log(`${bounded(failures.join('\n\n'))}\n\nAll that was said: ${whole}\n`)
  } else if (failed > 0 || passed === 0) console.log(`${bounded(output)}\n`)
  else for (const [line] of output.matchAll(/^measured: .*$/gm)) console.log(`        ${line}`)
}

/**
 * A tool of an installed package that passes or fails as a whole.
 * @param {string} name
 * @param {string[]} args
 * @returns {Stage}
 */
function tool(name, [path = '', ...args]) {
  return { name, run: () => program([toolPath(path), ...args]) }
}

/**
 * @param {string[]} args
 * @returns {Promise<Outcome>}
 */
async function program(args) {
  const { code, output } = await runQuietly(node24, args, environment)
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0, output }
}

/** @returns {Promise<Outcome>} */
async function build() {
  try {
    await buildPages(() => {})
    return { passed: 1, failed: 0, skipped: 0, output: '' }
  } catch (error) {
    if (!(error instanceof NotReady)) throw error
    return { passed: 0, failed: 1, skipped: 0, output: error.message }
  }
}

/**
 * @param {string} name
 * @param {string[]} args
 * @returns {Promise<Outcome>}
 */
async function vitest(name, args) {
  const file = join(reports, `${name}.json`)
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${file}`]
  const { code, output } = await runQuietly(
    node24,
    [toolPath('vitest/vitest.mjs'), 'run', ...reporters, ...args],
    environment,
  )
  const report = readReport(file)
  return withExitCode(code, {
    output,
    passed: report?.numPassedTests ?? 0,
    failed: report?.numFailedTests ?? 0,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
  })
}

/** @returns {Promise<Outcome>} */
async function tests() {
  // Programs that we did not write, which our messages are tried on; without them, those tests are skipped.
  await findOrInstall('xmlsec1', () => (runs('xmlsec1') ? 'xmlsec1' : undefined), console.log)
  await findOrInstall('python3-zeep', () => findPythonWithZeep(), console.log)
  return vitest('tests', [])
}

/** @returns {Promise<Outcome>} */
async function journeys() {
  const chromium = await findOrInstall('chromium', () => findChromium(), console.log)
  if (!chromium) {
    const output =
      'No Chromium found. Install one (Debian: apt-get install chromium), or set PLAYWRIGHT_CHROMIUM to the path of a Chrome or Chromium.'
    return { passed: 0, failed: 0, skipped: 1, output }
  }
  const built = await build()
  if (built.failed > 0) return built
  const file = join(reports, 'journeys.json')
  const { code, output } = await runQuietly(
    node24,
    [toolPath('@playwright/test/cli.js'), 'test', '-c', join('e2e', 'playwright.config.ts'), '--reporter=line,json'],
    { ...environment, PLAYWRIGHT_CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: file },
  )
  const report = readReport(file)
  const stats = report?.stats
  return withExitCode(code, {
    output,
    failures: failuresOfJourneys(report),
    passed: stats?.expected ?? 0,
    failed: (stats?.unexpected ?? 0) + (stats?.flaky ?? 0),
    skipped: stats?.skipped ?? 0,
  })
}

/**
 * A run that fails without a failed test (it did not start, say) is one failure.
 * @param {number} code
 * @param {Outcome} outcome
 * @returns {Outcome}
 */
function withExitCode(code, outcome) {
  const silentFailure = code !== 0 && outcome.failed === 0
  return { ...outcome, failed: outcome.failed + (silentFailure ? 1 : 0) }
}

/** @param {string} file */
function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}

/** @param {number} startedAt */
function seconds(startedAt) {
  return `${((performance.now() - startedAt) / 1000).toFixed(1)} s`
}

/**
 * The beginning and the end of what is too long.
 * @param {string} text
 */
function bounded(text) {
  if (text.length <= longestOutput) return text.trimEnd()
  const half = longestOutput / 2
  return `${text.slice(0, half)}\n… ${text.length - longestOutput} characters left out …\n${text.slice(-half).trimEnd()}`
}
