import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { certificateFor, ensureLocalCa, portalParty } from '#scripts/local-ca.ts'
import type { Environment } from './config.ts'
import { ConfigError, loadWebConfig, loadWorkerConfig } from './config.ts'

/** Spread over all byte values, as a key by chance is. */
const key = (seed: number): string =>
  Buffer.from(Array.from({ length: 32 }, (_, index) => (index * 37 + seed * 11) % 256)).toString('base64')

let directory: string
let local: Environment
let production: Environment

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'config-'))
  const ca = await ensureLocalCa(directory)
  const portal = await certificateFor(directory, 'portal', portalParty)
  const foreign = join(directory, 'foreign.crt')
  writeFileSync(foreign, foreignCertificate)
  const signingKey = join(directory, 'roots.key')
  writeFileSync(signingKey, generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }))
  local = {
    DATABASE_URL: 'postgres://portal_app:x@127.0.0.1/portal',
    DATABASE_ERASER_URL: 'postgres://portal_eraser:x@127.0.0.1/portal',
    DATABASE_WORKER_URL: 'postgres://portal_worker:x@127.0.0.1/portal',
    EID_ISSUER: 'http://localhost:3001',
    EID_CLIENT_ID: 'portal',
    EID_CLIENT_SECRET: 'sixteen characters',
    ENCRYPTION_KEYS: `local1:${key(1)}`,
    NUMBER_HASH_KEY: key(2),
    ACCESS_LOG_KEYS: `local1:${key(5)}`,
    SSEK_ORGANISATION_NUMBER: '165560001234',
    SSEK_TLS_CERT_FILE: portal.certFile,
    SSEK_TLS_KEY_FILE: portal.keyFile,
    SSEK_CA_FILE: ca.certFile,
  }
  production = {
    ...local,
    NODE_ENV: 'production',
    PORTAL_ORIGIN: 'https://pension.example',
    SSEK_CALLBACK_URL: 'https://ssek.pension.example/ssek',
    OPERATOR_CONTACT: 'kundservice@pension.example',
    EID_ISSUER: 'https://eid.example/oidc',
    EID_CLIENT_SECRET: 'Zr4uP0x-9Kq2mVt7yBn3Lw8sHd5Gf1Jc',
    ENCRYPTION_KEYS: `k1:${key(1)}`,
    ACCESS_LOG_KEYS: `log1:${key(5)}`,
    SMTP_URL: 'smtps://relay.example:465',
    MAIL_FROM: 'besked@pension.example',
    ACCESS_LOG_ROOTS_DIR: '/var/lib/portal/roots',
    ACCESS_LOG_SIGNING_KEY_FILE: signingKey,
    SSEK_TLS_CERT_FILE: foreign,
    SSEK_CA_FILE: foreign,
  }
})

afterAll(() => {
  rmSync(directory, { recursive: true })
})

function messages(load: () => unknown): readonly string[] {
  try {
    load()
  } catch (error) {
    if (error instanceof ConfigError) return error.messages
    throw error
  }
  return []
}

