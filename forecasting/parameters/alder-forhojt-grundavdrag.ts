/** The age reached in the first year with the raised allowance, by birth year. */
import type { CohortParameter } from './parameter.ts'
import { cohorts } from './parameter.ts'

export const alderForhojtGrundavdrag: CohortParameter<'years'> = {
  kind: 'cohort',
  term: 'ålder för förhöjt grundavdrag',
  english: 'age reached in the first year with the raised allowance',
  unit: 'years',
  values: [
    ...cohorts<'years'>(
      {
        status: 'decided',
        source: 'Inkomstskattelagen 63 kap. 3 a §: 65 years at the start of the year, 66 from 2023, 67 from 2026',
      },
      [
        [1900, '66'],
        [1957, '67'],
        [1960, '68'],
      ],
    ),
    ...cohorts<'years'>({ status: 'projected', source: 'Taken to follow riktålder + 1' }, [
      [1967, '69'],
      [1982, '70'],
      [1998, '71'],
      [2015, '72'],
      [2036, '73'],
    ]),
  ],
}
