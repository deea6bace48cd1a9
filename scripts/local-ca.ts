/**
 * A certificate authority for one machine: gives the portal and each simulated provider a certificate, so that mutual
 * TLS is real in development and tests. Its name marks it, and production refuses every certificate below it.
 */

import './reflect-metadata.ts'
import * as x509 from '@peculiar/x509'
import { createPrivateKey, randomBytes, X509Certificate } from 'node:crypto'
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { localAuthorityMark } from '#server/config/ssek.ts'

/** Who the portal is towards the providers: a made-up organisation number in SSEK's form, "16" + ten digits. */
export const portalParty: Party = {
  commonName: 'Samlad Pension (local)',
  organisationNumber: '165560001234',
  dnsNames: ['localhost'],
  ipAddresses: ['127.0.0.1', '::1'],
}

/** The same party as the signer of messages, with a key that no TLS connection uses. */
export const signingParty = ({ commonName, organisationNumber }: Party, key: KeyKind): Party => ({
  commonName: `${commonName} (signing)`,
  organisationNumber,
  usages: [],
  key,
})

export interface LocalCa {
  readonly certPem: string
  readonly keyPem: string
  readonly certFile: string
}

export interface Party {
  readonly commonName: string
  /** Stands in the subject's serialNumber (2.5.4.5); SSEK's SenderId is held against it. */
  readonly organisationNumber: string
  readonly dnsNames?: readonly string[]
  readonly ipAddresses?: readonly string[]
  /** Default: both, as our parties call and are called. None for a certificate that signs messages. */
  readonly usages?: readonly ('server' | 'client')[]
  /** Default: ECDSA on P-256. */
  readonly key?: KeyKind
}

export type KeyKind = 'ecdsa' | 'rsa'

export interface IssuedCertificate {
  readonly certPem: string
  readonly keyPem: string
}

export interface CertificateFiles extends IssuedCertificate {
  readonly certFile: string
  readonly keyFile: string
}

const keyAlgorithm = { name: 'ECDSA', namedCurve: 'P-256' }
const rsaAlgorithm = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
}
const signingAlgorithm = { name: 'ECDSA', hash: 'SHA-256' }
const day = 24 * 60 * 60 * 1000
const lifetime = 730 * day
const renewBefore = 30 * day

/** Reads the CA of `dir`, or makes one when there is none or it soon ends. Writes `ca.crt` and `ca.key`. */
export async function ensureLocalCa(dir: string): Promise<LocalCa> {
  // The files belong to one machine's user, but the PostgreSQL user must be able to pass through a parent folder.
  await mkdir(dir, { recursive: true, mode: 0o755 })
  const certFile = join(dir, 'ca.crt')
  const keyFile = join(dir, 'ca.key')
  const known = await readPair(certFile, keyFile)
  if (known && isLasting(new X509Certificate(known.certPem))) return { ...known, certFile }
  const made = await makeCa()
  await writePair(certFile, keyFile, made)
  return { ...made, certFile }
}

/**
 * Issues a fresh key and certificate, valid since yesterday (a stepped clock must not refuse it) and for two years.
 * @param at when, if not now
 */
export async function issueCertificate(
  ca: IssuedCertificate,
  party: Party,
  at: Date = new Date(),
): Promise<IssuedCertificate> {
  const keys = await crypto.subtle.generateKey(party.key === 'rsa' ? rsaAlgorithm : keyAlgorithm, true, [
    'sign',
    'verify',
  ])
  const issuer = new x509.X509Certificate(ca.certPem)
  const usages = party.usages ?? ['server', 'client']
  const names = [
    ...(party.dnsNames ?? []).map((value) => ({ type: 'dns' as const, value })),
    ...(party.ipAddresses ?? []).map((value) => ({ type: 'ip' as const, value })),
  ]
  const certificate = await x509.X509CertificateGenerator.create(
    {
      ...validity(at),
      serialNumber: serialNumber(),
      subject: subjectOf(party),
      issuer: issuer.subjectName,
      publicKey: keys.publicKey,
      signingKey: await importKey(ca.keyPem),
      signingAlgorithm,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        ...(usages.length === 0
          ? []
          : [new x509.ExtendedKeyUsageExtension(usages.map((usage) => x509.ExtendedKeyUsage[`${usage}Auth`]))]),
        ...(names.length === 0 ? [] : [new x509.SubjectAlternativeNameExtension(names)]),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
        await x509.AuthorityKeyIdentifierExtension.create(issuer),
      ],
    },
    crypto,
  )
  return { certPem: pem(certificate), keyPem: await exportKey(keys.privateKey) }
}

/**
 * The certificate of one party in the CA's directory: `<id>.crt` and `<id>.key`. One that is there is used again while
 * it was issued by this CA for the same party and is valid for more than thirty days.
 */