describe('the web configuration', () => {
  test('is read, with defaults', () => {
    const config = loadWebConfig(local)
    expect(config).toMatchObject({
      environment: 'development',
      origin: 'http://localhost:3000',
      host: '127.0.0.1',
      port: 3000,
      logLevel: 'info',
      operatorContact: null,
      devServer: false,
      personsKept: 200,
      stopWhenStdinCloses: false,
      callback: { host: '127.0.0.1', port: 3443 },
    })
    expect(config.issuer.claims.personalNumber).toBe('https://id.oidc.se/claim/personalIdentityNumber')
    expect(config.issuer.acrValues).toContain('http://id.elegnamnden.se/loa/1.0/loa3')
    expect(config.ssek.certPem).toContain('BEGIN CERTIFICATE')
    expect(config.masterKeys.map(({ id }) => id)).toEqual(['local1'])
    expect(Object.isFrozen(config)).toBe(true)
  })

  test('takes one claim name and leaves the others by the profile', () => {
    const { claims } = loadWebConfig({ ...local, EID_CLAIMS: '{"personalNumber":"ssn"}' }).issuer
    expect(claims).toMatchObject({ personalNumber: 'ssn', givenName: 'given_name' })
  })

  test('listens at the address of the pages, unless it has one of its own', () => {
    const direct = 'postgres://portal_app:x@db.internal/portal'
    expect(loadWebConfig(local).databaseListenUrl).toBe(local.DATABASE_URL)
    expect(loadWebConfig({ ...local, DATABASE_LISTEN_URL: direct })).toMatchObject({
      databaseUrl: local.DATABASE_URL,
      databaseListenUrl: direct,
    })
  })

  test('keeps the order of the master keys: the first is the current one', () => {
    const { masterKeys } = loadWebConfig({ ...local, ENCRYPTION_KEYS: `k2:${key(3)},k1:${key(1)}` })
    expect(masterKeys.map(({ id }) => id)).toEqual(['k2', 'k1'])
  })

  test('has letters only with a queue for them and a register that knows addresses', () => {
    const queue = { ...local, PRINT_QUEUE_DIR: '/var/spool/letters' }
    expect(loadWebConfig(queue).letters).toBeNull()
    expect(loadWebConfig({ ...queue, LOCAL_ADDRESSES_FILE: local.SSEK_CA_FILE }).letters).toEqual({
      printQueueFolder: '/var/spool/letters',
      addressesFile: local.SSEK_CA_FILE,
    })
    expect(messages(() => loadWebConfig({ ...production, LOCAL_ADDRESSES_FILE: local.SSEK_CA_FILE }))).toEqual([
      'LOCAL_ADDRESSES_FILE must not be set in production: it is made up',
    ])
  })

  describe('of the telephone ombud', () => {
    const voiceKeys = (...keys: readonly object[]): string => {
      const path = join(directory, `voice-${randomUUID()}.json`)
      writeFileSync(path, JSON.stringify({ keys }))
      return path
    }
    const publicKey = { ...generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }), kid: 'r1', alg: 'EdDSA' }
    const ombud = () => ({
      STAFF_ISSUER: 'https://personal.example',
      STAFF_CLIENT_ID: 'portal-personal',
      STAFF_CLIENT_SECRET: 'Qm7xP2-4Kq9mVt1yBn8Lw3sHd6Gf0Jc5Z',
      VOICE_ISSUER: 'https://talsvar.example',
      VOICE_KEYS_FILE: voiceKeys(publicKey),
    })

    test('is all there or not at all', () => {
      expect(loadWebConfig(local).ombud).toBeNull()
      expect(loadWebConfig({ ...local, ...ombud() }).ombud).toMatchObject({
        staff: {
          clientId: 'portal-personal',
          rolesClaim: 'roles',
          acrValues: [expect.stringContaining('loa3'), expect.stringContaining('loa4')],
        },
        voice: { issuer: 'https://talsvar.example', keys: { keys: [{ kid: 'r1', alg: 'EdDSA' }] } },
      })
      expect(messages(() => loadWebConfig({ ...local, ...ombud(), VOICE_ISSUER: '' }))).toEqual([
        expect.stringMatching(/^VOICE_ISSUER is missing/),
      ])
    })

    test('takes public keys alone, of the two kinds, each with a name of its own', () => {
      const secret = { ...generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }), kid: 'r1', alg: 'EdDSA' }
      const shared = { kty: 'oct', k: 'c2VjcmV0', kid: 'r1', alg: 'HS256' }
      for (const keys of [[], [secret], [shared], [publicKey, publicKey], [{ ...publicKey, kid: undefined }]]) {
        const told = messages(() => loadWebConfig({ ...local, ...ombud(), VOICE_KEYS_FILE: voiceKeys(...keys) }))
        expect(told).toEqual([expect.stringMatching(/^VOICE_KEYS_FILE must be/)])
      }
    })

    test('refuses stand-ins in production', () => {
      const standIns = {
        STAFF_ISSUER: 'http://localhost:3001',
        STAFF_CLIENT_SECRET: 'sixteen characters',
        STAFF_ACR_VALUES: 'http://id.elegnamnden.se/loa/1.0/loa2',
        VOICE_ISSUER: 'local voice system',
        LOCAL_MAILBOX_DIR: '/tmp/mailboxes',
      }
      const told = messages(() => loadWebConfig({ ...production, ...ombud(), ...standIns }))
      expect(told.map((message) => message.split(' ')[0]).toSorted()).toEqual(Object.keys(standIns).toSorted())
      expect(loadWebConfig({ ...production, ...ombud() }).ombud).not.toBeNull()
    })
  })

  test.each([
    ['NODE_ENV', 'staging'],
    ['LOG_LEVEL', 'loud'],
    ['STOP_WHEN_STDIN_CLOSES', 'maybe'],
    ['DEV_SERVER', 'yes please'],
    ['PORTAL_ORIGIN', 'https://pension.example/path'],
    ['PORTAL_ORIGIN', 'https://pension.example/'],
    ['PORTAL_ORIGIN', 'portal.invalid'],
    ['PORT', '70000'],
    ['PORT', 'http'],
    ['SSEK_CALLBACK_PORT', '-1'],
    ['PERSONS_KEPT', 'alla'],
    ['ENVIRONMENT', 'lokal'],
    ['SSEK_CALLBACK_URL', 'http://ssek.pension.example/'],
    ['OPERATOR_CONTACT', 'two\nlines'],
    ['DATABASE_URL', 'mysql://x'],
    ['DATABASE_URL', undefined],
    ['DATABASE_LISTEN_URL', 'mysql://x'],
    ['EID_ISSUER', 'ldap://x'],
    ['EID_ISSUER', undefined],
    ['EID_CLIENT_ID', ''],
    ['EID_CLIENT_SECRET', 'short'],
    ['EID_CLAIMS', '{"personnummer":"x"}'],
    ['EID_CLAIMS', 'not json'],
    ['EID_ACR_VALUES', 'two  spaces'],
    ['ENCRYPTION_KEYS', 'k1:short'],
    ['ENCRYPTION_KEYS', `k1:${Buffer.alloc(32).toString('base64')}`],
    ['ENCRYPTION_KEYS', `k1:${key(1)},k1:${key(2)}`],
    ['ENCRYPTION_KEYS', key(1)],
    ['NUMBER_HASH_KEY', 'short'],
    ['NUMBER_HASH_KEY', Buffer.alloc(32, 'default!').toString('base64')],
    ['SSEK_ORGANISATION_NUMBER', '5560001234'],
    ['SSEK_TLS_CERT_FILE', '/no/such/file'],
    ['SSEK_TLS_KEY_FILE', '/etc/hostname'],
    ['SSEK_CA_FILE', undefined],
  ])('says so when %s is %s', (name, value) => {
    const said = messages(() => loadWebConfig({ ...local, [name]: value }))
    expect(said).toHaveLength(1)
    expect(said[0]).toMatch(new RegExp(`^${name} `))
    if (value !== undefined && value.length > 12) expect(said[0]).not.toContain(value)
  })

  test('takes a signing key with its certificate, both or neither, and a revocation list by its path', () => {
    expect(loadWebConfig(local).ssek).toMatchObject({ signing: null, revocationFile: null })
    const { SSEK_TLS_CERT_FILE: certFile, SSEK_TLS_KEY_FILE: keyFile, SSEK_CA_FILE: caFile } = local
    const both = { ...local, SSEK_SIGNING_CERT_FILE: certFile, SSEK_SIGNING_KEY_FILE: keyFile, SSEK_CRL_FILE: caFile }
    const { ssek } = loadWorkerConfig(both)
    expect(ssek).toMatchObject({ signing: { certPem: ssek.certPem, keyPem: ssek.keyPem }, revocationFile: caFile })
    const wrong: [string, string, string | undefined][] = [
      ['SSEK_SIGNING_CERT_FILE', 'SSEK_SIGNING_CERT_FILE', undefined],
      ['SSEK_SIGNING_KEY_FILE', 'SSEK_SIGNING_KEY_FILE', undefined],
      ['SSEK_SIGNING_KEY_FILE', 'SSEK_SIGNING_CERT_FILE', caFile],
      ['SSEK_SIGNING_KEY_FILE', 'SSEK_SIGNING_KEY_FILE', '/etc/hostname'],
      ['SSEK_CRL_FILE', 'SSEK_CRL_FILE', '/no/such/file'],
    ]
    for (const [said, name, value] of wrong) {
      const heard = messages(() => loadWebConfig({ ...both, [name]: value }))
      expect(heard).toEqual([expect.stringMatching(new RegExp(`^${said} `))])
    }
  })

  test('says everything that is wrong at once', () => {
    const said = messages(() => loadWebConfig({}))
    expect(said.map((message) => message.split(' ')[0])).toEqual([
      'ENCRYPTION_KEYS',
      'NUMBER_HASH_KEY',
      'ACCESS_LOG_KEYS',
      'SSEK_ORGANISATION_NUMBER',
      'SSEK_TLS_CERT_FILE',
      'SSEK_TLS_KEY_FILE',
      'SSEK_CA_FILE',
      'DATABASE_URL',
      'DATABASE_ERASER_URL',
      'EID_ISSUER',
      'EID_CLIENT_ID',
      'EID_CLIENT_SECRET',
    ])
    expect(said.every((message) => message.includes('is missing'))).toBe(true)
  })
})

