import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { freePort, isTaken } from './ports.ts'

const server = createServer()
afterEach(() => {
  server.close()
})

test.each(['127.0.0.1', '0.0.0.0'])(
  'a port that a program has at %s is taken, and free when it has gone',
  async (host) => {
    await once(server.listen(0, host), 'listening')
    const { port } = server.address() as AddressInfo
    expect(await isTaken(port)).toBe(true)
    await new Promise((resolve) => server.close(resolve))
    expect(await isTaken(port)).toBe(false)
  },
)

test('a free port is one that nothing else is given by the system', async () => {
  const port = await freePort()
  expect(port).toBeLessThan(32_768)
  expect(await isTaken(port)).toBe(false)
})
