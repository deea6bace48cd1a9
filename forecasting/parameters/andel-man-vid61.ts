/** The share of men among those alive at 61. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const andelManVid61: Parameter<'share'> = {
  kind: 'dated',
  term: 'andel män vid 61',
  english: 'share of men among those alive at 61',
  unit: 'share',
  holds: 'until-changed',
  values: dated<'share'>(
    {
      status: 'derived',
      source:
        '51.45 % of those born; alive at 61 by the life table of 2016 (Human Mortality Database) 92,652 men and 95,250 women of 100,000',
    },
    [['1938', '0.507589']],
  ),
}
