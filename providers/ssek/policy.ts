/**
 * What is agreed with a peer (SSEK's policy), as far as it concerns the proof of who wrote a message. The transport is
 * always TLS with a client certificate; the message itself bears a signature where the agreement says so.
 */
import type { X509Certificate } from 'node:crypto'

export type MessageSecurity = 'none' | 'signature'

/**
 * A certificate that a peer has given us beforehand. Two of each use leave room for a roll-over without a gap.
 * Times are ISO 8601: when to warn before a certificate ends is decided from what is on file.
 */
export interface CertificateOnFile {
  readonly use: 'tls' | 'signing'
  /** Of the whole certificate: 64 hexadecimal digits in lower case. */
  readonly sha256: string
  readonly validFrom: string
  readonly validTo: string
}

/** What a signed message is held against. */
export interface SignatureDemand {
  /** Who must have signed: "16" + ten digits. */
  readonly organisationNumber: string
  readonly certificates: readonly CertificateOnFile[]
  readonly now: Date
  /** Whether the issuer has withdrawn the certificate. */
  readonly isRevoked: (certificate: X509Certificate) => boolean
}

export interface PeerPolicy {
  readonly messageSecurity: MessageSecurity
  /** None of a use on file: for TLS, authority and organisation number decide; for signatures, nothing is accepted. */
  readonly certificates: readonly CertificateOnFile[]
}

/** @returns null where messages bear no signature */
export const demandOf = (
  peer: PeerPolicy & { readonly organisationNumber: string },
  at: Pick<SignatureDemand, 'now' | 'isRevoked'>,
): SignatureDemand | null =>
  peer.messageSecurity === 'none'
    ? null
    : { organisationNumber: peer.organisationNumber, certificates: peer.certificates, ...at }

const fingerprintOf = (certificate: { readonly fingerprint256: string }): string =>
  certificate.fingerprint256.replaceAll(':', '').toLowerCase()

export const certificateOnFile = (certificate: X509Certificate, use: CertificateOnFile['use']): CertificateOnFile => ({
  use,
  sha256: fingerprintOf(certificate),
  validFrom: new Date(certificate.validFrom).toISOString(),
  validTo: new Date(certificate.validTo).toISOString(),
})

/** Whether a TLS peer may show this certificate. */
export function isTlsCertificateOnFile(policy: PeerPolicy, certificate: { readonly fingerprint256: string }): boolean {
  const onFile = policy.certificates.filter(({ use }) => use === 'tls')
  return onFile.length === 0 || onFile.some(({ sha256 }) => sha256 === fingerprintOf(certificate))
}
