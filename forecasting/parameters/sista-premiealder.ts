/** The age at which premiums under each kollektivavtal end; half-open, so the last premium is for the month before. */
import type { AgreementParameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const sistaPremiealder: AgreementParameter<'years'> = {
  kind: 'agreement',
  term: 'sista premieålder',
  english: 'age at which premiums of an agreement end',
  unit: 'years',
  values: {
    ITP1: [
      ...dated<'years'>({ status: 'decided', source: 'avtalat.se (ITP 1)' }, [['2022-11-01', '65']]),
      ...dated<'years'>({ status: 'decided', source: 'avtalat.se (ITP 1)' }, [['2023-01-01', '66']]),
    ],
    ITP2: [...dated<'years'>({ status: 'decided', source: 'Collectum and Alecta (ITP 2)' }, [['2022-11-01', '65']])],
    ITPK: [...dated<'years'>({ status: 'decided', source: 'Collectum and Alecta (ITP 2)' }, [['2022-11-01', '65']])],
    'SAF-LO': [
      ...dated<'years'>({ status: 'decided', source: 'Fora and avtalat.se (Avtalspension SAF-LO)' }, [
        ['2022-11-01', '65'],
      ]),
    ],
    'AKAP-KR': [
      ...dated<'years'>({ status: 'decided', source: 'minPension and Pensionsmyndigheten (AKAP-KR): LAS age' }, [
        ['2023-01-01', '69'],
      ]),
    ],
    'KAP-KL': [
      ...dated<'years'>({ status: 'decided', source: 'akavia.se and ofr.se (KAP-KL)' }, [['2022-11-01', '67']]),
    ],
    'PA16-1': [...dated<'years'>({ status: 'decided', source: 'SPV and minPension (PA 16)' }, [['2023-01-01', '69']])],
    'PA16-2': [...dated<'years'>({ status: 'decided', source: 'SPV and minPension (PA 16)' }, [['2024-01-01', '69']])],
    PA03: [...dated<'years'>({ status: 'decided', source: 'SPV and minPension (PA 16)' }, [['2024-01-01', '69']])],
    BTP1: [
      ...dated<'years'>({ status: 'assumed', source: 'Taken as ITP 1; the bank agreement’s last age is not found' }, [
        ['2022-11-01', '66'],
      ]),
    ],
    BTP2: [...dated<'years'>({ status: 'decided', source: 'btppension.se (BTP 2)' }, [['2022-11-01', '65']])],
    FTP: [...dated<'years'>({ status: 'decided', source: 'skandia.se (FTP)' }, [['2022-11-01', '65']])],
    KTP: [
      ...dated<'years'>(
        {
          status: 'assumed',
          source: 'Taken as ITP 1, which the agreement follows for those born 1981 and later (ptk.se)',
        },
        [['2022-11-01', '66']],
      ),
    ],
  },
}
