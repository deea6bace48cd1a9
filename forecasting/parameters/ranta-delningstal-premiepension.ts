/** The yearly interest that delningstal of premiepension pay out in advance, less the cost. */
import type { CohortParameter } from './parameter.ts'
import { cohorts } from './parameter.ts'

export const rantaDelningstalPremiepension: CohortParameter<'share'> = {
  kind: 'cohort',
  term: 'ränta i delningstal för premiepension',
  english: 'interest in the premium-pension divisor',
  unit: 'share',
  values: cohorts<'share'>({ status: 'decided', source: 'Pensionsmyndigheten since 2018: 1.75 % less 0.10 % cost' }, [
    [1900, '0.0165'],
  ]),
}
