import { X509Certificate } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SignedXml } from 'xml-crypto'
import type { IssuedCertificate } from '#scripts/local-ca.ts'
import { ensureLocalCa, issueCertificate, signingParty } from '#scripts/local-ca.ts'
import { answerHeader, contract, mislife, providerNumber } from '../testing/messages.ts'
import { parseDocument } from '../xml/document.ts'
import { writeEnvelope } from './envelope.ts'
import { base64Encoding, exclusiveC14n, sha256Digest, wsseNamespace, wsuNamespace, x509v3Token } from './namespaces.ts'
import { certificateOnFile } from './policy.ts'
import { RejectedSignature, Signer, verifySignature } from './signature.ts'

const now = new Date()
const rsaSha256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'
let folder = ''
let pair: IssuedCertificate

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xml-crypto-'))
  const party = { commonName: 'Nordfjäll Liv', organisationNumber: providerNumber }
  // It knows no ECDSA.
  pair = await issueCertificate(await ensureLocalCa(folder), signingParty(party, 'rsa'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const message = (): string => writeEnvelope({ header: answerHeader, bodyXml: mislife([contract]) })
const byName = (name: string): string => `//*[local-name(.)='${name}']`

/** A message as another program would sign it: its own prefixes, ids and order. */
function signedByXmlCrypto(prefixes: string[] = []): string {
  const security =
    `<o:Security xmlns:o="${wsseNamespace}" xmlns:u="${wsuNamespace}">` +
    `<u:Timestamp><u:Created>${now.toISOString()}</u:Created></u:Timestamp>` +
    `<o:BinarySecurityToken u:Id="uuid-1" EncodingType="${base64Encoding}" ValueType="${x509v3Token}">` +
    `${new X509Certificate(pair.certPem).raw.toString('base64')}</o:BinarySecurityToken></o:Security>`
  const signer = new SignedXml({
    privateKey: pair.keyPem,
    signatureAlgorithm: rsaSha256,
    canonicalizationAlgorithm: exclusiveC14n,
    inclusiveNamespacesPrefixList: prefixes,
    idMode: 'wssecurity',
    getKeyInfoContent: () =>
      `<o:SecurityTokenReference xmlns:o="${wsseNamespace}"><o:Reference URI="#uuid-1" ValueType="${x509v3Token}"/>` +
      '</o:SecurityTokenReference>',
  })
  for (const name of ['Body', 'SSEK', 'Timestamp']) {
    signer.addReference({
      xpath: byName(name),
      transforms: [exclusiveC14n],
      digestAlgorithm: sha256Digest,
      inclusiveNamespacesPrefixList: prefixes,
    })
  }
  signer.computeSignature(message().replace('</soap:Header>', `${security}</soap:Header>`), {
    location: { reference: byName('Security'), action: 'append' },
  })
  return signer.getSignedXml()
}

function bodyVerifiedHere(text: string): string {
  using document = parseDocument(Buffer.from(text))
  const certificates = [certificateOnFile(new X509Certificate(pair.certPem), 'signing')]
  return verifySignature(document, { organisationNumber: providerNumber, certificates, now, isRevoked: () => false })
    .body
}

function isAcceptedByXmlCrypto(text: string): boolean {
  const verifier = new SignedXml({ publicCert: pair.certPem, idMode: 'wssecurity' })
  verifier.loadSignature(/<ds:Signature .*<\/ds:Signature>/s.exec(text)?.[0] ?? '')
  return verifier.checkSignature(text) && verifier.getSignedReferences().length === 3
}

test('what xml-crypto signs is accepted here, and refused changed', () => {
  const text = signedByXmlCrypto()
  expect(bodyVerifiedHere(text)).toContain('412345.67')
  expect(() => bodyVerifiedHere(text.replace('412345.67', '412345.68'))).toThrow(RejectedSignature)
})

test('what xml-crypto signs with prefix lists is accepted here, and refused changed', () => {
  const text = signedByXmlCrypto(['soap', 'ssek'])
  expect(text.match(/PrefixList="soap ssek"/g)).toHaveLength(4)
  expect(bodyVerifiedHere(text)).toContain('412345.67')
  expect(() => bodyVerifiedHere(text.replace('412345.67', '412345.68'))).toThrow(RejectedSignature)
})

test('what is signed here is accepted by xml-crypto, and refused changed', () => {
  const text = new Signer(pair).sign(message(), now)
  expect(isAcceptedByXmlCrypto(text)).toBe(true)
  expect(isAcceptedByXmlCrypto(text.replace('412345.67', '412345.68'))).toBe(false)
})
