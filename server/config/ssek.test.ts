import { afterAll, expect, test } from 'vitest'
import { messages, testEnvironments } from '#scripts/testing/environments.ts'
import { loadWebConfig } from './web.ts'
import { loadWorkerConfig } from './worker.ts'

const { local, production, remove } = await testEnvironments()
afterAll(remove)

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

test('refuses to sign with a certificate of the local authority', () => {
  const { SSEK_TLS_CERT_FILE, SSEK_TLS_KEY_FILE } = local
  const signing = { SSEK_SIGNING_CERT_FILE: SSEK_TLS_CERT_FILE, SSEK_SIGNING_KEY_FILE: SSEK_TLS_KEY_FILE }
  expect(messages(() => loadWorkerConfig({ ...production, ...signing }))).toEqual([
    expect.stringMatching(/^SSEK_SIGNING_CERT_FILE .* in production/),
  ])
})

test.each(['SSEK_CA_FILE', 'SSEK_TLS_CERT_FILE'])('refuses the local authority in %s', (name) => {
  for (const load of [loadWebConfig, loadWorkerConfig]) {
    expect(messages(() => load({ ...production, [name]: local[name] }))).toEqual([
      expect.stringMatching(new RegExp(`^${name} .* in production`)),
    ])
  }
})
