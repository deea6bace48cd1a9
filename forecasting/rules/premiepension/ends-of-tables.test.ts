import { expect, test } from 'vitest'
import { lawful, typfallsmodellen } from '../../departures.ts'
import { LawReader } from '../../law.ts'
import { premiepensionGain } from './index.ts'

// The table of gains ends with 2100: by law the last holds on, in the model there is none after it.
test('after the table’s last year the gain is held by law and ends in the model', () => {
  const gains = [lawful, typfallsmodellen].map((departures) =>
    premiepensionGain({ birthYear: 2060, year: 2105 }, new LawReader(), departures).toNumber(),
  )
  expect(gains[0]).toBeGreaterThan(1)
  expect(gains[1]).toBe(1)
})
