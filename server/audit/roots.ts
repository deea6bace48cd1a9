/**
 * What is kept of the access log outside the database: once a day the ends of its chains, signed.
 *
 * A file `2026-11-22T020000000Z.json` names the ends of the chains that were written to since the file before, the
 * root over all ends known by then, and the SHA-256 of the file before; an Ed25519 signature stands with it. The key
 * that signs is the worker's alone. A chain that was cut, taken away or made anew since a file was written does not
 * end in what the file says.
 *
 * Entries are kept for five years. Before older ones are deleted, a file says up to which entry each chain loses its
 * beginning: the mark that the rest of the chain is checked from. What is missing without a mark was taken away.
 */
import { createHash, sign, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { ChainHead } from '#server/db/access-log.ts'

/** By chain id. */
export type Heads = ReadonlyMap<string, End>
type End = Pick<ChainHead, 'place' | 'mac'>

const endShape = z.tuple([z.uuid(), z.int().min(1), z.string().regex(/^[\da-f]{64}$/)])
const statementShape = z.strictObject({
  at: z.iso.datetime(),
  /** SHA-256 of the file before, in hex; null in the first. */
  before: z.string().nullable(),
  root: z.string(),
  heads: z.array(endShape),
  /** The last entry of each beginning that goes by age; left out where none does. */
  marks: z.array(endShape).optional(),
})
const fileShape = z.strictObject({ statement: z.string(), signature: z.string() })

export interface SignedRoots {
  readonly heads: Heads
  /** Up to where chains have lost their beginning by age. */
  readonly marks: Heads
  /** When the newest was signed; null without any. */
  readonly newestAt: Date | null
  /** What is wrong with the files, in words; nothing after the first bad one is believed. */
  readonly faults: readonly string[]
  /** SHA-256 of the newest file. */
  readonly newestHash: string | null
}

const isRoots = (name: string): boolean => /^\d{4}-\d{2}-\d{2}T\d{9}Z\.json$/.test(name)
const sha256 = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex')

/** Over all ends, in the order of their chains. */
function rootOf(heads: Heads): string {
  const hash = createHash('sha256')
  for (const [chainId, { place, mac }] of [...heads].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    hash.update(JSON.stringify([chainId, place, mac.toString('hex')]))
  }
  return hash.digest('hex')
}

/**
 * Reads all files, the oldest first.
 * @param publicKeys Ed25519, those that have signed, the first of them first. After a file of a later key an earlier
 *   one is believed no more: whoever has got hold of it can add nothing.
 */
export async function readRoots(folder: string, publicKeys: readonly KeyObject[]): Promise<SignedRoots> {
  const names = (await readdir(folder).catch(() => [])).filter(isRoots).toSorted()
  const [heads, marks] = [new Map<string, End>(), new Map<string, End>()]
  let [newestHash, newestAt]: [string | null, Date | null] = [null, null]
  let keys = publicKeys
  const endedBy = (fault: string): SignedRoots => ({ heads, marks, newestAt, newestHash, faults: [fault] })
  for (const name of names) {
    const bytes = await readFile(join(folder, name))
    const file = believedOf(bytes, keys)
    if (file === null) return endedBy(`${name} is not signed by our key`)
    const { statement, signer } = file
    if (statement.before !== newestHash) return endedBy(`${name} does not follow the one before`)
    for (const [chainId, place, mac] of statement.heads) heads.set(chainId, { place, mac: Buffer.from(mac, 'hex') })
    for (const [chainId, place, mac] of statement.marks ?? []) {
      marks.set(chainId, { place, mac: Buffer.from(mac, 'hex') })
    }
    if (rootOf(heads) !== statement.root) return endedBy(`${name} has another root than its ends give`)
    keys = keys.slice(signer)
    newestHash = sha256(bytes)
    newestAt = new Date(statement.at)
  }
  return { heads, marks, newestAt, newestHash, faults: [] }
}

/** @returns null unless it is signed by one of the keys, and says what such a file says */
function believedOf(bytes: Buffer, publicKeys: readonly KeyObject[]) {
  try {
    const { statement, signature } = fileShape.parse(JSON.parse(bytes.toString('utf8')))
    const [signed, by] = [Buffer.from(statement), Buffer.from(signature, 'base64')]
    const signer = publicKeys.findIndex((key) => verify(null, signed, key, by))
    return signer < 0 ? null : { statement: statementShape.parse(JSON.parse(statement)), signer }
  } catch {
    return null
  }
}

const endsOf = (ends: readonly ChainHead[]): z.input<typeof endShape>[] =>
  ends.map(({ chainId, place, mac }) => [chainId, place, mac.toString('hex')])

/** An entry that was begun before a file and committed after it is written within this time. */
const overlapMs = 3_600_000

/** Since when ends must be read for the next file. */
export const readSince = ({ newestAt }: SignedRoots): Date =>
  newestAt === null ? new Date(0) : new Date(newestAt.getTime() - overlapMs)

/**
 * Adds the next file; it is there whole or not at all.
 * @param changed ends read since `readSince(before)`
 * @param aged the last entries of what is to go by age
 */
export async function addRoots(
  folder: string,
  privateKey: KeyObject,
  before: SignedRoots,
  changed: readonly ChainHead[],
  at: Date,
  aged: readonly ChainHead[] = [],
): Promise<void> {
  const heads = new Map(before.heads)
  for (const { chainId, place, mac } of changed) heads.set(chainId, { place, mac })
  const statement = JSON.stringify({
    at: at.toISOString(),
    before: before.newestHash,
    root: rootOf(heads),
    heads: endsOf(changed.filter(({ chainId, place }) => before.heads.get(chainId)?.place !== place)),
    ...(aged.length > 0 && { marks: endsOf(aged) }),
  } satisfies z.input<typeof statementShape>)
  const file = { statement, signature: sign(null, Buffer.from(statement), privateKey).toString('base64') }
  await mkdir(folder, { recursive: true })
  const path = join(folder, `${at.toISOString().replaceAll(/[:.]/g, '')}.json`)
  await writeFile(`${path}.half`, `${JSON.stringify(file)}\n`, { flag: 'wx', mode: 0o640 })
  await rename(`${path}.half`, path)
}
