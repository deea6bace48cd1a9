/** The yearly fee taken when the provider reports none. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const standardavgift: Parameter<'share'> = {
  kind: 'dated',
  term: 'standardavgift',
  english: 'yearly fee of a product that reports none',
  unit: 'share',
  holds: 'until-changed',
  values: dated<'share'>(
    {
      status: 'assumed',
      source: 'Our own: the projection standard asks for the product’s fee and publishes no default',
    },
    [['2022-11-01', '0.004']],
  ),
}
