import { expect, test } from 'vitest'
import { LawReader } from '../../law.ts'
import { age } from '../../model/age.ts'
import { kronor } from '../../model/quantity.ts'
import { calculateInkomstpension } from './index.ts'

// EX-IPT3 (Typfallsmodellen 4.8): born 1959, balance 3,144,295, 66 years; with the decided delningstal 16.67 exactly
// 15,718 a month: 3,144,295 / 16.67 / 12 = 15,718.33.
test('EX-IPT3: born 1959 with 3,144,295 at 66 gets 15,718 a month', () => {
  const law = new LawReader()
  const account = { balance: kronor(3_144_295), rights: kronor(0), birthYear: 1959, at: age(66) }
  expect(calculateInkomstpension(account, law).toNumber()).toBe(15_718)
  expect(law.takeRead()).toMatchObject([
    { term: 'delningstal för inkomstpension 66', value: '16.67', status: 'decided' },
  ])
})

// Born 1990 at 67, delningstal 18.19: (1,511,298 + 40,514) / 18.19 / 12 = 7,109.28; the agency's model gives 7,109.
test('rights not yet in the balance count as it does', () => {
  const account = { balance: kronor(1_511_298), rights: kronor(40_514), birthYear: 1990, at: age(67) }
  expect(calculateInkomstpension(account, new LawReader()).toNumber()).toBe(7109)
})
