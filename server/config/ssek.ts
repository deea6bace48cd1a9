/** Who we are to the providers, and whom we believe. */
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { z } from 'zod'
import type { Refusal, Values } from './environment.ts'
import { allOrNone, ConfigError, variable } from './environment.ts'
import { pemFile, readableFile } from './kinds.ts'

export interface SsekConfig {
  /** "16" + ten digits. */
  readonly organisationNumber: string
  readonly certPem: string
  readonly keyPem: string
  readonly caPem: string
  /** What messages are signed with; null where no provider's policy asks for it. */
  readonly signing: { readonly certPem: string; readonly keyPem: string } | null
  /** The authority's revocation list; null where none is used. */
  readonly revocationFile: string | null
}

const certificateFile = pemFile(/-----BEGIN CERTIFICATE-----/)
const keyFile = pemFile(/-----BEGIN (EC |RSA )?PRIVATE KEY-----/)

export const ssekVariables = {
  SSEK_ORGANISATION_NUMBER: variable(
    z.string().regex(/^16\d{10}$/),
    'must be "16" and the ten digits of the organisation number',
  ),
  SSEK_TLS_CERT_FILE: variable(certificateFile, 'must be the path of a readable PEM file with our certificate'),
  SSEK_TLS_KEY_FILE: variable(
    keyFile,
    'must be the path of a readable PEM file with the private key of our certificate',
  ),
  SSEK_CA_FILE: variable(
    certificateFile,
    'must be the path of a readable PEM file with the authority that certifies the providers',
  ),
  SSEK_SIGNING_CERT_FILE: variable(
    certificateFile.optional(),
    'must be the path of a readable PEM file with the certificate of SSEK_SIGNING_KEY_FILE; set both or neither',
  ),
  SSEK_SIGNING_KEY_FILE: variable(
    keyFile.optional(),
    'must be the path of a readable PEM file with the private key that signs our messages; set both or neither',
  ),
  SSEK_CRL_FILE: variable(
    readableFile.optional(),
    'must be the path of a readable revocation list of the authority in SSEK_CA_FILE',
  ),
}

type SsekValues = Values<typeof ssekVariables>

/** @throws ConfigError when of what signs there is one without the other, or they are not a pair */
export const ssekOf = (read: SsekValues): SsekConfig =>
  Object.freeze({
    organisationNumber: read.SSEK_ORGANISATION_NUMBER,
    certPem: read.SSEK_TLS_CERT_FILE,
    keyPem: read.SSEK_TLS_KEY_FILE,
    caPem: read.SSEK_CA_FILE,
    signing: signingPair(read),
    revocationFile: read.SSEK_CRL_FILE ?? null,
  })

function signingPair(read: SsekValues): SsekConfig['signing'] {
  const pair = allOrNone(ssekVariables, read, ['SSEK_SIGNING_CERT_FILE', 'SSEK_SIGNING_KEY_FILE'])
  if (pair === null) return null
  const { SSEK_SIGNING_CERT_FILE: certPem, SSEK_SIGNING_KEY_FILE: keyPem } = pair
  if (!isPair(certPem, keyPem)) {
    throw new ConfigError([`SSEK_SIGNING_KEY_FILE ${ssekVariables.SSEK_SIGNING_KEY_FILE.wanted}`])
  }
  return Object.freeze({ certPem, keyPem })
}

function isPair(certPem: string, keyPem: string): boolean {
  try {
    return new X509Certificate(certPem).checkPrivateKey(createPrivateKey(keyPem))
  } catch {
    return false
  }
}

export const ssekRefusals = (read: SsekValues): readonly Refusal[] => [
  [isLocalAuthority(read.SSEK_CA_FILE), 'SSEK_CA_FILE must not be the local authority in production'],
  [
    isLocalAuthority(read.SSEK_TLS_CERT_FILE),
    'SSEK_TLS_CERT_FILE must not be a certificate of the local authority in production',
  ],
  [
    read.SSEK_SIGNING_CERT_FILE !== undefined && isLocalAuthority(read.SSEK_SIGNING_CERT_FILE),
    'SSEK_SIGNING_CERT_FILE must not be a certificate of the local authority in production',
  ],
]

/** Stands in the name of the certificate authority that the local set-up makes for itself. */
export const localAuthorityMark = 'Samlad Pension local CA'

function isLocalAuthority(pem: string): boolean {
  try {
    const certificate = new X509Certificate(pem)
    return certificate.subject.includes(localAuthorityMark) || certificate.issuer.includes(localAuthorityMark)
  } catch {
    // What is not a certificate is not the local one; TLS will refuse it with its own words.
    return false
  }
}
