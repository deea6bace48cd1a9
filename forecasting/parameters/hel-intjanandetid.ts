/** Years with income that give a whole inkomstpensionstillägg, by birth year. */
import type { CohortParameter } from './parameter.ts'
import { cohorts } from './parameter.ts'

export const helIntjanandetid: CohortParameter<'years'> = {
  kind: 'cohort',
  term: 'hel intjänandetid',
  english: 'years of earning for a whole supplement',
  unit: 'years',
  values: [
    ...cohorts<'years'>({ status: 'decided', source: 'SFB 74 a kap. 5-6 §§' }, [
      [1900, '30'],
      [1938, '35'],
      [1945, '40'],
    ]),
  ],
}
