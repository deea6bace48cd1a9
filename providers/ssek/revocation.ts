/**
 * Certificates that their authority has withdrawn: a revocation list (CRL) from a file, its signature checked with the
 * authority's key. Node reads certificates but no lists, so the few fields that matter are read here.
 */
import { verify, X509Certificate } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'

/** A list that must not be relied upon. */
export class UnusableRevocationList extends Error {
  override readonly name = 'UnusableRevocationList'
}

interface Part {
  readonly tag: number
  /** Tag and length included. */
  readonly whole: Buffer
  readonly content: Buffer
}

const sequence = 0x30
const integer = 0x02
const bitString = 0x03
const objectIdentifier = 0x06
const utcTime = 0x17
const generalizedTime = 0x18

/** DER, one part after the other. */
function partsOf(der: Buffer): Part[] {
  const parts: Part[] = []
  for (let at = 0; at < der.length;) {
    const [tag, first] = [der[at], der[at + 1]]
    if (tag === undefined || first === undefined) throw new UnusableRevocationList('Cut off')
    const lengthBytes = first < 0x80 ? 0 : first & 0x7f
    if (first === 0x80 || lengthBytes > 4) throw new UnusableRevocationList('Not DER')
    const start = at + 2 + lengthBytes
    const length = lengthBytes === 0 ? first : Number(`0x${der.toString('hex', at + 2, start)}`)
    const end = start + length
    if (!(end <= der.length)) throw new UnusableRevocationList('Cut off')
    parts.push({ tag, whole: der.subarray(at, end), content: der.subarray(start, end) })
    at = end
  }
  return parts
}

/** The object identifiers of RSA and ECDSA with SHA-2, as DER content in hexadecimal. */
const hashes: Readonly<Record<string, string>> = {
  '2a864886f70d01010b': 'sha256',
  '2a864886f70d01010c': 'sha384',
  '2a864886f70d01010d': 'sha512',
  '2a8648ce3d040302': 'sha256',
  '2a8648ce3d040303': 'sha384',
  '2a8648ce3d040304': 'sha512',
}

function timeOf({ tag, content }: Part): Date {
  const text = content.toString('latin1')
  // Two digits of a year below 50 are of this century (RFC 5280).
  const century = Number(text.slice(0, 2)) < 50 ? '20' : '19'
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(tag === utcTime ? century + text : text) ?? []
  if (second === undefined) throw new UnusableRevocationList('Not a time')
  return new Date(`${year ?? ''}-${month ?? ''}-${day ?? ''}T${hour ?? ''}:${minute ?? ''}:${second}Z`)
}

const isTime = ({ tag }: Part): boolean => tag === utcTime || tag === generalizedTime
const serialOf = (content: Buffer): bigint => BigInt(`0x${content.toString('hex')}`)

function derOf(file: Buffer): Buffer {
  const pem = /-----BEGIN (?:X509 )?CRL-----([\sA-Za-z0-9+/=]+)-----END (?:X509 )?CRL-----/.exec(
    file.toString('latin1'),
  )
  return pem?.[1] === undefined ? file : Buffer.from(pem[1], 'base64')
}

export class RevocationList {
  readonly #authority: X509Certificate
  readonly #serials: ReadonlySet<bigint>
  readonly #nextUpdate: Date | null

  /**
   * @param file PEM or DER
   * @throws UnusableRevocationList when it is not a list of this authority
   */
  constructor(file: Buffer, authority: X509Certificate) {
    this.#authority = authority
    const [list] = partsOf(derOf(file))
    const [content, algorithm, signature] = list?.tag === sequence ? partsOf(list.content) : []
    const [identifier] = algorithm?.tag === sequence ? partsOf(algorithm.content) : []
    const hash = identifier?.tag === objectIdentifier ? hashes[identifier.content.toString('hex')] : undefined
    if (content?.tag !== sequence || signature?.tag !== bitString || hash === undefined) {
      throw new UnusableRevocationList('Not a revocation list')
    }
    if (!verify(hash, content.whole, authority.publicKey, signature.content.subarray(1))) {
      throw new UnusableRevocationList('Not signed by the authority')
    }
    const fields = partsOf(content.content)
    const times = fields.filter(isTime)
    const next = times[1]
    this.#nextUpdate = next === undefined ? null : timeOf(next)
    // version?, algorithm, issuer, thisUpdate, nextUpdate?, revoked?, extensions?: what follows the times.
    const revoked = fields.slice(fields.findLastIndex(isTime) + 1).find(({ tag }) => tag === sequence)
    this.#serials = new Set(
      (revoked === undefined ? [] : partsOf(revoked.content)).map((entry) => {
        const [serial] = partsOf(entry.content)
        if (serial?.tag !== integer) throw new UnusableRevocationList('Not a revocation list')
        return serialOf(serial.content)
      }),
    )
  }

  /** A certificate of another authority is not this list's business. */
  names(certificate: X509Certificate): boolean {
    // The number first: it is asked of every message, and a signature is dear to check.
    return (
      this.#serials.has(BigInt(`0x${certificate.serialNumber}`)) &&
      certificate.checkIssued(this.#authority) &&
      certificate.verify(this.#authority.publicKey)
    )
  }

  isOutdated(now: Date): boolean {
    return this.#nextUpdate !== null && now > this.#nextUpdate
  }
}

const rereadMs = 30_000

/**
 * Whether a certificate is withdrawn, by the list in a file, which is read again when it has changed. While there is
 * no list that may be relied upon (outdated, unreadable), every certificate counts as withdrawn.
 *
 * @param file null where no list is used: then none is withdrawn.
 */
export function revocationCheck(
  file: string | null,
  caPem: string,
  now: () => Date = () => new Date(),
): (certificate: X509Certificate) => boolean {
  if (file === null) return () => false
  const authority = new X509Certificate(caPem)
  let known: { readonly list: RevocationList | null; readonly stamp: string; readonly readAt: number } | null = null

  function current(): RevocationList | null {
    if (known !== null && now().getTime() - known.readAt < rereadMs) return known.list
    const stamp = stampOf(file ?? '')
    const list = known?.stamp === stamp ? known.list : readList(file ?? '', authority)
    known = { list, stamp, readAt: now().getTime() }
    return list
  }

  return (certificate) => {
    const list = current()
    return list === null || list.isOutdated(now()) || list.names(certificate)
  }
}

function stampOf(file: string): string {
  try {
    const { mtimeMs, size } = statSync(file)
    return `${mtimeMs}/${size}`
  } catch {
    return 'missing'
  }
}

function readList(file: string, authority: X509Certificate): RevocationList | null {
  try {
    return new RevocationList(readFileSync(file), authority)
  } catch {
    return null
  }
}
