/** What the local system keeps between runs, in `.local/` or LOCAL_DIR, and the lock that lets one run at a time use it. */

import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import { NotReady, openFolder, postgresUserReaches } from './ready.js'

const secretsShape = z.object({
  postgres: z.string(),
  owner: z.string(),
  app: z.string(),
  worker: z.string(),
  eraser: z.string(),
  eidClient: z.string(),
  encryptionKey: z.string(),
  numberHashKey: z.string(),
  accessLogKey: z.string(),
  pinPepper: z.string(),
  /** Ed25519, PEM. */
  accessLogSigningKey: z.string(),
  staffClient: z.string(),
  /** Ed25519, PEM: of the local voice system. */
  voiceSigningKey: z.string(),
  /** P-256, PEM. */
  signedDataKey: z.string(),
})
/** Made by chance at the first start. Without them the stored data cannot be read. */
export type Secrets = z.output<typeof secretsShape>

export interface LocalState {
  readonly dir: string
  readonly logs: string
  readonly ca: string
  readonly postgres: string
  readonly secrets: Secrets
}

/** Opens the folder; makes it at the first start. */
export async function openState(dir: string): Promise<LocalState> {
  const logs = join(dir, 'logs')
  await keepLogsOfRunBefore(logs)
  // The PostgreSQL user must be able to pass through.
  await mkdir(logs, { recursive: true, mode: 0o755 })
  return { dir, logs, ca: join(dir, 'ca'), postgres: await postgresDir(dir), secrets: await readSecrets(dir) }
}

/** Of one run, that is: logs that only grow fill a disk. */
async function keepLogsOfRunBefore(logs: string): Promise<void> {
  if (!existsSync(logs)) return
  await rm(`${logs}.before`, { recursive: true, force: true })
  await rename(logs, `${logs}.before`)
}

/** As root, in a folder that the PostgreSQL user cannot enter, the data lies in one that it can, with a link here. */
async function postgresDir(dir: string): Promise<string> {
  const here = join(dir, 'postgres')
  if (existsSync(here)) return realpath(here)
  if (postgresUserReaches(dir)) return here
  await mkdir(openFolder, { recursive: true, mode: 0o755 })
  const elsewhere = await mkdtemp(join(openFolder, 'postgres-'))
  await rm(here, { force: true })
  await symlink(elsewhere, here)
  return elsewhere
}

async function readSecrets(dir: string): Promise<Secrets> {
  const file = join(dir, 'secrets.json')
  const password = () => randomBytes(24).toString('base64url')
  const key = () => randomBytes(32).toString('base64')
  const signingKey = () => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const made: Secrets = {
    postgres: password(),
    owner: password(),
    app: password(),
    worker: password(),
    eraser: password(),
    eidClient: password(),
    encryptionKey: key(),
    numberHashKey: key(),
    accessLogKey: key(),
    pinPepper: key(),
    signedDataKey: generateKeyPairSync('ec', { namedCurve: 'P-256' })
      .privateKey.export({ type: 'pkcs8', format: 'pem' })
      .toString(),
    accessLogSigningKey: signingKey(),
    staffClient: password(),
    voiceSigningKey: signingKey(),
  }
  const kept: unknown = existsSync(file) ? JSON.parse(await readFile(file, 'utf8')) : {}
  // A folder of an earlier version lacks those that have come since.
  const secrets = secretsShape.parse({ ...made, ...(kept as Partial<Secrets>) })
  await writeFile(`${file}.half`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
  await rename(`${file}.half`, file)
  return secrets
}

export interface Lock {
  /** The run before this one was killed, and its processes may be on their way out. */
  readonly previousWasKilled: boolean
  release(): Promise<void>
}

/**
 * A socket is a lock that nobody forgets: it answers while its process lives and not a moment longer.
 * @throws NotReady with the address that runs.
 */
export async function lock(dir: string, address: string): Promise<Lock> {
  const path = socketPath(dir)
  const previousWasKilled = existsSync(path)
  if (previousWasKilled) {
    const other = await askWhoRuns(path)
    if (other !== undefined) throw new NotReady(`Already running from this folder: ${other}`)
    await rm(path, { force: true })
  }
  const server = createServer((socket) => socket.on('error', () => undefined).end(address)).unref()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(path, resolve)
  })
  return {
    previousWasKilled,
    release: async () => {
      await new Promise((resolve) => server.close(resolve))
      await rm(path, { force: true })
    },
  }
}

async function askWhoRuns(path: string): Promise<string | undefined> {
  try {
    return await text(connect(path))
  } catch {
    return undefined
  }
}

/** The system allows a socket about a hundred characters of path. */
function socketPath(dir: string): string {
  const path = join(dir, 'running.sock')
  if (path.length <= 100) return path
  return join(tmpdir(), `samlad-pension-${createHash('sha256').update(dir).digest('hex').slice(0, 16)}.sock`)
}
