/** Environments as the local set-up and a production have them. */
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Environment } from '#server/config/environment.ts'
import { ConfigError } from '#server/config/environment.ts'
import { certificateFor, ensureLocalCa, portalParty } from '../local-ca.ts'

/** Spread over all byte values, as a key by chance is. */
export const key = (seed: number): string =>
  Buffer.from(Array.from({ length: 32 }, (_, index) => (index * 37 + seed * 11) % 256)).toString('base64')

/** With the files that they name, which lie in a folder of their own until it is removed. */
export async function testEnvironments(): Promise<{
  readonly local: Environment
  readonly production: Environment
  readonly directory: string
  readonly remove: () => void
}> {
  const directory = mkdtempSync(join(tmpdir(), 'config-'))
  const ca = await ensureLocalCa(directory)
  const portal = await certificateFor(directory, 'portal', portalParty)
  const foreign = join(directory, 'foreign.crt')
  writeFileSync(foreign, foreignCertificate)
  const signingKey = join(directory, 'roots.key')
  writeFileSync(signingKey, generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }))
  const local = {
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
  const production = {
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
  return { local, production, directory, remove: () => rmSync(directory, { recursive: true }) }
}

/** What is wrong with a configuration; nothing where it loads. */
export function messages(load: () => unknown): readonly string[] {
  try {
    load()
  } catch (error) {
    if (error instanceof ConfigError) return error.messages
    throw error
  }
  return []
}

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
