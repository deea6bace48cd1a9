/** Years with points that give a full STP, by birth year. */
import type { CohortParameter } from './parameter.ts'
import { cohorts } from './parameter.ts'

export const helTidStp: CohortParameter<'years'> = {
  kind: 'cohort',
  term: 'hel tid i STP',
  english: 'years for a full STP',
  unit: 'years',
  values: [
    ...cohorts<'years'>({ status: 'decided', source: 'STP-planen (Alecta), as tabled in Typfallsmodellen 4.8' }, [
      [1900, '30'],
      [1938, '32'],
      [1941, '33'],
      [1942, '34'],
      [1943, '35'],
      [1944, '36'],
      [1945, '37'],
    ]),
  ],
}
