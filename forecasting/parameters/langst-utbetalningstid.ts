/** The longest temporary payout of each kollektivavtal; one left out has no limit. */
import type { AgreementParameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const langstUtbetalningstid: AgreementParameter<'years'> = {
  kind: 'agreement',
  term: 'längst utbetalningstid',
  english: 'longest temporary payout under an agreement',
  unit: 'years',
  values: {
    ITP1: [
      ...dated<'years'>({ status: 'decided', source: 'Uttagsregler ITP (minPension 2024-05-20)' }, [
        ['2022-11-01', '20'],
      ]),
    ],
    ITP2: [...dated<'years'>({ status: 'assumed', source: 'Taken as ITP 1' }, [['2022-11-01', '20']])],
    ITPK: [
      ...dated<'years'>({ status: 'decided', source: 'Uttagsregler ITP (sparbankenvm.se, collectum.se)' }, [
        ['2022-11-01', '20'],
      ]),
    ],
    'SAF-LO': [
      ...dated<'years'>({ status: 'decided', source: 'Uttagsregler SAF-LO (norrbarke-sparbank.se)' }, [
        ['2022-11-01', '20'],
      ]),
    ],
    'PA16-1': [
      ...dated<'years'>({ status: 'decided', source: 'minPension om PA 16 2024-04-19' }, [['2022-11-01', '20']]),
    ],
    'PA16-2': [...dated<'years'>({ status: 'decided', source: 'spv.se' }, [['2022-11-01', '20']])],
    PA03: [...dated<'years'>({ status: 'decided', source: 'spv.se' }, [['2022-11-01', '20']])],
    BTP1: [...dated<'years'>({ status: 'assumed', source: 'Taken as ITP 1' }, [['2022-11-01', '20']])],
    FTP: [
      ...dated<'years'>({ status: 'decided', source: 'skandia.se, haradssparbanken.se (FTP)' }, [['2022-11-01', '30']]),
    ],
    KTP: [...dated<'years'>({ status: 'assumed', source: 'Taken as ITP 1' }, [['2022-11-01', '20']])],
  },
}
