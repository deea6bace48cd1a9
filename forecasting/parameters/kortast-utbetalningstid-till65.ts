/** The shortest temporary payout of each kollektivavtal when it ends at 65. */
import type { AgreementParameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const kortastUtbetalningstidTill65: AgreementParameter<'years'> = {
  kind: 'agreement',
  term: 'kortast utbetalningstid till 65',
  english: 'shortest payout under an agreement that ends at 65',
  unit: 'years',
  values: {
    ITP1: [
      ...dated<'years'>({ status: 'decided', source: 'Uttagsregler ITP (minPension 2024-05-20)' }, [
        ['2022-11-01', '3'],
      ]),
    ],
    'SAF-LO': [
      ...dated<'years'>(
        { status: 'assumed', source: 'norrbarke-sparbank.se: shorter than five years; how short is taken as ITP 1' },
        [['2022-11-01', '3']],
      ),
    ],
    FTP: [
      ...dated<'years'>({ status: 'decided', source: 'skandia.se, haradssparbanken.se (FTP)' }, [['2022-11-01', '3']]),
    ],
  },
}
