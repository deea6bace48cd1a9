/** The lowest age at which income and premium pension may be drawn, by birth year. */
import type { CohortParameter } from './parameter.ts'
import { cohorts } from './parameter.ts'

export const lagstaUttagsalder: CohortParameter<'years'> = {
  kind: 'cohort',
  term: 'lägsta uttagsålder',
  english: 'lowest age for public pension',
  unit: 'years',
  values: [
    ...cohorts<'years'>(
      { status: 'decided', source: 'SFB 2 kap. 10 a-10 d §§ and 56 kap. 3 §; decided to birth year 1964' },
      [
        [1900, '61'],
        [1959, '62'],
        [1961, '63'],
        [1963, '64'],
      ],
    ),
    ...cohorts<'years'>(
      { status: 'projected', source: 'Pensionsmyndigheten, Typfallsmodellen 4.8 (2026): forecast ages' },
      [
        [1965, '64'],
        [1970, '65'],
        [1985, '66'],
        [2001, '67'],
        [2018, '68'],
        [2039, '69'],
      ],
    ),
  ],
}
