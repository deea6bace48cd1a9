/** Ports of the loopback interface: whether one is taken, and which is free. */

import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/** Whether any program listens there, for IPv4 or IPv6: a browser may try either for `localhost`. */
export async function isTaken(port: number): Promise<boolean> {
  const taken = await Promise.all(['127.0.0.1', '::1'].map((host) => cannotListen(host, port)))
  return taken.includes(true)
}

/**
 * @returns a port that is free now and stays so in all likelihood: by chance among those that systems never give to
 * outgoing connections or to programs that ask for any port.
 * @param from @param to other bounds, for what takes seconds until it listens: then nobody else chooses among them
 */
export async function freePort(from = 15_000, to = 32_000): Promise<number> {
  for (;;) {
    const port = randomInt(from, to)
    if (!(await isTaken(port))) return port
  }
}

function cannotListen(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => {
      // A machine without IPv6 has no address to be taken.
      resolve(error.code === 'EADDRINUSE')
    })
    server.listen({ host, port, exclusive: true }, () => {
      server.close(() => {
        resolve(false)
      })
    })
  })
}
