/** Every rule about who may import whom catches the breach that it is there for. */

import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { root } from './ready.js'

const configFile = join(root, '.dependency-cruiser.cjs')
const config = createRequire(import.meta.url)(configFile) as { forbidden: readonly { name: string }[] }

/** A file with one import each. Its rules: all that must be reported for it, none when it is as it should be. */
const planted: readonly { file: string; imports: string; rules: readonly string[] }[] = [
  { file: 'server/a.ts', imports: "import './b.ts'", rules: ['no-cycles'] },
  // A cycle is reported once, where it is met first.
  { file: 'server/b.ts', imports: "import './a.ts'", rules: [] },
  { file: 'app/routes/query.ts', imports: "import '../../server/db/saver.ts'", rules: ['app-asks-only-the-api'] },
  { file: 'app/routes/call.ts', imports: "import '../../server/services/api.ts'", rules: ['app-takes-types-only'] },
  {
    file: 'app/routes/ask.ts',
    imports: "import type { Answer } from '../../server/services/api.ts'\nexport type Shown = Answer",
    rules: [],
  },
  { file: 'forecasting/look-up.ts', imports: "import '../providers/source.ts'", rules: ['forecasting-stands-alone'] },
  { file: 'forecasting/read.ts', imports: "import 'node:fs'", rules: ['forecasting-stands-alone'] },
  { file: 'forecasting/count.ts', imports: "import 'decimal.js'", rules: [] },
  {
    file: 'forecasting/parameters/basbelopp.ts',
    imports: "import '../rules/itp1/index.ts'",
    rules: ['parameters-hold-data'],
  },
  { file: 'forecasting/run.ts', imports: "import './rules/itp1/premium.ts'", rules: ['scheme-through-its-index'] },
  { file: 'forecasting/walk.ts', imports: "import './rules/itp1/index.ts'", rules: [] },
  {
    file: 'forecasting/rules/itp2/index.ts',
    imports: "import '../itp1/premium.ts'",
    rules: ['schemes-through-each-others-index'],
  },
  { file: 'forecasting/rules/itp1/index.ts', imports: "import './premium.ts'", rules: [] },
  {
    file: 'providers/store.ts',
    imports: "import '../server/services/api.ts'",
    rules: ['providers-know-only-the-model'],
  },
  {
    file: 'providers/count.ts',
    imports: "import '../forecasting/rules/itp1/index.ts'",
    rules: ['providers-know-only-the-model'],
  },
  { file: 'providers/answer.ts', imports: "import '../forecasting/model/holding.ts'", rules: [] },
  {
    file: 'providers/insurers/nord/quirk.ts',
    imports: "import '../syd/quirk.ts'",
    rules: ['insurers-do-not-know-each-other'],
  },
  { file: 'server/services/wire.ts', imports: "import 'soap'", rules: ['wire-libraries-in-providers'] },
  { file: 'providers/client.ts', imports: "import 'soap'", rules: [] },
  { file: 'server/services/select.ts', imports: "import 'pg'", rules: ['sql-in-db'] },
  { file: 'server/db/saver.ts', imports: "import 'pg'", rules: [] },
  {
    file: 'server/compose.ts',
    imports: "import '../providers/simulator/tables.ts'",
    rules: ['simulator-stays-out-of-production'],
  },
  {
    file: 'providers/simulator/confirm.ts',
    imports: "import '../../forecasting/run.ts'",
    rules: ['simulator-does-not-forecast', 'providers-know-only-the-model'],
  },
  { file: 'e2e/short-cut.ts', imports: "import '../server/services/api.ts'", rules: ['journeys-speak-http'] },
  {
    file: 'migrations/create_saver.ts',
    imports: "import '../server/services/api.ts'",
    rules: ['migrations-stand-alone'],
  },
  { file: 'server/http/try.ts', imports: "import 'a-tool'", rules: ['no-dev-packages-in-production'] },
  { file: 'scripts/tool.ts', imports: "import 'a-tool'", rules: [] },
  { file: 'server/lost.ts', imports: "import './nowhere.ts'", rules: ['resolvable'] },
]
/** What they import, and which imports nothing. */
const plain = [
  'server/services/api.ts',
  'providers/source.ts',
  'providers/insurers/syd/quirk.ts',
  'providers/simulator/tables.ts',
  'forecasting/rules/itp1/premium.ts',
  'forecasting/model/holding.ts',
]
const packages = { dependencies: ['decimal.js', 'soap', 'pg'], devDependencies: ['a-tool'] }

interface Violation {
  readonly from: string
  readonly rule: { readonly name: string; readonly severity: string }
}

let tree: string
let reported: ReadonlyMap<string, readonly string[]>

beforeAll(async () => {
  tree = await realpath(await mkdtemp(join(tmpdir(), 'boundaries-')))
  const write = async (file: string, text: string) => {
    await mkdir(dirname(join(tree, file)), { recursive: true })
    await writeFile(join(tree, file), text)
  }
  for (const { file, imports } of planted) await write(file, `${imports}\n`)
  for (const file of plain) await write(file, 'export type Answer = string\n')
  const versions = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, '1.0.0']))
  const manifest = {
    name: 'planted',
    type: 'module',
    dependencies: versions(packages.dependencies),
    devDependencies: versions(packages.devDependencies),
  }
  await write('package.json', JSON.stringify(manifest))
  await write(
    'tsconfig.json',
    JSON.stringify({ compilerOptions: { module: 'NodeNext', allowImportingTsExtensions: true } }),
  )
  for (const name of [...packages.dependencies, ...packages.devDependencies]) {
    await write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }))
    await write(`node_modules/${name}/index.js`, '')
  }
  reported = await cruise()
})
afterAll(() => rm(tree, { recursive: true, force: true }))

/** @returns the rules reported, per file. */
async function cruise(): Promise<ReadonlyMap<string, readonly string[]>> {
  const program = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs')
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [program, '--config', configFile, '--output-type', 'json', '.'],
    { cwd: tree, maxBuffer: 32 * 1024 * 1024 },
  )
  const { summary } = JSON.parse(stdout) as { summary: { violations: readonly Violation[] } }
  const perFile = new Map<string, string[]>()
  for (const { from, rule } of summary.violations) {
    expect(rule.severity).toBe('error')
    perFile.set(from, [...new Set([...(perFile.get(from) ?? []), rule.name])])
  }
  return perFile
}

test.each(planted)('$file: $rules', ({ file, rules }) => {
  expect([...(reported.get(file) ?? [])].sort()).toEqual([...rules].sort())
})

test('no rule is without a planted breach', () => {
  const breached = new Set(planted.flatMap(({ rules }) => rules))
  expect(config.forbidden.map(({ name }) => name).filter((name) => !breached.has(name))).toEqual([])
})
