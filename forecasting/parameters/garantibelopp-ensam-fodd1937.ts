/** Pension with garantipension by pension without it, of a single person born before 1938. */
import type { BracketParameter } from './parameter.ts'
import { brackets } from './parameter.ts'

export const garantibeloppEnsamFodd1937: BracketParameter = {
  kind: 'brackets',
  term: 'garantibelopp för ensamstående född före 1938',
  english: 'pension including guarantee of a single person born before 1938',
  unit: 'prisbasbelopp',
  rows: [
    brackets({ status: 'decided', source: 'SFB 66 kap.' }, '1990', [
      ['0.25', '0', '1.04'],
      ['1.354', '-0.1193', '1.5174'],
      ['1.529', '0.1168', '1.343'],
      ['3.16', '1.264', '0.6'],
      [null, '0', '1'],
    ]),
  ],
}
