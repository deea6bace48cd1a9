/** The highest garantipension of a single person. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const garantinivaEnsam: Parameter<'prisbasbelopp'> = {
  kind: 'dated',
  term: 'garantinivå för ensamstående',
  english: 'highest guarantee pension, single',
  unit: 'prisbasbelopp',
  holds: 'until-changed',
  values: [
    ...dated<'prisbasbelopp'>({ status: 'decided', source: 'SFB 67 kap. 21-23 §§' }, [
      ['1990', '2.13'],
      ['2020', '2.181'],
      ['2022-08-01', '2.43'],
    ]),
  ],
}
