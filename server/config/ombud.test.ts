import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { messages, testEnvironments } from '#scripts/testing/environments.ts'
import { loadWebConfig } from './web.ts'

const { local, production, directory, remove } = await testEnvironments()
afterAll(remove)

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
