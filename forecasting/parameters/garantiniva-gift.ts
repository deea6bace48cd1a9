/** The highest garantipension of a married person. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const garantinivaGift: Parameter<'prisbasbelopp'> = {
  kind: 'dated',
  term: 'garantinivå för gift',
  english: 'highest guarantee pension, married',
  unit: 'prisbasbelopp',
  holds: 'until-changed',
  values: [
    ...dated<'prisbasbelopp'>({ status: 'decided', source: 'SFB 67 kap. 21-23 §§' }, [
      ['1990', '1.9'],
      ['2020', '1.951'],
      ['2022-08-01', '2.2'],
    ]),
  ],
}
