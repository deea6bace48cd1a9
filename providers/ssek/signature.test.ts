import '#scripts/reflect-metadata.ts'
import * as x509 from '@peculiar/x509'
import { createHash, createPrivateKey, sign, X509Certificate } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { XmlElement } from 'libxml2-wasm'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { IssuedCertificate, LocalCa } from '#scripts/local-ca.ts'
import { ensureLocalCa, issueCertificate, signingParty } from '#scripts/local-ca.ts'
import { answerHeader, contract, mislife, providerNumber } from '../testing/messages.ts'
import {
  bodyOf,
  changed,
  idIn,
  piece,
  resigned,
  resignedWith,
  securityOf,
  signatureOf,
  ssekOf,
  timestampOf,
} from '../testing/signed-messages.ts'
import { wrappings } from '../testing/hostile/wrapping.ts'
import { canonicalText, parseDocument, UnreadableXml } from '../xml/document.ts'
import { writeEnvelope } from './envelope.ts'
import { exclusiveC14n, sha256Digest } from './namespaces.ts'
import type { SignatureDemand } from './policy.ts'
import { certificateOnFile } from './policy.ts'
import type { VerifiedMessage } from './signature.ts'
import { RejectedSignature, Signer, verifySignature } from './signature.ts'

const now = new Date()
const rsaOf = (modulusLength: number) => ({ modulusLength, publicExponent: new Uint8Array([1, 0, 1]) })
const minutes = (count: number): Date => new Date(now.getTime() + count * 60_000)
const party = { commonName: 'Nordfjäll Liv', organisationNumber: providerNumber }

let folder = ''
let ca: LocalCa
let pair: IssuedCertificate
let rsaPair: IssuedCertificate
let signer: Signer
let demand: SignatureDemand

const onFile = (...certificates: X509Certificate[]): SignatureDemand => ({
  organisationNumber: providerNumber,
  certificates: certificates.map((certificate) => certificateOnFile(certificate, 'signing')),
  now,
  isRevoked: () => false,
})

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signature-'))
  ca = await ensureLocalCa(folder)
  pair = await issueCertificate(ca, signingParty(party, 'ecdsa'))
  rsaPair = await issueCertificate(ca, signingParty(party, 'rsa'))
  signer = new Signer(pair)
  demand = onFile(signer.certificate)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const message = (): string => writeEnvelope({ header: answerHeader, bodyXml: mislife([contract]) })
const signed = (): string => signer.sign(message(), now)

function verifyText(text: string, against: SignatureDemand = demand): VerifiedMessage {
  using document = parseDocument(Buffer.from(text))
  return verifySignature(document, against)
}

function rejection(text: string, against: SignatureDemand = demand): RejectedSignature {
  try {
    verifyText(text, against)
  } catch (error) {
    if (error instanceof RejectedSignature) return error
    throw error
  }
  throw new Error('The message was accepted')
}

const prefixList = (list: string): string =>
  `<ec:InclusiveNamespaces xmlns:ec="${exclusiveC14n}" PrefixList="${list}"></ec:InclusiveNamespaces>`

/** As WSS4J would have it: each part with the namespaces that its surroundings declare. */
function signedWithPrefixes(): string {
  const text = signed()
  using document = parseDocument(Buffer.from(text))
  return resigned(text, pair.keyPem, (info) =>
    info.replace(
      /URI="#([^"]+)"(.*?)<\/ds:Transform>(.*?)<ds:DigestValue>[^<]*/gs,
      (_, id: string, a: string, b: string) => {
        const part = document.get(`//*[@*[name()='wsu:Id'] = '${id}']`)
        if (!(part instanceof XmlElement)) throw new Error('No such part')
        const digest = createHash('sha256')
          .update(canonicalText(part, ['soap', 'wsse', '#default']))
          .digest('base64')
        return `URI="#${id}"${a}${prefixList('soap wsse #default')}</ds:Transform>${b}<ds:DigestValue>${digest}`
      },
    ),
  )
}

function withTimestamp(content: string): string {
  const text = signed()
  const timestamp = timestampOf(text)
  return resignedWith(
    text,
    pair.keyPem,
    timestamp,
    timestamp.replace(/(<wsu:Timestamp[^>]*>).*(<\/wsu:Timestamp>)/s, `$1${content}$2`),
  )
}

