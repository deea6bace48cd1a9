import { expect, test } from 'vitest'
import { typfallsmodellen } from '../../departures.ts'
import { LawReader } from '../../law.ts'
import { age } from '../../model/age.ts'
import { delningstalAtStart } from './index.ts'

// Born 1958 at 65: 17.56 and 16.97 of the model's own table: their mean is 17.265, and 1726.5 + 0.4999 downwards 17.26.
test('the model has its own table from those born 1958', () => {
  const of = (birthYear: number) =>
    delningstalAtStart({ birthYear, at: age(65) }, new LawReader(), typfallsmodellen).toNumber()
  expect(of(1958)).toBe(17.26)
})
