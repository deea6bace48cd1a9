/** What both ends of an SSEK exchange ask of TLS and HTTP. */
import type { Socket } from 'node:net'
import type { PeerCertificate } from 'node:tls'
import { TLSSocket } from 'node:tls'

/** 5 MB: some 2,000 contracts; more is refused unread. */
export const maximumMessageBytes = 5 * 1024 * 1024

/** SOAP 1.1 says text/xml; some peers send application/xml. */
export const isXmlContentType = (contentType: string | undefined): boolean =>
  /^(text|application)\/xml\s*(;|$)/i.test(contentType?.trim() ?? '')

/** The organisation number that a certificate was issued to (subject attribute serialNumber), or null. */
export function organisationNumberOf(certificate: PeerCertificate): string | null {
  const subject: Readonly<Record<string, unknown>> = { ...certificate.subject }
  const serialNumber = subject['serialNumber']
  // A subject with two serial numbers gives a list: nobody can say whose certificate that is.
  return typeof serialNumber === 'string' && /^16\d{10}$/.test(serialNumber) ? serialNumber : null
}

/** The same for the other end of a connection; null unless its certificate was verified. */
export const organisationNumberOfPeer = (socket: Socket): string | null =>
  socket instanceof TLSSocket && socket.authorized ? organisationNumberOf(socket.getPeerCertificate()) : null
