/** Run from a copy in a small project of its own, whose one package lies beside it: npm needs no network for that. */
import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { root } from './ready.js'

const run = promisify(execFile)
let project: string

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'ready-'))
  await mkdir(join(project, 'scripts'))
  await mkdir(join(project, 'tool'))
  await cp(join(root, 'scripts', 'ready.js'), join(project, 'scripts', 'ready.js'))
  const tool = { name: 'tool', version: '1.0.0' }
  const own = { name: 'own', version: '1.0.0', type: 'module', devDependencies: { tool: 'file:tool' } }
  const packages = {
    '': own,
    'node_modules/tool': { resolved: 'tool', link: true },
    tool: { version: '1.0.0', dev: true },
  }
  const files = {
    'package.json': own,
    'package-lock.json': { name: 'own', version: '1.0.0', lockfileVersion: 3, requires: true, packages },
    'tool/package.json': tool,
  }
  for (const [file, content] of Object.entries(files)) {
    await writeFile(join(project, file), JSON.stringify(content))
  }
})
afterAll(() => rm(project, { recursive: true }))

test.each([{ NODE_ENV: 'production' }, { npm_config_omit: 'dev' }, { NPM_CONFIG_PRODUCTION: 'true' }] as const)(
  'what the tests and the build need is installed with %o too',
  async (setting) => {
    await rm(join(project, 'node_modules'), { recursive: true, force: true })
    const script = `import { makeReady } from './scripts/ready.js'
      await makeReady(() => undefined, { postgres: false }).catch(() => undefined)`
    // Beyond the packages it cannot come here: Node 24 is none of them.
    await run(process.execPath, ['--input-type=module', '-e', script], {
      cwd: project,
      env: { PATH: process.env.PATH, HOME: project, NODE_ENV: 'development', ...setting },
    })
    expect(await readFile(join(project, 'node_modules', 'tool', 'package.json'), 'utf8')).toContain('"tool"')
  },
)
