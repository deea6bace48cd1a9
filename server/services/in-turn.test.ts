import { setImmediate as aMoment } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { InTurn } from './in-turn.ts'

it('does one thing at a time for a saver, in the order asked, and several savers’ beside each other', async () => {
  const inTurn = new InTurn()
  const underWay = new Map<string, number>()
  let mostOfOne = 0
  let mostOfAll = 0
  const order: string[] = []
  const act = (saverId: string, name: string) =>
    inTurn.run(saverId, async () => {
      underWay.set(saverId, (underWay.get(saverId) ?? 0) + 1)
      mostOfOne = Math.max(mostOfOne, underWay.get(saverId) ?? 0)
      mostOfAll = Math.max(
        mostOfAll,
        [...underWay.values()].reduce((all, one) => all + one, 0),
      )
      await aMoment()
      underWay.set(saverId, (underWay.get(saverId) ?? 0) - 1)
      order.push(name)
      return name
    })
  const answers = await Promise.all([act('a', 'a1'), act('a', 'a2'), act('b', 'b1'), act('a', 'a3')])
  expect(answers).toEqual(['a1', 'a2', 'b1', 'a3'])
  expect(order.filter((name) => name.startsWith('a'))).toEqual(['a1', 'a2', 'a3'])
  expect([mostOfOne, mostOfAll]).toEqual([1, 2])
})

it('goes on after what failed, and tells only the one who asked for it', async () => {
  const inTurn = new InTurn()
  const failing = inTurn.run('a', () => Promise.reject(new Error('No such thing')))
  const next = inTurn.run('a', () => Promise.resolve('done'))
  await expect(failing).rejects.toThrow('No such thing')
  expect(await next).toBe('done')
})
