/**
 * Hostile answers of a provider whose messages are signed: all that may be wrong with a signature, and what a right
 * signature does not excuse. Each is made from a right message of MIS 2.0 when it is sent, as its time is signed too.
 */
import { X509Certificate } from 'node:crypto'
import type { ProviderErrorCode } from '../../errors.ts'
import { exclusiveC14n, sha256Digest } from '../../ssek/namespaces.ts'
import type { CertificateOnFile } from '../../ssek/policy.ts'
import { certificateOnFile } from '../../ssek/policy.ts'
import type { SigningPair } from '../../ssek/signature.ts'
import { Signer } from '../../ssek/signature.ts'
import { asked, providerNumber, someoneElse } from '../messages.ts'
import { bodyOf, changed, idIn, piece, resigned, signatureOf, timestampOf } from '../signed-messages.ts'
import { wrappings } from './wrapping.ts'

/** What the provider could sign with: ECDSA. All but `notOnFile` are on file, and all but `another` are its own. */
export interface SigningPairs {
  readonly right: SigningPair
  readonly expired: SigningPair
  readonly revoked: SigningPair
  readonly notOnFile: SigningPair
  readonly another: SigningPair
}

export interface SignedHostileAnswer {
  readonly name: string
  readonly ends: ProviderErrorCode | 'answered'
  readonly signedWith: keyof SigningPairs
  /** @param message a right answer, unsigned */
  readonly make: (message: string, pairs: SigningPairs, now: Date) => string
}

/** What the register holds for the provider of a case: two at most, the right one and the one that is tried. */
export const certificatesOnFile = (
  { signedWith }: Pick<SignedHostileAnswer, 'signedWith'>,
  pairs: SigningPairs,
): readonly CertificateOnFile[] =>
  [...new Set<keyof SigningPairs>(['right', signedWith])]
    .filter((name) => name !== 'notOnFile')
    .map((name) => certificateOnFile(new X509Certificate(pairs[name].certPem), 'signing'))

const oneContract = /<forsakring>.*<\/forsakring>/s
const minute = 60_000
const sha1 = 'http://www.w3.org/2000/09/xmldsig#sha1'
const inclusiveC14n = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315'
const more = 'http://www.w3.org/2001/04/xmldsig-more#'
const signedBy = (pair: SigningPair, message: string, now: Date): string => new Signer(pair).sign(message, now)

/** The message is rightly signed, and then this is done to it. */
const after = (
  name: string,
  change: (signed: string, pairs: SigningPairs) => string,
  ends: SignedHostileAnswer['ends'] = 'rejected-signature',
): SignedHostileAnswer => ({
  name,
  ends,
  signedWith: 'right',
  make: (message, pairs, now) => change(signedBy(pairs.right, message, now), pairs),
})

/** This is done to the message, and then it is rightly signed. */
const before = (
  name: string,
  ends: SignedHostileAnswer['ends'],
  change: (message: string) => string,
): SignedHostileAnswer => ({
  name,
  ends,
  signedWith: 'right',
  make: (message, { right }, now) => signedBy(right, change(message), now),
})

/** The right key has signed something else than what was agreed. */
const otherwise = (name: string, change: (signedInfo: string) => string): SignedHostileAnswer =>
  after(`signed by the right key: ${name}`, (signed, { right }) => resigned(signed, right.keyPem, change))

const at = (name: string, minutes: number, ends: SignedHostileAnswer['ends']): SignedHostileAnswer => ({
  name,
  ends,
  signedWith: 'right',
  make: (message, { right }, now) => signedBy(right, message, new Date(now.getTime() + minutes * minute)),
})

const by = (name: string, signedWith: keyof SigningPairs): SignedHostileAnswer => ({
  name,
  ends: 'rejected-signature',
  signedWith,
  make: (message, pairs, now) => signedBy(pairs[signedWith], message, now),
})

const doubled = (message: string, count: number): string => {
  const one = piece(message, oneContract)
  return message.replace(one, () => one.repeat(count))
}

