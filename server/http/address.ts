/** Whom a limit counts: where a request comes from, as far as our own proxies say (`TRUSTED_PROXIES`). */
import { isIPv6 } from 'node:net'
import type { Request } from 'express'

export const addressOf = ({ ip }: Pick<Request, 'ip'>): string => addressGroup(ip ?? '')

/** An IPv4 address; of IPv6 the network, as whoever has one has all 2^64 addresses in it. */
export function addressGroup(ip: string): string {
  const address = ip.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  return isIPv6(address) ? `${groupsOf(address).slice(0, 4).join(':')}::/64` : address
}

function groupsOf(address: string): readonly string[] {
  const [before = '', after] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::')
  const [first, last] = [before, after ?? ''].map((part) => (part === '' ? [] : part.split(':')))
  const missing = 8 - (first?.length ?? 0) - (last?.length ?? 0)
  return [...(first ?? []), ...Array.from({ length: missing }, () => '0'), ...(last ?? [])]
}
