/** Whether the access log is what was once written: each entry, each chain, and the ends signed outside the database. */
import type { AccessLogKeys } from '#server/crypto/access-log-keys.ts'
import type { AccessEntry } from '#server/db/access-log.ts'
import { chainBegin, chainedText } from '#server/db/access-log.ts'
import type { SignedRoots } from './roots.ts'

export type AuditFault =
  /** The entry is not what was written, or not after this one: changed, or an earlier one with it. */
  | { readonly kind: 'changed'; readonly chainId: string; readonly place: number }
  /** An entry before it is gone, and not by age: no signed mark says so. */
  | { readonly kind: 'gap'; readonly chainId: string; readonly place: number }
  /** The chain ends before the end that was signed. */
  | { readonly kind: 'cut'; readonly chainId: string; readonly place: number }
  | { readonly kind: 'chain-gone'; readonly chainId: string }
  /** The chain holds in itself, and is another than the one that was signed. */
  | { readonly kind: 'made-anew'; readonly chainId: string; readonly place: number }
  | { readonly kind: 'unknown-key'; readonly chainId: string; readonly place: number }
  | { readonly kind: 'roots'; readonly what: string }

export interface AuditReport {
  readonly entries: number
  readonly chains: number
  readonly faults: readonly AuditFault[]
}

/** Ends are signed once a day; later than this, somebody must look. */
const latestRootsMs = 2 * 86_400_000

interface Chain {
  readonly id: string
  place: number
  mac: Buffer
  broken: boolean
}

/** A chain begins at its first entry, or right after the signed mark of what went by age. */
function chainFrom(id: string, first: number, marks: SignedRoots['marks']): Chain {
  const mark = marks.get(id)
  return mark?.place === first - 1 ? { id, ...mark, broken: false } : { id, place: 0, mac: chainBegin, broken: false }
}

/** @param entries chain after chain, each in its order */
export async function verifyAccessLog(
  entries: AsyncIterable<AccessEntry> | Iterable<AccessEntry>,
  keys: AccessLogKeys,
  roots: SignedRoots,
  now: Date,
): Promise<AuditReport> {
  const faults: AuditFault[] = roots.faults.map((what) => ({ kind: 'roots', what }))
  const seen = new Map<string, number>()
  let count = 0
  let oldest: Date | null = null
  let chain: Chain | null = null
  for await (const entry of entries) {
    count++
    if (oldest === null || entry.writtenAt < oldest) oldest = entry.writtenAt
    const { chainId, place } = entry
    if (chain?.id !== chainId) chain = chainFrom(chainId, place, roots.marks)
    const isOther = [roots.heads, roots.marks].some((ends) => {
      const signed = ends.get(chainId)
      return signed?.place === place && !signed.mac.equals(entry.mac)
    })
    if (!chain.broken) {
      const fault = faultOf(entry, chain, keys)
      if (fault !== null) {
        faults.push({ kind: fault, chainId, place })
        // One fault a chain: what follows hangs on it.
        chain.broken = true
      } else if (isOther) {
        faults.push({ kind: 'made-anew', chainId, place })
        chain.broken = true
      }
    }
    chain.place = place
    chain.mac = entry.mac
    seen.set(chainId, place)
  }
  for (const [chainId, { place }] of roots.heads) {
    const last = seen.get(chainId)
    if (last === undefined) {
      if (roots.marks.get(chainId)?.place !== place) faults.push({ kind: 'chain-gone', chainId })
    } else if (last < place) faults.push({ kind: 'cut', chainId, place: last })
  }
  const since = roots.newestAt ?? oldest
  if (oldest !== null && since !== null && now.getTime() - since.getTime() > latestRootsMs) {
    faults.push({ kind: 'roots', what: `the newest signed ends are missing or older than two days` })
  }
  return { entries: count, chains: seen.size, faults }
}

function faultOf(
  entry: AccessEntry,
  before: { readonly place: number; readonly mac: Buffer },
  keys: AccessLogKeys,
): 'gap' | 'changed' | 'unknown-key' | null {
  if (entry.place !== before.place + 1) return 'gap'
  const { keyId, mac } = entry
  const found = keys.check(chainedText(entry, before.mac), { keyId, mac })
  return found === 'holds' ? null : found === 'unknown-key' ? found : 'changed'
}
