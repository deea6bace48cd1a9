import { expect, test } from 'vitest'
import { LawReader } from '../../law.ts'
import { Dec } from '../../model/quantity.ts'
import { forhojtPrisbasbelopp } from '../../parameters/forhojt-prisbasbelopp.ts'
import { inkomstbasbelopp } from '../../parameters/inkomstbasbelopp.ts'
import { inkomstindex } from '../../parameters/inkomstindex.ts'
import { prisbasbelopp } from '../../parameters/prisbasbelopp.ts'
import { prisindexJuni } from '../../parameters/prisindex-juni.ts'
import {
  calculateBalansindex,
  calculateInkomstbasbelopp,
  calculatePrisbasbelopp,
  calculateSkiktgrans,
} from './index.ts'

// The decided amounts follow from the decided indices. Inkomstbasbelopp has this formula since 2005.
test.each([2000, 2006, 2012, 2017, 2022, 2023, 2024, 2025, 2026])(
  'the formulas give the decided amounts of %i',
  (year) => {
    const law = new LawReader()
    const june = law.ofYear(prisindexJuni, year - 1)
    expect(calculatePrisbasbelopp('prisbasbelopp', june)).toEqual(law.ofYear(prisbasbelopp, year))
    expect(calculatePrisbasbelopp('forhojtPrisbasbelopp', june)).toEqual(law.ofYear(forhojtPrisbasbelopp, year))
    if (year < 2005) return
    const base = calculateInkomstbasbelopp(year, (of) => law.ofYear(inkomstindex, of))
    expect(base).toEqual(law.ofYear(inkomstbasbelopp, year))
  },
)

// 166.39 · 170.73 / 168.16 = 168.93 (168.9329… + 0.49 hundredths: 168.93); never above the income index.
test('balansindex moves with inkomstindex and never passes it', () => {
  const of = (before: number, index: number, indexBefore: number) =>
    calculateBalansindex({
      before: new Dec(before),
      index: new Dec(index),
      indexBefore: new Dec(indexBefore),
    }).toNumber()
  expect(of(166.39, 170.73, 168.16)).toBe(168.93)
  expect(of(228.08, 240, 228.08)).toBe(240)
})

// Prices + 5 % and two points: 643,000 · 1.07 = 688,010 → 688,000.
test('skiktgränsen rises by prices and two points, whole hundreds downwards', () => {
  const rising = { before: new Dec(643_000), prices: new Dec(105), pricesBefore: new Dec(100) }
  expect(calculateSkiktgrans(rising).toNumber()).toBe(688_000)
})