describe('a message that was signed here', () => {
  test.each(['ecdsa', 'rsa'] as const)('is accepted (%s), and what comes back is what was signed', (kind) => {
    const by = new Signer(kind === 'rsa' ? rsaPair : pair)
    const text = by.sign(message(), now)
    const { ssek, body, signatureValue } = verifyText(text, onFile(by.certificate))
    expect(body).toContain('NL-100200')
    expect(body).toContain('Åsa Öström-Lindqvist')
    expect(ssek).toContain(answerHeader.txId)
    expect(text).toContain(`>${signatureValue}<`)
    expect(text).toContain(kind === 'rsa' ? '#rsa-sha256' : '#ecdsa-sha256')
  })

  test('keeps its text: only ids and the security header are added', () => {
    const text = signed()
    const without = changed(text, securityOf(text), '').replaceAll(/ wsu:Id="[^"]+"| xmlns:ws(u|se)="[^"]+"/g, '')
    expect(without.trim().replace(/^<\?xml[^>]*>\s*/, '')).toBe(message().replace(/^<\?xml[^>]*>\s*/, ''))
  })

  test('may have the prefixes declared already, unless for something else', () => {
    const once = signed()
    const declaring = changed(once, securityOf(once), '')
    expect(declaring).toMatch(/^[^>]*>\s*<soap:Envelope[^>]* xmlns:wsu=/)
    expect(verifyText(signer.sign(declaring, now)).body).toContain('NL-100200')
    const another = message().replace('<soap:Envelope ', '<soap:Envelope xmlns:wsu="urn:x" ')
    expect(() => signer.sign(another, now)).toThrow(UnreadableXml)
  })

  test('is accepted with white space, comments and other prefixes where they do not count', () => {
    const spaced = signed()
      .replace('<soap:Header>', '<soap:Header>\n  <!-- hej -->\n  ')
      .replace('</soap:Header>', '\n</soap:Header>\n')
    expect(verifyText(spaced).body).toContain('NL-100200')
  })

  test('is accepted in the order that others write', () => {
    const text = signed()
    const timestamp = timestampOf(text)
    const moved = changed(
      changed(text, timestamp, ''),
      '<wsse:BinarySecurityToken',
      `${timestamp}<wsse:BinarySecurityToken`,
    )
    expect(verifyText(moved).body).toContain('NL-100200')
  })

  test('is accepted with the ids that WSS4J gives to what is not signed', () => {
    const text = signed()
      .replace('<ds:Signature ', '<ds:Signature Id="SIG-1" ')
      .replace('<ds:KeyInfo>', '<ds:KeyInfo Id="KI-1">')
      .replace('<wsse:SecurityTokenReference>', '<wsse:SecurityTokenReference wsu:Id="STR-1">')
    expect(text).toContain('STR-1')
    expect(verifyText(text).body).toContain('NL-100200')
    expect(rejection(text.replace('KI-1', 'SIG-1')).message).toContain('same id')
  })

  test('a comment inside a signed value is not read', () => {
    const text = changed(signed(), 'NL-100200', 'NL-10<!-- x -->0200')
    expect(verifyText(text).body).toContain('NL-100200')
  })

  test('is refused a second signature', () => {
    expect(() => signer.sign(signed(), now)).toThrow('Unreadable')
    expect(() => signer.sign('<x/>', now)).toThrow('Unreadable')
  })
})

describe('a key that may not sign', () => {
  const weak: [string, object, object][] = [
    ['RSA of 1024 bits', { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', ...rsaOf(1024) }, {}],
    ['ECDSA on P-521', { name: 'ECDSA', namedCurve: 'P-521' }, { hash: 'SHA-256' }],
    ['Ed25519', { name: 'Ed25519' }, {}],
  ]
  test.each(weak)('%s', async (_name, algorithm, more) => {
    const keys = await crypto.subtle.generateKey(algorithm as RsaHashedKeyGenParams, true, ['sign', 'verify'])
    const certificate = await x509.X509CertificateGenerator.createSelfSigned({
      name: 'CN=Weak',
      keys,
      signingAlgorithm: { ...algorithm, ...more } as EcdsaParams,
    })
    const der = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey))
    const keyPem = createPrivateKey({ key: der, type: 'pkcs8', format: 'der' }).export({ type: 'pkcs8', format: 'pem' })
    expect(() => new Signer({ certPem: certificate.toString('pem'), keyPem: keyPem.toString() })).toThrow(
      'Signing takes',
    )
  })

  test('of another certificate', () => {
    expect(() => new Signer({ certPem: pair.certPem, keyPem: rsaPair.keyPem })).toThrow('not the certificate')
  })
})

