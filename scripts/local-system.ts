/**
 * The whole system on one machine: PostgreSQL, the simulated providers, the local e-ID issuer, a mail server
 * that keeps what it is given, the portal and a worker,
 * as child processes. Used by `npm start` (run-local.ts) and by the journeys.
 */

import { createPublicKey } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ProviderEntry } from '#providers/pension-source.ts'
import { createRoles, roles } from '#server/db/bootstrap.ts'
import { migrate } from '#server/db/migrate.ts'
import { seedProviders } from '#server/db/seed-providers.ts'
import { testPersons } from '#providers/simulator/persons.ts'
import { simulatedProviders } from '#providers/simulator/providers.ts'
import { portalParty } from './local-ca.ts'
import { issueLocalCertificates } from './local-certificates.ts'
import { LocalProcess, workerNodeOptions, type Environment } from './local-process.ts'
import { lock, openState, type LocalState } from './local-state.ts'
import { freePort, isTaken } from './ports.ts'
import { NotReady, root } from './ready.js'

export interface DatabaseUrls {
  readonly owner: string
  readonly app: string
  readonly worker: string
  readonly eraser: string
}

export interface LocalOptions {
  /** Where the state is kept: data, certificates, secrets, logs. */
  readonly dir: string
  readonly ports: LocalPorts
  /** Pages through Vite, with reload on change, instead of the built ones. */
  readonly dev?: boolean
  /** The pages as in production (React's production build), with everything around them as here: for measuring. */
  readonly asProduction?: boolean
  /** A PostgreSQL of one's own; embedded when not given. */
  readonly database?: DatabaseUrls
  /** What else the processes find in their environment; ours has precedence. */
  readonly env?: Environment
  /** Hears what a person should know, a line at a time. */
  readonly say?: (line: string) => void
  /** Called when a process cannot be kept alive. */
  readonly onGivenUp?: () => void
  /** Stops the start on its way. */
  readonly signal?: AbortSignal
}

export interface LocalPorts {
  readonly portal: number
  readonly callback: number
  readonly issuer: number
  readonly postgres: number
  readonly control: number
  readonly smtp: number
  readonly voice: number
  /** The first of as many as there are providers, or 0: each takes a free one. */
  readonly providers: number
}

export interface LocalSystem {
  readonly dir: string
  readonly origin: string
  /** Where tests tell the simulator how to behave. */
  readonly control: string
  readonly databaseUrls: DatabaseUrls
  /** Where the mails lie that were sent, a file each. */
  readonly mails: string
  /** Where the letters lie that a printer would take. */
  readonly letters: string
  /** Where a developer keys in what a caller would. */
  readonly voice: string
  /** Each can be killed and started again; `postgres` is missing when the database is one's own. */
  readonly processes: LocalProcesses
  stop(): Promise<void>
}

type ProcessName = 'postgres' | 'simulator' | 'mail' | 'issuer' | 'voice' | 'portal' | 'worker'
export type LocalProcesses = Readonly<Record<Exclude<ProcessName, 'postgres'>, LocalProcess>> & {
  readonly postgres?: LocalProcess
}

const database = 'portal'

export const defaultPorts: LocalPorts = {
  portal: 3000,
  callback: 3443,
  issuer: 3001,
  postgres: 35432,
  control: 33099,
  smtp: 33025,
  voice: 3002,
  providers: 33100,
}

async function freePorts(): Promise<LocalPorts> {
  const found = new Set<number>()
  while (found.size < 7) found.add(await freePort())
  const [portal = 0, callback = 0, issuer = 0, postgres = 0, control = 0, smtp = 0, voice = 0] = found
  return { portal, callback, issuer, postgres, control, smtp, voice, providers: 0 }
}

/**
 * Starts on ports that are free. One that another program takes before it is listened on, seconds later, is no fault of
 * anybody's: it begins again on other ports, twice at most.
 */
export async function onFreePorts<T>(start: (ports: LocalPorts) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await start(await freePorts())
    } catch (error) {
      if (attempt === 3 || !(error instanceof NotReady && isOfAPort.test(error.message))) throw error
    }
  }
}

