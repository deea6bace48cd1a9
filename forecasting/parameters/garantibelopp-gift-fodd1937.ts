/** Pension with garantipension by pension without it, of a married person born before 1938. */
import type { BracketParameter } from './parameter.ts'
import { brackets } from './parameter.ts'

export const garantibeloppGiftFodd1937: BracketParameter = {
  kind: 'brackets',
  term: 'garantibelopp för gift född före 1938',
  english: 'pension including guarantee of a married person born before 1938',
  unit: 'prisbasbelopp',
  rows: [
    brackets({ status: 'decided', source: 'SFB 66 kap.' }, '1990', [
      ['0.25', '0', '1.04'],
      ['1.354', '-0.1193', '1.5174'],
      ['2.8275', '1.131', '0.6'],
      [null, '0', '1'],
    ]),
  ],
}