describe('the worker configuration', () => {
  test('is read, with defaults', () => {
    expect(loadWorkerConfig(local)).toMatchObject({ concurrency: 20 })
  })

  test.each([
    ['WORKER_CONCURRENCY', '0'],
    ['WORKER_CONCURRENCY', 'many'],
    ['DATABASE_WORKER_URL', undefined],
  ])('says so when %s is %s', (name, value) => {
    expect(messages(() => loadWorkerConfig({ ...local, [name]: value }))).toEqual([
      expect.stringMatching(new RegExp(`^${name} `)),
    ])
  })
})

test('proxies of ours are addresses and networks, none wide enough to be everybody', () => {
  expect(loadWebConfig(local).trustedProxies).toEqual([])
  const given = { ...local, TRUSTED_PROXIES: '10.0.0.7, 10.1.0.0/16,2001:db8::/48' }
  expect(loadWebConfig(given).trustedProxies).toEqual(['10.0.0.7', '10.1.0.0/16', '2001:db8::/48'])
  for (const bad of [
    'proxy.example',
    '10.0.0.0/0',
    '0.0.0.0/4',
    '10.0.0.0/33',
    '10.0.0.0/8/8',
    '10.0.0.7,',
    'true',
    '1',
  ]) {
    expect(messages(() => loadWebConfig({ ...local, TRUSTED_PROXIES: bad })).join(), bad).toMatch(
      /^TRUSTED_PROXIES must be/,
    )
  }
})

