/** Verifies what a portal has signed for a partner: what the verifier command does, and an example of how. */
import type { JSONWebKeySet } from 'jose'
import { compactVerify, createLocalJWKSet } from 'jose'
import type { SignedData } from './signed-data.ts'
import { signedDataShape } from './signed-data.ts'

/** Why it must not be shown. */
export class InvalidSignedData extends Error {
  override readonly name = 'InvalidSignedData'
}

/**
 * @param keys the portal's, from its own address: never from where the data says
 * @param audience the client id that it must be for; null: anybody's
 * @throws InvalidSignedData
 */
export async function verifySignedData(
  jws: string,
  keys: JSONWebKeySet,
  { audience, now }: { readonly audience: string | null; readonly now: Date },
): Promise<SignedData> {
  const data = signedDataShape.safeParse(await payloadOf(jws, keys))
  if (!data.success) throw new InvalidSignedData('It is signed, but is no pension overview of a form that is known')
  if (audience !== null && data.data.aud !== audience) throw new InvalidSignedData('It is for somebody else')
  if (data.data.exp * 1000 <= now.getTime()) throw new InvalidSignedData('It is too old to be shown as current')
  return data.data
}

async function payloadOf(jws: string, keys: JSONWebKeySet): Promise<unknown> {
  try {
    const { payload } = await compactVerify(jws, createLocalJWKSet(keys), { algorithms: ['ES256', 'EdDSA'] })
    return JSON.parse(Buffer.from(payload).toString('utf8'))
  } catch (error) {
    throw new InvalidSignedData('It is not signed by any of the keys, or was changed', { cause: error })
  }
}
