/** The portal's own keys for what it signs for partners: the first signs, all of them are published. */
import { createPublicKey, createPrivateKey } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import type { JSONWebKeySet, JWK } from 'jose'
import { calculateJwkThumbprint, CompactSign } from 'jose'

export interface SigningKeys {
  /** What /.well-known/jwks.json answers. */
  readonly published: JSONWebKeySet
  /** @returns a compact JWS. */
  sign(payload: object): Promise<string>
}

type Algorithm = 'ES256' | 'EdDSA'

/** Named by its thumbprint (RFC 7638), so that a key has the same name wherever it is published. */
async function publishedKey(
  pem: string,
): Promise<{ readonly jwk: JWK; readonly alg: Algorithm; readonly kid: string }> {
  const jwk = createPublicKey(pem).export({ format: 'jwk' }) as JWK
  const alg = jwk.crv === 'P-256' ? 'ES256' : 'EdDSA'
  const kid = await calculateJwkThumbprint(jwk)
  return { jwk: { ...jwk, kid, alg, use: 'sig' }, alg, kid }
}

/** @param pems the first a private key, P-256 or Ed25519; the others may be public keys, of what was signed before */
export async function openSigningKeys(pems: readonly string[]): Promise<SigningKeys | null> {
  const [current] = pems
  if (current === undefined) return null
  const key: KeyObject = createPrivateKey(current)
  const published = await Promise.all(pems.map(publishedKey))
  const [first] = published
  if (first === undefined) return null
  return {
    published: { keys: published.map(({ jwk }) => jwk) },
    sign: (payload) =>
      new CompactSign(Buffer.from(JSON.stringify(payload), 'utf8'))
        .setProtectedHeader({ alg: first.alg, kid: first.kid, typ: 'pension-overview+jws' })
        .sign(key),
  }
}
