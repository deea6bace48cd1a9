import { expect, test } from 'vitest'
import { lawful, typfallsmodellen } from '../../departures.ts'
import { LawReader } from '../../law.ts'
import { age } from '../../model/age.ts'
import { delningstalAtStart, inkomstpensionYear } from './index.ts'

// Born 1958 at 65: 17.56 and 16.97 of the model's own table: their mean is 17.265, and 1726.5 + 0.4999 downwards 17.26.
test('the model has its own table from those born 1958', () => {
  const of = (birthYear: number) =>
    delningstalAtStart({ birthYear, at: age(65) }, new LawReader(), typfallsmodellen).toNumber()
  expect(of(1958)).toBe(17.26)
})

// The tables of gains end with 2100: by law the last holds on, in the model there is none after it.
test('after the tables’ last year the gain is held by law and ends in the model', () => {
  const gains = [lawful, typfallsmodellen].map((departures) =>
    inkomstpensionYear({ birthYear: 2060, year: 2105 }, new LawReader(), departures).gainOnBalance.toNumber(),
  )
  expect(gains[0]).toBeGreaterThan(1)
  expect(gains[1]).toBe(1)
})
