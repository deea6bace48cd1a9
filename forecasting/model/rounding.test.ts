import { expect, test } from 'vitest'
import { Dec } from './quantity.ts'
import { hundredsDown, kronorPerMonthDown, nearestHundred, points, toOre, wholeDown, wholeKronor } from './rounding.ts'

/** As an amount may come out of a division and its like. */
const noisy = (amount: string | number): Dec => new Dec(amount).minus('1e-33')

test('an amount that is rounded is not another for the noise of a division', () => {
  expect(new Dec(1).div(3).times(3).eq(1)).toBe(false)
  expect(toOre(noisy('4380.185')).toFixed()).toBe('4380.19')
  expect(wholeDown(noisy(18_400)).toFixed()).toBe('18400')
  expect(hundredsDown(noisy(18_400)).toFixed()).toBe('18400')
  expect(kronorPerMonthDown(noisy(220_799.51)).toFixed()).toBe('220800')
  expect([wholeKronor(noisy('4380.5')).toFixed(), nearestHundred(noisy(4350)).toFixed()]).toEqual(['4381', '4400'])
  expect(points(noisy('4380.175')).toFixed()).toBe('4380.18')
})

test('what is truly less is not lifted', () => {
  expect(wholeDown(new Dec('18399.9999999999999999')).toFixed()).toBe('18399')
  expect(toOre(new Dec('4380.1849999999999999')).toFixed()).toBe('4380.18')
})
