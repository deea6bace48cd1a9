import { expect, it, vi } from 'vitest'
import { onFreePorts } from './local-system.ts'
import type { LocalPorts } from './local-system.ts'
import { NotReady } from './ready.js'

const taken = new NotReady(
  'The postgres did not start … could not bind IPv4 address "127.0.0.1": Address already in use',
)

it('begins on other ports where one was taken meanwhile', async () => {
  const tried: LocalPorts[] = []
  const start = vi.fn((ports: LocalPorts) => {
    tried.push(ports)
    return tried.length < 3 ? Promise.reject(taken) : Promise.resolve(ports.portal)
  })
  expect(await onFreePorts(start)).toBe(tried[2]?.portal)
  expect(new Set(tried.map(({ postgres }) => postgres)).size).toBe(3)
})

it.each<[string, Error, number]>([
  ['it is said at the third time', taken, 3],
  ['any other fault at once', new NotReady('The worker did not start'), 1],
  ['one that is not of the start, too', new Error('Address already in use'), 1],
])('%s', async (_, error, times) => {
  const start = vi.fn(() => Promise.reject(error))
  await expect(onFreePorts(start)).rejects.toBe(error)
  expect(start).toHaveBeenCalledTimes(times)
})
