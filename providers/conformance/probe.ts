/** Whether anybody is there, and by which certificate. */
import { isIP } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { checkServerIdentity, connect } from 'node:tls'
import { organisationNumberOf } from '../ssek/transport.ts'
import type { Agreement } from './agreement.ts'

/** Nobody answers at the address, or not with TLS: there is nothing to try. */
export class NotReachable extends Error {
  override readonly name = 'NotReachable'
  /** What the network says. */
  readonly code: string

  constructor(code: string) {
    super(`Not reachable (${code})`)
    this.code = code
  }
}

export interface Presented {
  /** Why the certificate is not accepted; null when the agreed authority has issued it. */
  readonly untrusted: string | null
  readonly isForHost: boolean
  readonly organisationNumber: string | null
  readonly validTo: Date
}

function handshake({ provider, identity, limits }: Agreement): Promise<TLSSocket> {
  const { hostname, port } = new URL(provider.endpoint)
  const host = hostname.replace(/^\[|\]$/g, '')
  const { certPem: cert, keyPem: key, caPem: ca } = identity
  return new Promise((resolve, reject) => {
    const socket = connect({
      host,
      port: Number(port === '' ? 443 : port),
      ...(isIP(host) === 0 ? { servername: host } : {}),
      ...{ cert, key, ca, minVersion: 'TLSv1.2', rejectUnauthorized: false, timeout: limits.replyMs },
    })
    const fail = (code: string): void => {
      socket.destroy()
      reject(new NotReachable(code))
    }
    socket.once('secureConnect', () => resolve(socket))
    socket.once('timeout', () => fail('ETIMEDOUT'))
    socket.once('error', (error: NodeJS.ErrnoException) => fail(error.code ?? 'unknown'))
  })
}

/** @throws NotReachable */
export async function probe(agreement: Agreement): Promise<Presented> {
  const socket = await handshake(agreement)
  try {
    const certificate = socket.getPeerCertificate()
    const host = new URL(agreement.provider.endpoint).hostname.replace(/^\[|\]$/g, '')
    // Typed as an error; what is there is its code.
    const untrusted: unknown = socket.authorizationError
    return {
      untrusted: socket.authorized || isOfHost(untrusted) ? null : String(untrusted),
      isForHost: checkServerIdentity(host, certificate) === undefined,
      organisationNumber: organisationNumberOf(certificate),
      validTo: new Date(certificate.valid_to),
    }
  } finally {
    socket.destroy()
  }
}

/** Node holds the name against the certificate too, which is told apart here. */
const isOfHost = (reason: unknown): boolean => String(reason).includes('ERR_TLS_CERT_ALTNAME_INVALID')