export const signedHostileAnswers: readonly SignedHostileAnswer[] = [
  before('a right answer, as the yardstick', 'answered', (message) => message),
  ...wrappings.map(([name, wrap, ends]) => after(`wrapping: ${name}`, wrap, ends)),

  // Changed on the way.
  after('an amount changed', (signed) => changed(signed, '412345.67', '999999.99')),
  after('a wrong digest', (signed) => changed(signed, /<ds:DigestValue>[^<]{4}/, '<ds:DigestValue>AAAA')),
  after('a wrong signature', (signed) => changed(signed, /<ds:SignatureValue>[^<]{4}/, '<ds:SignatureValue>AAAA')),
  after('an empty signature', (signed) => changed(signed, /<ds:SignatureValue>[^<]*/, '<ds:SignatureValue>')),
  after('no Timestamp', (signed) => changed(signed, timestampOf(signed), '')),
  after('a fresh Timestamp for a signed one', (signed) =>
    changed(signed, /(?<=<wsu:Expires>)[^<]+/, '2999-01-01T00:00:00Z'),
  ),
  after('no Signature', (signed) => changed(signed, signatureOf(signed), '')),
  after('nothing of it', (signed) => changed(signed, /<wsse:Security .*<\/wsse:Security>/s, '')),
  after('a token that is no certificate', (signed) =>
    changed(signed, /(?<=wsse:BinarySecurityToken [^>]*>)[^<]+/, 'AAAA'),
  ),
  after('the token of another', (signed, { another }) =>
    changed(
      signed,
      /(?<=wsse:BinarySecurityToken [^>]*>)[^<]+/,
      new Signer(another).certificate.raw.toString('base64'),
    ),
  ),
  after('the body as a reference to elsewhere', (signed) =>
    changed(signed, `URI="#${idIn(bodyOf(signed))}"`, 'URI="https://127.0.0.1:9/body"'),
  ),
  after('a document type', (signed) => changed(signed, '?>', '?><!DOCTYPE x [<!ENTITY a "b">]>'), 'malformed-response'),
  after('cut off', (signed) => signed.slice(0, signed.length * 0.9), 'malformed-response'),
  after('comments inside a signed value', (signed) => changed(signed, '412345.67', '4123<!-- 9 -->45.67'), 'answered'),

  // Other algorithms, or other parts.
  otherwise('SHA-1 as the digest', (info) => changed(info, sha256Digest, sha1)),
  otherwise('ECDSA with SHA-1', (info) => changed(info, `${more}ecdsa-sha256`, `${more}ecdsa-sha1`)),
  otherwise('RSA with an ECDSA key', (info) => changed(info, `${more}ecdsa-sha256`, `${more}rsa-sha256`)),
  otherwise('HMAC', (info) => changed(info, `${more}ecdsa-sha256`, `${more}hmac-sha256`)),
  otherwise('inclusive C14N', (info) => changed(info, exclusiveC14n, inclusiveC14n)),
  otherwise('not the body', (info) =>
    changed(info, /<ds:Reference (?:(?!<ds:Reference ).)*<\/ds:Reference>(?=<\/ds:SignedInfo>)/s, ''),
  ),

  // The time.
  at('an hour old', -60, 'clock-skew'),
  at('an hour ahead', 60, 'clock-skew'),

  // Whose signature.
  by('an expired certificate', 'expired'),
  by('a revoked certificate', 'revoked'),
  by('a certificate that is not on file', 'notOnFile'),
  by('another organisation’s certificate', 'another'),

  // A right signature excuses nothing.
  before('rightly signed: another sender', 'unknown-sender', (message) =>
    changed(message, `${providerNumber}</ssek:SenderId>`, '165560009999</ssek:SenderId>'),
  ),
  before('rightly signed: another transaction', 'wrong-transaction', (message) =>
    changed(message, /(?<=<ssek:TxId>)[^<]+/, '00000000-0000-4000-8000-000000000000'),
  ),
  before('rightly signed: about another person', 'wrong-person', (message) =>
    message.replaceAll(asked.reveal(), someoneElse.reveal()),
  ),
  before('rightly signed: a negative amount', 'malformed-response', (message) =>
    changed(message, '>412345.67<', '>-412345.67<'),
  ),
  before('rightly signed: a day in the year 9999', 'malformed-response', (message) =>
    changed(message, '>2026-10-31<', '>9999-12-31<'),
  ),
  before('rightly signed: 2,001 contracts', 'too-large', (message) => doubled(message, 2001)),
]
