import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { connect, createServer, type ConnectionOptions } from 'node:tls'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { localAuthorityMark } from '#server/config/ssek.ts'
import { certificateFor, ensureLocalCa, issueCertificate, portalParty, type Party } from './local-ca.ts'

const insurer: Party = {
  commonName: 'Åsa Öström-Lindqvist "Pension", AB',
  organisationNumber: '165560009876',
  dnsNames: ['localhost'],
  ipAddresses: ['127.0.0.1'],
}

let dir: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'local-ca-'))
})
afterAll(() => rm(dir, { recursive: true }))

/** One handshake with client certificates asked for. @returns the client's subject as the server saw it. */
async function shakeHands(client: ConnectionOptions): Promise<string> {
  const ca = await ensureLocalCa(dir)
  const own = await certificateFor(dir, 'insurer', insurer)
  let seen = ''
  const server = createServer(
    { key: own.keyPem, cert: own.certPem, ca: ca.certPem, requestCert: true, rejectUnauthorized: true },
    (socket) => {
      seen = socket.getPeerX509Certificate()?.subject ?? ''
      socket.end('hello')
    },
  ).listen(0, '127.0.0.1')
  try {
    await once(server, 'listening')
    const socket = connect({ port: (server.address() as AddressInfo).port, host: '127.0.0.1', ...client })
    expect(await text(socket)).toBe('hello')
    return seen
  } finally {
    server.close()
  }
}

test('two parties of the CA shake hands, and the server reads the client’s organisation number', async () => {
  const ca = await ensureLocalCa(dir)
  const portal = await certificateFor(dir, 'portal', portalParty)
  const seen = await shakeHands({ ca: ca.certPem, key: portal.keyPem, cert: portal.certPem })
  expect(seen.split('\n')).toContain(`serialNumber=${portalParty.organisationNumber}`)
})

test('a client without a certificate, and one of another CA, are refused', async () => {
  const ca = await ensureLocalCa(dir)
  await expect(shakeHands({ ca: ca.certPem })).rejects.toThrow()
  const other = await mkdtemp(join(tmpdir(), 'other-ca-'))
  const stranger = await certificateFor(other, 'portal', portalParty)
  await expect(shakeHands({ ca: ca.certPem, key: stranger.keyPem, cert: stranger.certPem })).rejects.toThrow()
  await rm(other, { recursive: true })
})

test('a server whose certificate another CA issued is refused', async () => {
  const other = await mkdtemp(join(tmpdir(), 'other-ca-'))
  const portal = await certificateFor(dir, 'portal', portalParty)
  const foreign = await ensureLocalCa(other)
  await expect(shakeHands({ ca: foreign.certPem, key: portal.keyPem, cert: portal.certPem })).rejects.toThrow(
    'self-signed certificate in certificate chain',
  )
  await rm(other, { recursive: true })
})

test('certificates say who, are backdated a day, last two years and name the local CA', async () => {
  const { certPem } = await certificateFor(dir, 'insurer', insurer)
  const certificate = new X509Certificate(certPem)
  const { CN, O } = certificate.toLegacyObject().subject
  expect([CN, O]).toEqual([insurer.commonName, insurer.commonName])
  expect(certificate.issuer).toContain(`CN=${localAuthorityMark}`)
  expect(certificate.checkIP('127.0.0.1')).toBe('127.0.0.1')
  const hours = 60 * 60 * 1000
  expect(Date.now() - Date.parse(certificate.validFrom)).toBeGreaterThan(23 * hours)
  expect(Date.parse(certificate.validTo) - Date.now()).toBeGreaterThan(700 * 24 * hours)
})

test('a certificate is used again until its party changes or its file is damaged', async () => {
  const first = await certificateFor(dir, 'reused', insurer)
  expect((await certificateFor(dir, 'reused', insurer)).certPem).toBe(first.certPem)
  const renamed = await certificateFor(dir, 'reused', { ...insurer, organisationNumber: '165560009999' })
  expect(renamed.certPem).not.toBe(first.certPem)
  await writeFile(renamed.certFile, renamed.certPem.slice(0, 100))
  expect((await certificateFor(dir, 'reused', insurer)).certPem).toContain('END CERTIFICATE')
})

test('only the owner reads a key', async () => {
  const { keyFile } = await certificateFor(dir, 'portal', portalParty)
  expect((await stat(keyFile)).mode & 0o777).toBe(0o600)
  expect((await stat(join(dir, 'ca.key'))).mode & 0o777).toBe(0o600)
})

test('a party that only calls cannot serve', async () => {
  const ca = await ensureLocalCa(dir)
  const { certPem } = await issueCertificate(ca, { ...insurer, usages: ['client'] })
  expect(new X509Certificate(certPem).keyUsage).toEqual(['1.3.6.1.5.5.7.3.2'])
})

test('an id that would leave the directory is refused', async () => {
  await expect(certificateFor(dir, '../elsewhere', insurer)).rejects.toThrow('Not an id')
})
