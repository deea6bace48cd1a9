/** Gross benefit of PA-KL at full time by pay, both in base amounts, as it stood in 1997. */
import type { BracketParameter } from './parameter.ts'
import { brackets } from './parameter.ts'

export const formanPaKl: BracketParameter = {
  kind: 'brackets',
  term: 'förmån i PA-KL',
  english: 'benefit of PA-KL at full time, gross of public pension',
  unit: 'prisbasbelopp',
  rows: [
    brackets({ status: 'decided', source: 'PA-KL, gross benefit by pay, both in base amounts' }, '1997', [
      ['1', '0', '0.96'],
      ['2.5', '0.175', '0.785'],
      ['3.5', '0.6375', '0.6'],
      ['7.5', '0.4975', '0.64'],
      [null, '0.4225', '0.65'],
    ]),
  ],
}
