/** What both ends of an SSEK exchange ask of TLS and HTTP. */
import type { Socket } from 'node:net'
import type { X509Certificate } from 'node:crypto'
import type { PeerCertificate } from 'node:tls'
import { TLSSocket } from 'node:tls'

/** 5 MB: some 2,000 contracts; more is refused unread. */
export const maximumMessageBytes = 5 * 1024 * 1024

/** SOAP 1.1 says text/xml; some peers send application/xml. */
export const isXmlContentType = (contentType: string | undefined): boolean =>
  /^(text|application)\/xml\s*(;|$)/i.test(contentType?.trim() ?? '')

/** The organisation number that a certificate was issued to (subject attribute serialNumber), or null. */
export function organisationNumberOf(certificate: Pick<PeerCertificate, 'subject'>): string | null {
  const subject: Readonly<Record<string, unknown>> = { ...certificate.subject }
  const serialNumber = subject['serialNumber']
  // A subject with two serial numbers gives a list: nobody can say whose certificate that is.
  return typeof serialNumber === 'string' && /^16\d{10}$/.test(serialNumber) ? serialNumber : null
}

/** The same for a certificate that did not come by TLS. */
export const organisationNumberIn = (certificate: X509Certificate): string | null =>
  organisationNumberOf(certificate.toLegacyObject())

/** The other end of a connection, by its certificate; null unless that was verified and names an organisation. */
export function peerOf(
  socket: Socket,
): { readonly organisationNumber: string; readonly certificate: X509Certificate } | null {
  if (!(socket instanceof TLSSocket) || !socket.authorized) return null
  const certificate = socket.getPeerX509Certificate()
  const organisationNumber = certificate === undefined ? null : organisationNumberIn(certificate)
  return certificate === undefined || organisationNumber === null ? null : { organisationNumber, certificate }
}
