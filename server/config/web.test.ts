import { afterAll, describe, expect, test } from 'vitest'
import { key, messages, testEnvironments } from '#scripts/testing/environments.ts'
import { ConfigError } from './environment.ts'
import { loadWebConfig } from './web.ts'

const { local, production, remove } = await testEnvironments()
afterAll(remove)

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
    ['ACCESS_LOG_KEYS', `test:${key(5)}`],
    ['ACCESS_LOG_KEYS', `log1:${key(1)}`],
    ['PIN_PEPPERS', `local1:${key(6)}`],
    ['PIN_PEPPERS', `pin1:${key(5)}`],
  ])('refuses %s = %s', (name, value) => {
    expect(messages(() => loadWebConfig({ ...production, [name]: value }))).toEqual([
      expect.stringMatching(new RegExp(`^${name} .* in production`)),
    ])
  })

  test('lets the stronger of the accepted e-IDs in alone', () => {
    const EID_ACR_VALUES = 'http://id.elegnamnden.se/loa/1.0/loa4'
    expect(loadWebConfig({ ...production, EID_ACR_VALUES }).issuer.acrValues).toEqual([EID_ACR_VALUES])
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
