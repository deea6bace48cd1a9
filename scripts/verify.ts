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
import { CannotRun, orCannotRun, runCommand } from './command.ts'

const use = 'Use: npm run -s verify -- FILE [--keys ADDRESS-OR-FILE] [--audience CLIENT-ID]'
const localKeys = 'http://localhost:3000/.well-known/jwks.json'

async function readKeys(from: string): Promise<JSONWebKeySet> {
  try {
    if (!/^https?:/.test(from)) return JSON.parse(readFileSync(from, 'utf8')) as JSONWebKeySet
    const response = await fetch(from, { redirect: 'error', signal: AbortSignal.timeout(5_000) })
    return (await response.json()) as JSONWebKeySet
  } catch {
    throw new CannotRun(`The keys could not be read from ${from}`)
  }
}

function readArguments(): { readonly jws: string; readonly keys: string; readonly audience: string | null } {
  return orCannotRun(`${use}\nThe file could not be read`, () => {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { keys: { type: 'string', default: localKeys }, audience: { type: 'string' } },
    })
    const [file, ...more] = positionals
    if (file === undefined || more.length > 0) throw new CannotRun(use)
    return { jws: readFileSync(file, 'utf8').trim(), keys: values.keys, audience: values.audience ?? null }
  })
}

async function run(): Promise<number> {
  const { jws, keys, audience } = readArguments()
  const data = await verifySignedData(jws, await readKeys(keys), { audience, now: new Date() })
  const { answered, of } = data.sources
  console.log(`Signed by ${data.iss} for ${data.aud}, good until ${new Date(data.exp * 1000).toISOString()}`)
  console.log(
    `${data.monthly} kr a month before tax from ${data.firstMonth}, figures from ${data.dataDate ?? 'no date'}`,
  )
  console.log(
    `${answered} of ${of} sources, ${data.contracts.length} contracts, ${data.assumptions.length} assumptions`,
  )
  return 0
}

await runCommand(run, (error) => (error instanceof InvalidSignedData ? 1 : null))