export async function certificateFor(dir: string, id: string, party: Party): Promise<CertificateFiles> {
  if (!/^[a-z0-9][a-z0-9-]*$/.test(id)) throw new Error(`Not an id for a certificate file: ${id}`)
  const ca = await ensureLocalCa(dir)
  const files = { certFile: join(dir, `${id}.crt`), keyFile: join(dir, `${id}.key`) }
  const known = await readPair(files.certFile, files.keyFile)
  if (known && isFor(known.certPem, party, ca)) return { ...known, ...files }
  const issued = await issueCertificate(ca, party)
  await writePair(files.certFile, files.keyFile, issued)
  return { ...issued, ...files }
}

/** A CA of nobody's: kept in no file. */
export async function makeCa(): Promise<IssuedCertificate> {
  const keys = await crypto.subtle.generateKey(keyAlgorithm, true, ['sign', 'verify'])
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      ...validity(new Date()),
      serialNumber: serialNumber(),
      // Two CAs of the same name must not be taken for each other: each bears a number of its own.
      name: [{ CN: [`${localAuthorityMark} ${randomBytes(4).toString('hex')}`] }],
      keys,
      signingAlgorithm,
      extensions: [
        new x509.BasicConstraintsExtension(true, 0, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      ],
    },
    crypto,
  )
  return { certPem: pem(certificate), keyPem: await exportKey(keys.privateKey) }
}

/** Typed values, as the library reads quotes and `#` in a plain one as syntax. */
function subjectOf({ commonName, organisationNumber }: Party): x509.Name {
  return new x509.Name([
    { CN: [{ utf8String: commonName }] },
    { O: [{ utf8String: commonName }] },
    { '2.5.4.5': [{ printableString: organisationNumber }] },
  ])
}

function isFor(certPem: string, party: Party, ca: LocalCa): boolean {
  const found = new X509Certificate(certPem)
  const authority = new X509Certificate(ca.certPem)
  return (
    isLasting(found) &&
    found.verify(authority.publicKey) &&
    found.publicKey.asymmetricKeyType === (party.key === 'rsa' ? 'rsa' : 'ec') &&
    new x509.X509Certificate(certPem).subject === subjectOf(party).toString() &&
    [...(party.dnsNames ?? [])].every((name) => found.checkHost(name) !== undefined) &&
    [...(party.ipAddresses ?? [])].every((address) => found.checkIP(address) !== undefined)
  )
}

function isLasting(certificate: X509Certificate): boolean {
  return Date.parse(certificate.validTo) - Date.now() > renewBefore
}

function validity(at: Date): { notBefore: Date; notAfter: Date } {
  return { notBefore: new Date(at.getTime() - day), notAfter: new Date(at.getTime() + lifetime) }
}

/** Positive and at most twenty bytes, as RFC 5280 asks. */
function serialNumber(): string {
  return `5${randomBytes(15).toString('hex')}0`
}

function importKey(keyPem: string): Promise<CryptoKey> {
  const pkcs8 = createPrivateKey(keyPem).export({ type: 'pkcs8', format: 'der' })
  return crypto.subtle.importKey('pkcs8', pkcs8, keyAlgorithm, false, ['sign'])
}

async function exportKey(key: CryptoKey): Promise<string> {
  const der = Buffer.from(await crypto.subtle.exportKey('pkcs8', key))
  return createPrivateKey({ key: der, type: 'pkcs8', format: 'der' })
    .export({ type: 'pkcs8', format: 'pem' })
    .toString()
}

function pem(certificate: x509.X509Certificate): string {
  return `${certificate.toString('pem')}\n`
}

async function readPair(certFile: string, keyFile: string): Promise<IssuedCertificate | undefined> {
  try {
    const pair = { certPem: await readFile(certFile, 'utf8'), keyPem: await readFile(keyFile, 'utf8') }
    return new X509Certificate(pair.certPem).checkPrivateKey(createPrivateKey(pair.keyPem)) ? pair : undefined
  } catch {
    // Missing or cut short by a kill in the middle of writing: made anew.
    return undefined
  }
}

async function writePair(certFile: string, keyFile: string, pair: IssuedCertificate): Promise<void> {
  await writeWhole(keyFile, pair.keyPem, 0o600)
  await writeWhole(certFile, pair.certPem, 0o644)
}

/** Through a temporary file and a rename, so that a reader never meets half a file. */
async function writeWhole(file: string, text: string, mode: number): Promise<void> {
  const temporary = `${file}.${randomBytes(4).toString('hex')}`
  await writeFile(temporary, text, { mode })
  await chmod(temporary, mode)
  await rename(temporary, file)
}
