/** Revocation lists of the local authority, for tests. */
import '../reflect-metadata.ts'
import * as x509 from '@peculiar/x509'
import { createPrivateKey } from 'node:crypto'
import type { LocalCa } from '../local-ca.ts'

const day = 86_400_000

export interface ListOptions {
  /** Until tomorrow, unless said otherwise; null: it has no end. */
  readonly nextUpdate?: Date | null
}

/** @returns PEM, signed by the authority. */
export async function revocationList(
  authority: LocalCa,
  serials: readonly string[],
  { nextUpdate = new Date(Date.now() + day) }: ListOptions = {},
): Promise<string> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }
  const der = createPrivateKey(authority.keyPem).export({ type: 'pkcs8', format: 'der' })
  const list = await x509.X509CrlGenerator.create({
    issuer: new x509.X509Certificate(authority.certPem).subject,
    thisUpdate: new Date(Date.now() - day),
    ...(nextUpdate && { nextUpdate }),
    entries: serials.map((serialNumber) => ({ serialNumber })),
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
    signingKey: await crypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign']),
  })
  return list.toString('pem')
}
