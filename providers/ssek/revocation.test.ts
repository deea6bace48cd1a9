import { X509Certificate } from 'node:crypto'
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LocalCa } from '#scripts/local-ca.ts'
import { ensureLocalCa, issueCertificate, signingParty } from '#scripts/local-ca.ts'
import { providerNumber } from '../testing/messages.ts'
import { revocationList } from '#scripts/testing/revocation-list.ts'
import { revocationCheck, RevocationList, UnusableRevocationList } from './revocation.ts'

const day = 86_400_000
let folder = ''
let ca: LocalCa
let otherCa: LocalCa
let kept: X509Certificate
let withdrawn: X509Certificate

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'revocation-'))
  ca = await ensureLocalCa(join(folder, 'one'))
  otherCa = await ensureLocalCa(join(folder, 'two'))
  const party = signingParty({ commonName: 'Nordfjäll Liv', organisationNumber: providerNumber }, 'ecdsa')
  const issue = async (): Promise<X509Certificate> => new X509Certificate((await issueCertificate(ca, party)).certPem)
  ;[kept, withdrawn] = [await issue(), await issue()]
})
afterAll(() => rm(folder, { recursive: true, force: true }))

interface Listed {
  readonly by?: LocalCa
  readonly nextUpdate?: Date | null
  readonly serials?: readonly string[]
}

const listOf = ({ by = ca, serials = [withdrawn.serialNumber], ...options }: Listed = {}): Promise<string> =>
  revocationList(by, serials, options)

const read = (pem: string | Buffer): RevocationList =>
  new RevocationList(Buffer.from(pem), new X509Certificate(ca.certPem))

describe('a revocation list', () => {
  test('names those that are on it, as PEM and as DER', async () => {
    const pem = await listOf()
    const der = Buffer.from(pem.replace(/-----[^-]+-----/g, ''), 'base64')
    for (const list of [read(pem), read(der)]) {
      expect(list.names(withdrawn)).toBe(true)
      expect(list.names(kept)).toBe(false)
    }
  })

  test('may be empty, and may have no end', async () => {
    expect(read(await listOf({ serials: [] })).names(withdrawn)).toBe(false)
    expect(read(await listOf({ nextUpdate: null })).isOutdated(new Date(Date.now() + 9999 * day))).toBe(false)
  })

  test('ends when it says', async () => {
    const list = read(await listOf())
    expect(list.isOutdated(new Date())).toBe(false)
    expect(list.isOutdated(new Date(Date.now() + 2 * day))).toBe(true)
  })

  test('says nothing of another authority’s certificates', async () => {
    const party = signingParty({ commonName: 'X', organisationNumber: providerNumber }, 'ecdsa')
    const other = new X509Certificate((await issueCertificate(otherCa, party)).certPem)
    expect(read(await listOf({ serials: [other.serialNumber] })).names(other)).toBe(false)
  })

  test('is refused when another has signed it, when it was changed, and when it is none', async () => {
    const pem = await listOf()
    const der = Buffer.from(pem.replace(/-----[^-]+-----/g, ''), 'base64')
    const changed = Buffer.from(der)
    const at = der.indexOf(Buffer.from(withdrawn.serialNumber, 'hex'))
    changed[at + 3] = (changed[at + 3] ?? 0) ^ 1
    const wrong = [await listOf({ by: otherCa }), changed, der.subarray(0, der.length - 5), 'x', '', ca.certPem]
    for (const file of wrong) expect(() => read(file)).toThrow(UnusableRevocationList)
  })
})

describe('the check by a file', () => {
  test('withdraws none where there is no file to ask', () => {
    expect(revocationCheck(null, ca.certPem)(withdrawn)).toBe(false)
  })

  test('follows the file, and trusts nobody while there is no list to rely on', async () => {
    const file = join(folder, 'list.pem')
    let now = Date.now()
    const isRevoked = revocationCheck(file, ca.certPem, () => new Date(now))
    expect(isRevoked(kept)).toBe(true)
    const steps: [string, boolean, boolean][] = [
      [await listOf(), false, true],
      [await listOf({ serials: [] }), false, false],
      [await listOf({ by: otherCa }), true, true],
      [await listOf({ nextUpdate: new Date(now - 1000) }), true, true],
    ]
    for (const [index, [pem, keptIs, withdrawnIs]] of steps.entries()) {
      await writeFile(file, pem)
      await utimes(file, index + 1, index + 1)
      now += 31_000
      expect([isRevoked(kept), isRevoked(withdrawn)]).toEqual([keptIs, withdrawnIs])
    }
  })
})