/** As Node.js, PostgreSQL and `refuseTakenPorts` say it. */
const isOfAPort = /EADDRINUSE|Address already in use|is taken by another program/

/** What each step of the start needs to know. */
interface Launch {
  readonly options: LocalOptions
  readonly state: LocalState
  readonly origin: string
  /** In the order of their start; stopped in the opposite one. */
  readonly started: LocalProcess[]
}

/** @throws NotReady with what a person should do; then nothing is left running. */
export async function startLocal(options: LocalOptions): Promise<LocalSystem> {
  const dir = resolve(options.dir)
  await mkdir(dir, { recursive: true, mode: 0o755 })
  const origin = options.env?.PORTAL_ORIGIN ?? `http://localhost:${options.ports.portal}`
  const held = await lock(dir, origin)
  const started: LocalProcess[] = []
  const stop = async () => {
    for (const process of started.splice(0).reverse()) await process.stop()
    await held.release()
  }
  try {
    await refuseTakenPorts(options, dir, held.previousWasKilled)
    return { ...(await startAll({ options, state: await openState(dir), origin, started })), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function startAll(launch: Launch): Promise<Omit<LocalSystem, 'stop'>> {
  const { options, state, origin } = launch
  const simulate = async () => {
    await issueLocalCertificates(state.ca)
    return start(launch, 'simulator', ['providers/simulator/main.ts'], {
      SIMULATOR_PORTS: options.ports.providers === 0 ? 'free' : String(options.ports.providers),
      SIMULATOR_CONTROL_PORT: String(options.ports.control),
      CA_DIR: state.ca,
      CALLBACK_URL: `https://127.0.0.1:${options.ports.callback}/ssek`,
    })
  }
  const [{ postgres, databaseUrls }, simulator, issuer, mail, voice] = await allOrFirstFault([
    prepareDatabase(launch),
    simulate(),
    start(launch, 'issuer', ['scripts/issuer/main.ts'], {
      ...eidEnvironment(launch),
      ...staffEnvironment(launch),
      PORTAL_ORIGIN: origin,
    }),
    start(launch, 'mail', ['scripts/local-mail.ts'], {
      SMTP_PORT: String(options.ports.smtp),
      MAIL_DIR: join(state.dir, 'mails'),
    }),
    start(launch, 'voice', ['scripts/voice/main.ts'], {
      VOICE_PORT: String(options.ports.voice),
      VOICE_ISSUER: localVoice.issuer,
      VOICE_KEY_ID: localVoice.keyId,
      VOICE_SIGNING_KEY: state.secrets.voiceSigningKey,
      PORTAL_ORIGIN: origin,
    }),
  ])
  await seedProviders(databaseUrls.owner, await readProviders(join(state.dir, 'providers.json')))
  const letters = await letterFiles(state)
  const common = {
    ...serverEnvironment(launch),
    PRINT_QUEUE_DIR: letters.queue,
    LOCAL_ADDRESSES_FILE: letters.addresses,
  }
  const accessLog = await accessLogFiles(state)
  const [portal, worker] = await allOrFirstFault([
    start(launch, 'portal', ['server/main.ts'], {
      ...common,
      ...eidEnvironment(launch),
      PORTAL_ORIGIN: origin,
      PORT: String(options.ports.portal),
      DATABASE_URL: databaseUrls.app,
      // An address left in the environment would be that of another database.
      ...(!options.database && { DATABASE_LISTEN_URL: databaseUrls.app }),
      ...staffEnvironment(launch),
      VOICE_ISSUER: localVoice.issuer,
      VOICE_KEYS_FILE: await voiceKeysFile(state),
      LOCAL_MAILBOX_DIR: join(state.dir, 'mailboxes'),
      DATABASE_ERASER_URL: databaseUrls.eraser,
      SSEK_CALLBACK_PORT: String(options.ports.callback),
      SIGNED_DATA_KEY_FILES: await signedDataKeyFile(state),
      DEV_SERVER: String(options.dev ?? false),
      ...(options.asProduction === true && { NODE_ENV: 'production', ENVIRONMENT: 'bench' }),
    }),
    start(launch, 'worker', [...workerNodeOptions, 'server/worker.ts'], {
      ...common,
      DATABASE_WORKER_URL: databaseUrls.worker,
      PORTAL_ORIGIN: origin,
      SMTP_URL: `smtp://127.0.0.1:${options.ports.smtp}`,
      MAIL_FROM: 'besked@pension.example',
      ACCESS_LOG_ROOTS_DIR: accessLog.roots,
      ACCESS_LOG_SIGNING_KEY_FILE: accessLog.key,
    }),
  ])
  return {
    dir: state.dir,
    origin,
    control: `http://127.0.0.1:${options.ports.control}`,
    databaseUrls,
    mails: join(state.dir, 'mails'),
    letters: letters.queue,
    voice: `http://localhost:${options.ports.voice}`,
    processes: { ...(postgres && { postgres }), simulator, mail, issuer, voice, portal, worker },
  }
}

async function start(
  { options, state, started }: Launch,
  name: ProcessName,
  args: readonly string[],
  env: Environment,
): Promise<LocalProcess> {
  options.signal?.throwIfAborted()
  const child = new LocalProcess({
    name,
    args,
    cwd: root,
    // Not production: that refuses the issuer, the providers and the certificates made here.
    env: { ...options.env, NODE_ENV: 'development', ...env, LOCAL_DIR: state.dir },
    logFile: join(state.logs, `${name}.log`),
    say: options.say ?? (() => undefined),
    onGivenUp: options.onGivenUp ?? (() => undefined),
  })
  started.push(child)
  await child.start()
  return child
}

/** Waits for all before it throws, so that nothing starts after the clearing-up has begun. */
async function allOrFirstFault<T extends readonly Promise<unknown>[]>(
  work: readonly [...T],
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(work)
  return Promise.all(work)
}

async function prepareDatabase(launch: Launch): Promise<{ postgres?: LocalProcess; databaseUrls: DatabaseUrls }> {
  const { options, state } = launch
  if (options.database) {
    await migrate(options.database.owner, options.database.worker)
    return { databaseUrls: options.database }
  }
  const { secrets } = state
  const port = options.ports.postgres
  const postgres = await start(launch, 'postgres', ['scripts/postgres.ts'], {
    POSTGRES_DIR: state.postgres,
    POSTGRES_PORT: String(port),
    POSTGRES_PASSWORD: secrets.postgres,
  })
  const url = (role: string, password: string, name: string) =>
    `postgres://${role}:${password}@127.0.0.1:${port}/${name}`
  const passwords = { owner: secrets.owner, app: secrets.app, worker: secrets.worker, eraser: secrets.eraser }
  await createRoles(url('postgres', secrets.postgres, 'postgres'), { database, passwords })
  const databaseUrls = {
    owner: url(roles.owner, secrets.owner, database),
    app: url(roles.app, secrets.app, database),
    worker: url(roles.worker, secrets.worker, database),
    eraser: url(roles.eraser, secrets.eraser, database),
  }
  await migrate(databaseUrls.owner, databaseUrls.worker)
  return { postgres, databaseUrls }
}

async function readProviders(file: string): Promise<readonly ProviderEntry[]> {
  return JSON.parse(await readFile(file, 'utf8')) as readonly ProviderEntry[]
}

function eidEnvironment({ options, state }: Launch): Environment {
  return {
    EID_ISSUER: `http://localhost:${options.ports.issuer}`,
    ISSUER_PORT: String(options.ports.issuer),
    EID_CLIENT_ID: 'samlad-pension',
    EID_CLIENT_SECRET: state.secrets.eidClient,
  }
}

/** Staff log in with the same issuer, as another client. */
function staffEnvironment({ options, state }: Launch): Environment {
  return {
    STAFF_ISSUER: `http://localhost:${options.ports.issuer}`,
    STAFF_CLIENT_ID: 'samlad-pension-personal',
    STAFF_CLIENT_SECRET: state.secrets.staffClient,
  }
}

/** The stand-in for the voice system. */
const localVoice = { issuer: 'local voice system', keyId: 'local-1' } as const

/** What the portal knows it by. */
async function voiceKeysFile({ dir, secrets }: LocalState): Promise<string> {
  const path = join(dir, 'voice-keys.json')
  const key = createPublicKey(secrets.voiceSigningKey).export({ format: 'jwk' })
  await writeFile(path, JSON.stringify({ keys: [{ ...key, kid: localVoice.keyId, alg: 'EdDSA' }] }))
  return path
}

/** The key that signs the ends of the access log, the one that checks them, and the folder where they are kept. */
async function accessLogFiles({ dir, secrets }: LocalState): Promise<{ readonly key: string; readonly roots: string }> {
  const folder = join(dir, 'access-log')
  const key = join(folder, 'signing.key')
  await mkdir(folder, { recursive: true })
  await writeFile(key, secrets.accessLogSigningKey, { mode: 0o600 })
  const publicKey = createPublicKey(secrets.accessLogSigningKey).export({ type: 'spki', format: 'pem' })
  await writeFile(join(folder, 'signing.pub'), publicKey)
  return { key, roots: join(folder, 'roots') }
}

/** The printer's folder, and whose address the register of this machine keeps secret. */
async function letterFiles({ dir }: LocalState): Promise<{ readonly queue: string; readonly addresses: string }> {
  const addresses = join(dir, 'addresses.json')
  const secret = testPersons.filter((person) => person.protectedIdentity).map(({ number }) => number)
  await writeFile(addresses, JSON.stringify({ protected: secret }))
  return { queue: join(dir, 'letters'), addresses }
}

/** The key that signs what partners are given. */
async function signedDataKeyFile({ dir, secrets }: LocalState): Promise<string> {
  const file = join(dir, 'signed-data.key')
  await writeFile(file, secrets.signedDataKey, { mode: 0o600 })
  return file
}

function serverEnvironment({ state }: Launch): Environment {
  return {
    ENCRYPTION_KEYS: `local1:${state.secrets.encryptionKey}`,
    NUMBER_HASH_KEY: state.secrets.numberHashKey,
    ACCESS_LOG_KEYS: `local1:${state.secrets.accessLogKey}`,
    PIN_PEPPERS: `local1:${state.secrets.pinPepper}`,
    SSEK_ORGANISATION_NUMBER: portalParty.organisationNumber,
    SSEK_TLS_CERT_FILE: join(state.ca, 'portal.crt'),
    SSEK_TLS_KEY_FILE: join(state.ca, 'portal.key'),
    SSEK_CA_FILE: join(state.ca, 'ca.crt'),
    SSEK_SIGNING_CERT_FILE: join(state.ca, 'portal-signing.crt'),
    SSEK_SIGNING_KEY_FILE: join(state.ca, 'portal-signing.key'),
  }
}

/** Said before anything starts. After a kill, the processes of the run before get a moment to see it and leave. */
async function refuseTakenPorts({ ports, database }: LocalOptions, dir: string, patient: boolean): Promise<void> {
  const { portal, postgres, providers, ...others } = ports
  // A PostgreSQL left behind by a killed run may hold the port still; scripts/postgres.ts stops it.
  const ownPostgres = database !== undefined || existsSync(join(dir, 'postgres', 'postmaster.pid'))
  const wanted = [
    portal,
    ...Object.values(others),
    ...(ownPostgres ? [] : [postgres]),
    ...(providers === 0 ? [] : simulatedProviders.map((_, index) => providers + index)),
  ]
  const deadline = performance.now() + (patient ? 10_000 : 0)
  for (const port of wanted) {
    while (await isTaken(port)) {
      if (performance.now() < deadline) await sleep(100)
      else
        throw new NotReady(
          `Port ${port} is taken by another program. Stop it, or start with ${port === portal ? `PORT=${port + 5}` : 'PORTS=free'} npm start.`,
        )
    }
  }
}