test('limits are raised for a bench and for nothing else', () => {
  expect(loadWebConfig(local).limitsTimes).toBe(1)
  expect(loadWebConfig(production).limitsTimes).toBe(1)
  expect(loadWebConfig({ ...local, ENVIRONMENT: 'bench' }).limitsTimes).toBeGreaterThan(1)
  expect(() => loadWebConfig({ ...production, ENVIRONMENT: 'bench' })).toThrow(ConfigError)
})

test('a bench runs the production build against what is local, and only on this machine', () => {
  const bench = { ...local, NODE_ENV: 'production', ENVIRONMENT: 'bench' }
  expect(loadWebConfig(bench).environment).toBe('development')
  expect(messages(() => loadWebConfig({ ...bench, PORTAL_ORIGIN: 'https://pension.example' }))).toEqual([
    'ENVIRONMENT may be bench only where PORTAL_ORIGIN is of this machine',
  ])
})

describe('production', () => {
  test('starts with a configuration of its own', () => {
    expect(loadWebConfig(production).environment).toBe('production')
    expect(loadWorkerConfig(production).environment).toBe('production')
  })

  test.each([
    ['PORTAL_ORIGIN', 'http://pension.example'],
    ['EID_ISSUER', 'http://eid.example'],
    ['EID_ISSUER', 'https://localhost:3001'],
    ['EID_ISSUER', 'https://127.0.0.1:3001'],
    ['EID_ISSUER', 'https://[::1]:3001'],
    ['EID_CLIENT_SECRET', 'twenty-four characters..'],
    ['EID_CLIENT_SECRET', 'this-is-the-default-client-secret-of-all'],
    ['EID_ACR_VALUES', 'http://id.elegnamnden.se/loa/1.0/loa2'],
    ['EID_ACR_VALUES', 'http://id.elegnamnden.se/loa/1.0/loa3 http://id.elegnamnden.se/loa/1.0/loa2'],
    ['EID_ACR_VALUES', 'http://id.swedenconnect.se/loa/1.0/uncertified-loa3'],
    ['SSEK_CALLBACK_URL', 'https://localhost:3443/ssek'],
    ['SSEK_CALLBACK_URL', undefined],
    ['OPERATOR_CONTACT', undefined],
    ['DEV_SERVER', 'true'],
    ['ENCRYPTION_KEYS', `local1:${key(1)}`],
    ['ENCRYPTION_KEYS', `k2:${key(4)},default:${key(1)}`],
    ['NUMBER_HASH_KEY', key(1)],
  ])('refuses %s = %s', (name, value) => {
    expect(messages(() => loadWebConfig({ ...production, [name]: value }))).toEqual([
      expect.stringMatching(new RegExp(`^${name} .* in production`)),
    ])
  })

  test('refuses to sign with a certificate of the local authority', () => {
    const { SSEK_TLS_CERT_FILE, SSEK_TLS_KEY_FILE } = local
    const signing = { SSEK_SIGNING_CERT_FILE: SSEK_TLS_CERT_FILE, SSEK_SIGNING_KEY_FILE: SSEK_TLS_KEY_FILE }
    expect(messages(() => loadWorkerConfig({ ...production, ...signing }))).toEqual([
      expect.stringMatching(/^SSEK_SIGNING_CERT_FILE .* in production/),
    ])
  })

  test('lets the stronger of the accepted e-IDs in alone', () => {
    const EID_ACR_VALUES = 'http://id.elegnamnden.se/loa/1.0/loa4'
    expect(loadWebConfig({ ...production, EID_ACR_VALUES }).issuer.acrValues).toEqual([EID_ACR_VALUES])
  })

  test.each(['SSEK_CA_FILE', 'SSEK_TLS_CERT_FILE'])('refuses the local authority in %s', (name) => {
    for (const load of [loadWebConfig, loadWorkerConfig]) {
      expect(messages(() => load({ ...production, [name]: local[name] }))).toEqual([
        expect.stringMatching(new RegExp(`^${name} .* in production`)),
      ])
    }
  })

  test.each(['SMTP_URL', 'MAIL_FROM', 'ACCESS_LOG_ROOTS_DIR', 'ACCESS_LOG_SIGNING_KEY_FILE'])(
    'a worker wants %s with its other half',
    (name) => {
      const said = messages(() => loadWorkerConfig({ ...production, [name]: undefined }))
      expect(said).toEqual([expect.stringMatching(new RegExp(`^${name} is missing`))])
    },
  )

  test('wants mail, signed ends and an access log with keys of its own', () => {
    const without = { SMTP_URL: '', MAIL_FROM: '', ACCESS_LOG_ROOTS_DIR: '', ACCESS_LOG_SIGNING_KEY_FILE: '' }
    expect(loadWorkerConfig({ ...local, ...without })).toMatchObject({ mail: null, accessLogRoots: null })
    expect(messages(() => loadWorkerConfig({ ...production, ...without })).map((said) => said.split(' ')[0])).toEqual([
      'SMTP_URL',
      'ACCESS_LOG_ROOTS_DIR',
    ])
    for (const keys of [`test:${key(5)}`, `log1:${key(1)}`]) {
      expect(messages(() => loadWebConfig({ ...production, ACCESS_LOG_KEYS: keys }))).toEqual([
        expect.stringMatching(/^ACCESS_LOG_KEYS must hold keys of their own/),
      ])
    }
  })

  test('refuses all of the local set-up in one go', () => {
    const said = messages(() => loadWebConfig({ ...local, NODE_ENV: 'production' }))
    expect(said.map((message) => message.split(' ')[0])).toEqual([
      'ENCRYPTION_KEYS',
      'ACCESS_LOG_KEYS',
      'SSEK_CA_FILE',
      'SSEK_TLS_CERT_FILE',
      'PORTAL_ORIGIN',
      'EID_ISSUER',
      'EID_CLIENT_SECRET',
      'SSEK_CALLBACK_URL',
      'OPERATOR_CONTACT',
    ])
  })
})

