/** Riktålder by birth year; for those born before 1960 the age from which garantipension was or is given. */
import type { CohortParameter } from './parameter.ts'
import { cohorts } from './parameter.ts'

export const riktalder: CohortParameter<'years'> = {
  kind: 'cohort',
  term: 'riktålder',
  english: 'target retirement age',
  unit: 'years',
  values: [
    ...cohorts<'years'>(
      { status: 'decided', source: 'SFB 2 kap. 10 a-10 d §§ and 56 kap. 3 §; decided to birth year 1964' },
      [
        [1900, '65'],
        [1958, '66'],
        [1960, '67'],
      ],
    ),
    ...cohorts<'years'>(
      { status: 'projected', source: 'Pensionsmyndigheten, Typfallsmodellen 4.8 (2026): forecast ages' },
      [
        [1965, '67'],
        [1967, '68'],
        [1982, '69'],
        [1998, '70'],
        [2015, '71'],
        [2036, '72'],
      ],
    ),
  ],
}
