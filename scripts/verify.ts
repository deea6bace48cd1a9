/**
 * Verifies signed data as a partner gets it from POST /partner/data.
 *
 *     npm run -s verify -- FILE [--keys ADDRESS-OR-FILE] [--audience CLIENT-ID]
 *
 * FILE holds the compact JWS. The keys are those of the portal that runs here (http://localhost:3000), unless others
 * are named: never those that the file itself points to. With --audience it must be for that partner.
 *
 *     0  signed by one of the keys, whole, and not too old
 *     1  not
 *     2  wrong use, or the keys could not be read
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { JSONWebKeySet } from 'jose'
import { InvalidSignedData, verifySignedData } from '#server/partner/verify.ts'

const localKeys = 'http://localhost:3000/.well-known/jwks.json'

class WrongUse extends Error {}

async function readKeys(from: string): Promise<JSONWebKeySet> {
  try {
    if (!/^https?:/.test(from)) return JSON.parse(readFileSync(from, 'utf8')) as JSONWebKeySet
    const response = await fetch(from, { redirect: 'error', signal: AbortSignal.timeout(5_000) })
    return (await response.json()) as JSONWebKeySet
  } catch {
    throw new WrongUse(`The keys could not be read from ${from}`)
  }
}

function given(): { readonly jws: string; readonly keys: string; readonly audience: string | null } {
  const use = 'Use: npm run -s verify -- FILE [--keys ADDRESS-OR-FILE] [--audience CLIENT-ID]'
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { keys: { type: 'string', default: localKeys }, audience: { type: 'string' } },
    })
    const [file, ...more] = positionals
    if (file === undefined || more.length > 0) throw new WrongUse(use)
    return { jws: readFileSync(file, 'utf8').trim(), keys: values.keys, audience: values.audience ?? null }
  } catch (error) {
    throw error instanceof WrongUse ? error : new WrongUse(`${use}\nThe file could not be read`)
  }
}

try {
  const { jws, keys, audience } = given()
  const data = await verifySignedData(jws, await readKeys(keys), { audience, now: new Date() })
  const { answered, of } = data.sources
  console.log(`Signed by ${data.iss} for ${data.aud}, good until ${new Date(data.exp * 1000).toISOString()}`)
  console.log(
    `${data.monthly} kr a month before tax from ${data.firstMonth}, figures from ${data.dataDate ?? 'no date'}`,
  )
  console.log(
    `${answered} of ${of} sources, ${data.contracts.length} contracts, ${data.assumptions.length} assumptions`,
  )
} catch (error) {
  if (!(error instanceof InvalidSignedData || error instanceof WrongUse)) throw error
  console.error(error.message)
  process.exitCode = error instanceof WrongUse ? 2 : 1
}
