import { describe, expect, it, vi } from 'vitest'
import type { ProviderEntry } from '#providers/pension-source.ts'
import { providerEntry } from '#server/testing/examples.ts'
import { InvalidProvider } from '#providers/registry.ts'
import { createProviderRegister, createSourceRegister } from './provider-register.ts'

const entry = providerEntry('nordfjall-liv')
const createSource = (provider: ProviderEntry) => ({ provider, request: vi.fn(), send: vi.fn(), close: vi.fn() })

describe('the register of a long-lived process', () => {
  it('is read again when it is some seconds old, and only then', async () => {
    let clock = 0
    const list = vi.fn(() => Promise.resolve([entry]))
    const register = createProviderRegister({ list, environment: 'test', elapsed: () => clock })
    await Promise.all([register.find('nordfjall-liv'), register.find('nordfjall-liv')])
    clock = 9_999
    expect(await register.find('unknown')).toBeNull()
    expect(list).toHaveBeenCalledTimes(1)
    clock = 10_000
    list.mockResolvedValueOnce([{ ...entry, connected: false }])
    expect(await register.find('nordfjall-liv')).toMatchObject({ connected: false })
  })

  it('does not keep a reading that failed', async () => {
    const list = vi.fn(() => Promise.resolve([entry]))
    list.mockRejectedValueOnce(new Error('away'))
    const register = createProviderRegister({ list, environment: 'test' })
    await expect(register.find('nordfjall-liv')).rejects.toThrow('away')
    expect(await register.find('nordfjall-liv')).toEqual(entry)
  })

  it('keeps a source and its connections until the entry changes', () => {
    vi.useFakeTimers()
    const register = createSourceRegister({ list: () => Promise.resolve([]), environment: 'test', createSource })
    const first = register.sourceOf(entry)
    expect(register.sourceOf({ ...entry })).toBe(first)
    const moved = register.sourceOf({ ...entry, endpoint: 'https://127.0.0.1:33106/ssek' })
    expect(moved).not.toBe(first)
    vi.advanceTimersByTime(60_000)
    expect(first).toHaveProperty('close.mock.calls.length', 1)
    register.close()
    expect(moved).toHaveProperty('close.mock.calls.length', 1)
    vi.useRealTimers()
  })

  it.each(['https://127.0.0.1:33105/ssek', 'https://localhost/ssek', 'https://[::1]:1/ssek'])(
    'refuses %s in production',
    async (endpoint) => {
      const list = () => Promise.resolve([{ ...entry, endpoint }])
      const register = createProviderRegister({ list, environment: 'production' })
      await expect(register.find('nordfjall-liv')).rejects.toThrow(InvalidProvider)
      expect(await createProviderRegister({ list, environment: 'development' }).find('nordfjall-liv')).not.toBeNull()
    },
  )
})