/** A certificate of nobody's: CN=Another authority, valid until 2126. */
const foreignCertificate = `-----BEGIN CERTIFICATE-----
MIIBjzCCATWgAwIBAgIUJDj+87OEM1c8ZW+3VQLC1OWVcWgwCgYIKoZIzj0EAwIw
HDEaMBgGA1UEAwwRQW5vdGhlciBhdXRob3JpdHkwIBcNMjYxMTIyMDIwNjQ2WhgP
MjEyNjEwMjkwMjA2NDZaMBwxGjAYBgNVBAMMEUFub3RoZXIgYXV0aG9yaXR5MFkw
EwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEHax4AHw60KEv0IRKtAPXxqwO2E1okh4l
f0axaSbsLKHZJTvGU+z5H4u/uuVrFouxjndTz7S7yXNBAcIsot7QJ6NTMFEwHQYD
VR0OBBYEFOyKxay0zjeYcwz+CjKfHAw7kn1AMB8GA1UdIwQYMBaAFOyKxay0zjeY
cwz+CjKfHAw7kn1AMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIg
QeZ5ExDh0IOmYhB48j+BE9QqHVN1M4gzMY65E9dxVRMCIQCFukv2vSDAoODG3bhv
r7S8bs30OwAHkEnmahATST75PQ==
-----END CERTIFICATE-----
`