describe('changed after it was signed', () => {
  test.each([
    ['an amount', '412345.67', '999999.99'],
    ['the receiver', /165560001234(?=<\/ssek:ReceiverId>)/, '165560009999'],
    ['the TxId', '3f2b8a52', '3f2b8a53'],
    ['the time', /<wsu:Expires>20/, '<wsu:Expires>30'],
    ['an attribute of the header', 'soap:mustUnderstand="1"', 'soap:mustUnderstand="0"'],
    ['the kind of flow', '<ssek:SSEK ', '<ssek:SSEK ssek:AsynchMethod="AsynchPush" '],
    ['white space in the body', '</mislife>', ' </mislife>'],
    ['a digest', /<ds:DigestValue>[^<]{4}/, '<ds:DigestValue>AAAA'],
    ['the signature', /<ds:SignatureValue>[^<]{4}/, '<ds:SignatureValue>AAAA'],
    ['the signature, to nothing', /<ds:SignatureValue>[^<]*/, '<ds:SignatureValue>'],
  ])('%s', (_name, from, to) => {
    expect(rejection(changed(signed(), from, to)).onlyTime).toBe(false)
  })
})

describe('signature wrapping', () => {
  test.each(wrappings.map(([name, wrap]) => ({ name, wrap })))('$name', ({ wrap }) => {
    expect(rejection(wrap(signed())).onlyTime).toBe(false)
  })
  test.each(wrappings.map(([name, wrap]) => ({ name, wrap })))('$name, in a message with prefix lists', ({ wrap }) => {
    expect(rejection(wrap(signedWithPrefixes())).onlyTime).toBe(false)
  })
})

describe('a list of prefixes', () => {
  test('is heeded: the part is digested with their namespaces', () => {
    const text = signedWithPrefixes()
    const { body, ssek } = verifyText(text)
    expect(ssek).toMatch(/^<ssek:SSEK [^>]*xmlns:wsse=/)
    expect(ssekOf(text)).not.toContain('xmlns:wsse=')
    expect(body).toContain('NL-100200')
  })

  test('that is empty says nothing', () => {
    const text = resigned(signed(), pair.keyPem, (info) =>
      info.replaceAll('</ds:Transform>', `${prefixList(' ')}</ds:Transform>`),
    )
    expect(verifyText(text).body).toContain('NL-100200')
  })

  test.each([
    ['another list than was used', 'soap wsse #default', 'soap'],
    ['a namespace declared around the part after it was signed', /<soap:Envelope /, '<soap:Envelope xmlns="urn:x" '],
    ['an amount', '412345.67', '412345.68'],
  ])('and after it was signed %s: refused', (_name, from, to) => {
    expect(rejection(changed(signedWithPrefixes(), from, to)).onlyTime).toBe(false)
  })

  test.each([
    ['of what is no prefix', prefixList('soap:Body')],
    ['of a pattern', prefixList('*')],
    ['of something else after a mark', prefixList('#all')],
    ['of a number', prefixList('1a')],
    ['with commas', prefixList('soap,wsu')],
    ['of 51', prefixList(Array.from({ length: 51 }, (_, index) => `p${index}`).join(' '))],
    ['twice', prefixList('') + prefixList('')],
    ['without the list', `<ec:InclusiveNamespaces xmlns:ec="${exclusiveC14n}"></ec:InclusiveNamespaces>`],
    ['with another attribute', prefixList('').replace('PrefixList', 'Id="x" PrefixList')],
    ['in another namespace’s attribute', prefixList('').replace('PrefixList', 'ec:PrefixList')],
    ['in another namespace', prefixList('').replace(exclusiveC14n, 'urn:x')],
    ['by another name', prefixList('').replaceAll('InclusiveNamespaces', 'Inclusive')],
    ['with words', prefixList('').replace('></', '>soap</')],
    ['with an element', prefixList('').replace('></', '><x/></')],
    ['beside an XPath', `${prefixList('')}<ds:XPath>true()</ds:XPath>`],
  ])('%s is refused', (_name, list) => {
    const transforms = resigned(signed(), pair.keyPem, (info) =>
      changed(info, '</ds:Transform>', `${list}</ds:Transform>`),
    )
    expect(rejection(transforms).message).toMatch(/parameters|prefixes/)
    const method = '</ds:CanonicalizationMethod>'
    const canonicalization = resigned(signed(), pair.keyPem, (info) => changed(info, method, list + method))
    expect(rejection(canonicalization).message).toMatch(/parameters|prefixes/)
  })

  test.each(['SignatureMethod', 'DigestMethod'])('is not for %s', (name) => {
    const text = resigned(signed(), pair.keyPem, (info) =>
      changed(info, `</ds:${name}>`, `${prefixList('')}</ds:${name}>`),
    )
    expect(rejection(text).message).toMatch(/parameters/)
  })
})

