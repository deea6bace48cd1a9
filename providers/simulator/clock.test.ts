import { afterEach, describe, expect, it, vi } from 'vitest'
import { Clock } from './clock.ts'

const settled = async (waiting: Promise<boolean>): Promise<boolean | 'waiting'> =>
  Promise.race([waiting, Promise.resolve('waiting' as const)])

describe('Clock', () => {
  afterEach(() => vi.useRealTimers())

  const start = (factor: number): Clock => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    return new Clock(factor)
  }

  it('lets a minute pass in a second at factor 60', async () => {
    const waiting = start(60).wait(60_000)
    await vi.advanceTimersByTimeAsync(990)
    expect(await settled(waiting)).toBe('waiting')
    await vi.advanceTimersByTimeAsync(20)
    expect(await settled(waiting)).toBe(true)
  })

  it('speeds up what waits already, counting what has passed', async () => {
    const clock = start(1)
    const waiting = clock.wait(10_000)
    await vi.advanceTimersByTimeAsync(4_000)
    clock.setFactor(10)
    await vi.advanceTimersByTimeAsync(590)
    expect(await settled(waiting)).toBe('waiting')
    await vi.advanceTimersByTimeAsync(20)
    expect(await settled(waiting)).toBe(true)
  })

  it('ends all waiting when it is closed, and starts none', async () => {
    const clock = start(1)
    const waiting = clock.wait(10_000)
    clock.close()
    expect(await waiting).toBe(false)
    expect(await clock.wait(1)).toBe(false)
    expect(vi.getTimerCount()).toBe(0)
  })
})
