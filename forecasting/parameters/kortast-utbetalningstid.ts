/** The shortest temporary payout of each kollektivavtal. */
import type { AgreementParameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const kortastUtbetalningstid: AgreementParameter<'years'> = {
  kind: 'agreement',
  term: 'kortast utbetalningstid',
  english: 'shortest payout under an agreement',
  unit: 'years',
  values: {
    ITP1: [
      ...dated<'years'>({ status: 'decided', source: 'Uttagsregler ITP (minPension 2024-05-20)' }, [
        ['2022-11-01', '5'],
      ]),
    ],
    ITP2: [...dated<'years'>({ status: 'assumed', source: 'From memory: five years' }, [['2022-11-01', '5']])],
    ITPK: [
      ...dated<'years'>({ status: 'decided', source: 'Uttagsregler ITP (sparbankenvm.se, collectum.se)' }, [
        ['2022-11-01', '2'],
      ]),
    ],
    'SAF-LO': [
      ...dated<'years'>({ status: 'decided', source: 'Uttagsregler SAF-LO (norrbarke-sparbank.se)' }, [
        ['2022-11-01', '5'],
      ]),
    ],
    'AKAP-KR': [
      ...dated<'years'>({ status: 'decided', source: 'minPension om AKAP-KR 2024-03-28' }, [['2023-01-01', '10']]),
    ],
    'KAP-KL': [
      ...dated<'years'>({ status: 'decided', source: 'akavia.se and ofr.se (KAP-KL)' }, [['2022-11-01', '10']]),
    ],
    'PA16-1': [
      ...dated<'years'>({ status: 'decided', source: 'minPension om PA 16 2024-04-19: Kåpan Tjänste; valbar has 10' }, [
        ['2022-11-01', '5'],
      ]),
    ],
    'PA16-2': [
      ...dated<'years'>({ status: 'decided', source: 'spv.se: Kåpan Tjänste; valbar has 10' }, [['2022-11-01', '5']]),
    ],
    PA03: [
      ...dated<'years'>({ status: 'decided', source: 'spv.se: Kåpan Tjänste; valbar has 10' }, [['2022-11-01', '5']]),
    ],
    BTP1: [...dated<'years'>({ status: 'assumed', source: 'Taken as ITP 1' }, [['2022-11-01', '5']])],
    FTP: [
      ...dated<'years'>({ status: 'decided', source: 'skandia.se, haradssparbanken.se (FTP)' }, [['2022-11-01', '5']]),
    ],
    KTP: [...dated<'years'>({ status: 'assumed', source: 'Taken as ITP 1' }, [['2022-11-01', '5']])],
  },
}
