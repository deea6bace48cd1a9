/**
 * Whether an address is on this very machine: what stands there is a stand-in, and no production.
 * @param hostname as `URL.hostname` gives it, which writes every form of an IPv4 address in dotted decimal.
 */
export function isLoopback(hostname: string): boolean {
  const host = hostname.toLowerCase().replace(/\.$/, '')
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    /^(127|0)\.\d+\.\d+\.\d+$/.test(host) ||
    /^\[(::1?|::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4})\]$/.test(host)
  )
}
