/** The age at which each kollektivavtal is paid without being asked for. */
import type { AgreementParameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const automatisktUttag: AgreementParameter<'years'> = {
  kind: 'agreement',
  term: 'automatiskt uttag',
  english: 'age of automatic withdrawal under an agreement',
  unit: 'years',
  values: {
    'AKAP-KR': [
      ...dated<'years'>(
        {
          status: 'decided',
          source: 'minPension om AKAP-KR 2024-03-28: paid without being asked for from the month after 70',
        },
        [['2023-01-01', '70']],
      ),
    ],
    'PA16-1': [
      ...dated<'years'>(
        { status: 'decided', source: 'minPension om PA 16 2024-04-19: paid without being asked for at 72' },
        [['2023-01-01', '72']],
      ),
    ],
  },
}
