/** The share of income from work, above what is free, that counts as income in bostadstillägg. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const arbetsinkomstIBostadstillagg: Parameter<'share'> = {
  kind: 'dated',
  term: 'arbetsinkomst i bostadstillägg',
  english: 'share of income from work counted as income',
  unit: 'share',
  holds: 'until-changed',
  values: [
    ...dated<'share'>(
      {
        status: 'assumed',
        source: 'SFB 102 kap. 16 §; half of what is above 24,000, as the agency told it in February 2018',
      },
      [['2023', '0.5']],
    ),
  ],
}