describe('signed by the right key in another way', () => {
  const references = (signedInfo: string): string[] => signedInfo.match(/<ds:Reference .*?<\/ds:Reference>/gs) ?? []
  const third = (signedInfo: string): string => references(signedInfo)[2] ?? ''
  const digestAlgorithm = `<ds:DigestMethod Algorithm="${sha256Digest}">`
  const transform = `<ds:Transform Algorithm="${exclusiveC14n}">`
  const variants: [string, (signedInfo: string) => string][] = [
    ['the body not signed', (info) => changed(info, third(info), '')],
    ['the body signed twice', (info) => changed(info, third(info), third(info) + third(info))],
    ['one part twice, another not', (info) => changed(info, references(info)[0] ?? '', third(info))],
    [
      'an extra reference',
      (info) =>
        changed(info, '</ds:SignedInfo>', `${third(info).replace(/URI="[^"]+"/, 'URI="#other"')}</ds:SignedInfo>`),
    ],
    ['an empty reference', (info) => changed(info, /URI="#body[^"]+"/, 'URI=""')],
    ['no reference', (info) => changed(info, / URI="#body[^"]+"/, '')],
    ['a reference to elsewhere', (info) => changed(info, /URI="#body/, 'URI="https://example.com/#body')],
    ['a reference by XPointer', (info) => changed(info, /URI="#(body[^"]+)"/, 'URI="#xpointer(/)"')],
    ['a reference without its mark', (info) => changed(info, 'URI="#body', 'URI="xbody')],
    ['an odd reference', (info) => changed(info, 'URI="#body', 'URI="#bo’dy')],
    [
      'inclusive C14N of a part',
      (info) => changed(info, transform, '<ds:Transform Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315">'),
    ],
    [
      'exclusive C14N with comments',
      (info) => changed(info, transform, `<ds:Transform Algorithm="${exclusiveC14n}WithComments">`),
    ],
    [
      'an enveloped-signature transform',
      (info) =>
        changed(
          info,
          transform,
          `<ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"></ds:Transform>${transform}`,
        ),
    ],
    [
      'an XPath transform',
      (info) =>
        changed(
          info,
          transform,
          `<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"><ds:XPath>true()</ds:XPath></ds:Transform>${transform}`,
        ),
    ],
    [
      'an XSLT transform',
      (info) => changed(info, transform, '<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116">'),
    ],
    ['no transform', (info) => changed(info, `${transform}</ds:Transform>`, '')],
    [
      'a prefix list that was not used',
      (info) =>
        changed(
          info,
          transform,
          `${transform}<ec:InclusiveNamespaces xmlns:ec="${exclusiveC14n}" PrefixList="soap"></ec:InclusiveNamespaces>`,
        ),
    ],
    [
      'SHA-1 as the digest',
      (info) => changed(info, digestAlgorithm, '<ds:DigestMethod Algorithm="http://www.w3.org/2000/09/xmldsig#sha1">'),
    ],
    [
      'inclusive C14N of SignedInfo',
      (info) =>
        changed(
          info,
          `<ds:CanonicalizationMethod Algorithm="${exclusiveC14n}">`,
          '<ds:CanonicalizationMethod Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315">',
        ),
    ],
    ['SHA-1 in the signature', (info) => changed(info, 'xmldsig-more#ecdsa-sha256', 'xmldsig-more#ecdsa-sha1')],
    ['SHA-512 in the signature', (info) => changed(info, 'xmldsig-more#ecdsa-sha256', 'xmldsig-more#ecdsa-sha512')],
    ['HMAC', (info) => changed(info, 'xmldsig-more#ecdsa-sha256', 'xmldsig-more#hmac-sha256')],
    [
      'the algorithm of another kind of key',
      (info) => changed(info, 'xmldsig-more#ecdsa-sha256', 'xmldsig-more#rsa-sha256'),
    ],
    ['no algorithm', (info) => changed(info, / Algorithm="[^"]+ecdsa-sha256"/, '')],
    [
      'something more in SignedInfo',
      (info) => changed(info, '</ds:SignedInfo>', '<x xmlns="urn:x"></x></ds:SignedInfo>'),
    ],
  ]
  test.each(variants)('%s', (_name, change) => {
    expect(rejection(resigned(signed(), pair.keyPem, change)).onlyTime).toBe(false)
  })

  test('a change of no account in SignedInfo, as the yardstick of the tests above', () => {
    const text = resigned(signed(), pair.keyPem, (info) => changed(info, '</ds:SignedInfo>', '\n</ds:SignedInfo>'))
    expect(verifyText(text).body).toContain('NL-100200')
  })

  test('an id with odd characters, in the element and in its reference', () => {
    for (const [id, accepted] of [
      ['body.1_x-2', true],
      ["body'1", false],
      ['body 1', false],
      ['bödy', false],
    ] as const) {
      const before = changed(signed(), /URI="#body[^"]+"/, `URI="#${id}"`)
      const text = resignedWith(before, pair.keyPem, bodyOf(before), changed(bodyOf(before), idIn(bodyOf(before)), id))
      if (accepted) expect(verifyText(text).body).toContain('NL-100200')
      else rejection(text)
    }
  })

  test('values that are not quite base64', () => {
    const value = /(?<=<ds:SignatureValue>.{8})/
    expect(verifyText(changed(signed(), value, '\n ')).body).toContain('NL-100200')
    rejection(changed(signed(), value, '*'))
    rejection(changed(signed(), value, '<x/>'))
  })

  test('an ECDSA signature in DER', () => {
    const text = signed()
    const info = piece(text, /<ds:SignedInfo.*<\/ds:SignedInfo>/s)
    const value = sign('sha256', Buffer.from(info), createPrivateKey(pair.keyPem)).toString('base64')
    rejection(changed(text, /<ds:SignatureValue>[^<]*/, `<ds:SignatureValue>${value}`))
  })

  const keyInfos: [string, string][] = [
    ['the key itself', '<ds:KeyInfo><ds:KeyValue/></ds:KeyInfo>'],
    [
      'a certificate inside',
      '<ds:KeyInfo><ds:X509Data><ds:X509Certificate>AAAA</ds:X509Certificate></ds:X509Data></ds:KeyInfo>',
    ],
    ['a name', '<ds:KeyInfo><ds:KeyName>x</ds:KeyName></ds:KeyInfo>'],
    [
      'a reference by issuer and serial number',
      '<ds:KeyInfo><wsse:SecurityTokenReference><ds:X509Data/></wsse:SecurityTokenReference></ds:KeyInfo>',
    ],
    [
      'a reference to another token',
      '<ds:KeyInfo><wsse:SecurityTokenReference><wsse:Reference URI="#x"/></wsse:SecurityTokenReference></ds:KeyInfo>',
    ],
    ['nothing', '<ds:KeyInfo/>'],
  ]
  test.each(keyInfos)('KeyInfo with %s', (_name, keyInfo) => {
    rejection(changed(signed(), /<ds:KeyInfo>.*<\/ds:KeyInfo>/s, keyInfo))
  })

  test.each([
    ['a token that is no certificate', /(?<=wsse:BinarySecurityToken [^>]*>)[^<]+/, 'AAAA'],
    ['a token of another kind', '#X509v3" wsu:Id', '#X509PKIPathv1" wsu:Id'],
    ['a token in another encoding', '#Base64Binary', '#HexBinary'],
    ['a token without an id', / wsu:Id="cert[^"]+"/, ''],
  ])('%s', (_name, from, to) => {
    rejection(changed(signed(), from, to))
  })

  test('no signature at all', () => {
    rejection(message())
    rejection(
      changed(signed(), signatureOf(signed()).slice(0, 20), '<ds:Signature '.padEnd(20)).replace(
        /<ds:Signature .*<\/ds:Signature>/s,
        '',
      ),
    )
  })

  test('no timestamp', () => {
    const text = signed()
    rejection(changed(text, timestampOf(text), ''))
  })
})

describe('the time', () => {
  test.each([
    ['within five minutes behind', -4.9, true],
    ['within five minutes before', 4.9, true],
    ['too long ago', -5.1, false],
    ['too far ahead', 5.1, false],
    ['yesterday, when the certificate was valid too', -20 * 60, false],
  ])('%s', (_name, at, accepted) => {
    const text = signer.sign(message(), minutes(at))
    if (accepted) expect(verifyText(text).body).toContain('NL-100200')
    else expect(rejection(text).onlyTime).toBe(true)
  })

  test('a wrong time is not said of a message that is wrong otherwise', () => {
    const text = changed(signer.sign(message(), minutes(-60)), '412345.67', '412345.68')
    expect(rejection(text).onlyTime).toBe(false)
  })

  const timestamps: [string, string][] = [
    ['in no zone', '<wsu:Created>2026-11-22T10:00:00</wsu:Created>'],
    ['in words', '<wsu:Created>now</wsu:Created>'],
    ['of an impossible day', '<wsu:Created>2026-13-41T10:00:00Z</wsu:Created>'],
    ['that says only when it ends', '<wsu:Expires>2999-01-01T00:00:00Z</wsu:Expires>'],
    ['that says nothing', ''],
    [
      'with two beginnings',
      '<wsu:Created>2026-11-22T10:00:00Z</wsu:Created><wsu:Created>2026-11-22T10:00:00Z</wsu:Created>',
    ],
  ]
  test.each(timestamps)('%s', (_name, content) => {
    expect(rejection(withTimestamp(content)).onlyTime).toBe(false)
  })

  test('that the message itself gives as its last', () => {
    const between = (from: number, to: number): string =>
      `<wsu:Created>${minutes(from).toISOString()}</wsu:Created><wsu:Expires>${minutes(to).toISOString()}</wsu:Expires>`
    expect(verifyText(withTimestamp(between(-2, 1))).body).toContain('NL-100200')
    expect(rejection(withTimestamp(between(-2, -1))).onlyTime).toBe(true)
  })
})

describe('the certificate', () => {
  const signedBy = (by: IssuedCertificate): string => new Signer(by).sign(message(), now)

  test('one of two on file will do', () => {
    const both = onFile(signer.certificate, new X509Certificate(rsaPair.certPem))
    expect(verifyText(signedBy(pair), both).body).toContain('NL-100200')
    expect(verifyText(signedBy(rsaPair), both).body).toContain('NL-100200')
  })

  test('not on file, though of the same authority and organisation', () => {
    rejection(signedBy(rsaPair))
    rejection(signedBy(pair), { ...demand, certificates: [] })
  })

  test('on file for TLS alone', () => {
    rejection(signedBy(pair), { ...demand, certificates: [certificateOnFile(signer.certificate, 'tls')] })
  })

  test('of another organisation than the sender', () => {
    rejection(signedBy(pair), { ...demand, organisationNumber: '165560009999' })
  })

  test('not valid yet, or no more', () => {
    const day = 86_400_000
    for (const days of [-3, 800]) {
      const then = new Date(now.getTime() + days * day)
      expect(rejection(signer.sign(message(), then), { ...demand, now: then }).message).toContain('not valid')
    }
  })

  test('revoked', () => {
    const revoked = ({ serialNumber }: X509Certificate) => serialNumber === signer.certificate.serialNumber
    expect(rejection(signedBy(pair), { ...demand, isRevoked: revoked }).message).toContain('revoked')
  })
})

test('a rejection quotes nothing of the message', () => {
  const { message: words, cause } = rejection(changed(signed(), '412345.67', '1'))
  expect(`${words} ${String(cause)}`).not.toMatch(/Åsa|NL-100200|1990/)
})
