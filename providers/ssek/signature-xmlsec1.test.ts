import { X509Certificate } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CertificateFiles, KeyKind } from '#scripts/local-ca.ts'
import { certificateFor, signingParty } from '#scripts/local-ca.ts'
import { answerHeader, contract, mislife, providerNumber } from '../testing/messages.ts'
import { asTemplate, hasXmlsec1, signWithXmlsec1, verifyWithXmlsec1 } from '../testing/xmlsec1.ts'
import { parseDocument } from '../xml/document.ts'
import { writeEnvelope } from './envelope.ts'
import { exclusiveC14n } from './namespaces.ts'
import { certificateOnFile } from './policy.ts'
import { RejectedSignature, Signer, verifySignature } from './signature.ts'

const now = new Date()
let folder = ''
const files = new Map<KeyKind, CertificateFiles>()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xmlsec1-'))
  const party = { commonName: 'Nordfjäll Liv', organisationNumber: providerNumber }
  for (const kind of ['ecdsa', 'rsa'] as const) {
    files.set(kind, await certificateFor(folder, kind, signingParty(party, kind)))
  }
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function filesOf(kind: KeyKind): CertificateFiles {
  const found = files.get(kind)
  if (found === undefined) throw new Error('No such certificate')
  return found
}

/** Laid out as a person would, so that white space counts. */
const message = (): string =>
  writeEnvelope({ header: answerHeader, bodyXml: mislife([contract]) }).replaceAll('><', '>\n  <')

async function written(text: string): Promise<string> {
  const file = join(folder, 'message.xml')
  await writeFile(file, text)
  return file
}

function bodyVerifiedHere(text: string, certPem: string): string {
  using document = parseDocument(Buffer.from(text))
  const certificates = [certificateOnFile(new X509Certificate(certPem), 'signing')]
  return verifySignature(document, { organisationNumber: providerNumber, certificates, now, isRevoked: () => false })
    .body
}

describe.skipIf(!hasXmlsec1).each(['ecdsa', 'rsa'] as const)('xmlsec1, %s', (kind) => {
  test('accepts what is signed here, and refuses it changed', async () => {
    const pair = filesOf(kind)
    const text = new Signer(pair).sign(message(), now)
    const { ok, output } = verifyWithXmlsec1(await written(text), pair.certFile)
    expect(output).toContain('SignedInfo References (ok/all): 3/3')
    expect(ok).toBe(true)
    const changed = text.replace('412345.67', '412345.68')
    expect(changed).not.toBe(text)
    expect(verifyWithXmlsec1(await written(changed), pair.certFile).ok).toBe(false)
  })

  test('signs what is accepted here, and refused changed', async () => {
    const pair = filesOf(kind)
    const template = asTemplate(new Signer(pair).sign(message(), now))
    const text = signWithXmlsec1(await written(template), pair.keyFile)
    expect(bodyVerifiedHere(text, pair.certPem)).toContain('412345.67')
    expect(() => bodyVerifiedHere(text.replace('412345.67', '412345.68'), pair.certPem)).toThrow(RejectedSignature)
    expect(() => bodyVerifiedHere(template, pair.certPem)).toThrow(RejectedSignature)
  })

  test('signs with prefix lists what is accepted here, and refused changed', async () => {
    const pair = filesOf(kind)
    const declared = message().replace(
      '<soap:Envelope ',
      '<soap:Envelope xmlns="urn:d" xmlns:xsi="urn:x" xmlns:more="urn:m" ',
    )
    const list = (prefixes: string): string =>
      `<ec:InclusiveNamespaces xmlns:ec="${exclusiveC14n}" PrefixList="${prefixes}"/>`
    const template = asTemplate(new Signer(pair).sign(declared, now))
      .replaceAll('</ds:Transform>', `${list('xsi soap #default')}</ds:Transform>`)
      .replace('</ds:CanonicalizationMethod>', `${list('soap more wsu')}</ds:CanonicalizationMethod>`)
    const text = signWithXmlsec1(await written(template), pair.keyFile)
    const body = bodyVerifiedHere(text, pair.certPem)
    expect(body).toMatch(/^<soap:Body xmlns="urn:d" [^>]*xmlns:xsi="urn:x"/)
    expect(body).not.toContain('urn:m')
    for (const [from, to] of [
      ['412345.67', '412345.68'],
      ['xmlns="urn:d"', 'xmlns="urn:e"'],
      ['xmlns:more="urn:m"', 'xmlns:more="urn:n"'],
      ['xsi soap #default', 'soap xsi'],
    ] as const) {
      expect(text).toContain(from)
      expect(() => bodyVerifiedHere(text.replace(from, to), pair.certPem)).toThrow(RejectedSignature)
    }
  })
})
