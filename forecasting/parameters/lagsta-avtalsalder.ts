/** The lowest age at which a pension under each kollektivavtal may be drawn, when the contract names none. */
import type { AgreementParameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const lagstaAvtalsalder: AgreementParameter<'years'> = {
  kind: 'agreement',
  term: 'lägsta avtalsålder',
  english: 'lowest age for a payout under an agreement',
  unit: 'years',
  values: {
    ITP1: [...dated<'years'>({ status: 'decided', source: 'avtalat.se (ITP 1)' }, [['2022-11-01', '55']])],
    ITP2: [...dated<'years'>({ status: 'decided', source: 'Collectum and Alecta (ITP 2)' }, [['2022-11-01', '55']])],
    ITPK: [...dated<'years'>({ status: 'decided', source: 'Collectum and Alecta (ITP 2)' }, [['2022-11-01', '55']])],
    'SAF-LO': [
      ...dated<'years'>({ status: 'decided', source: 'Fora and avtalat.se (Avtalspension SAF-LO)' }, [
        ['2022-11-01', '55'],
      ]),
    ],
    'AKAP-KR': [
      ...dated<'years'>({ status: 'decided', source: 'minPension and Pensionsmyndigheten (AKAP-KR)' }, [
        ['2023-01-01', '60'],
      ]),
      ...dated<'years'>({ status: 'assumed', source: 'One press report of 2025-08-21 (AKAP-KR)' }, [
        ['2026-01-01', '62'],
      ]),
    ],
    'KAP-KL': [
      ...dated<'years'>({ status: 'decided', source: 'akavia.se and ofr.se (KAP-KL)' }, [['2023-01-01', '60']]),
    ],
    'PA16-1': [
      ...dated<'years'>({ status: 'decided', source: 'SPV and minPension (PA 16)' }, [['2023-01-01', '63']]),
      ...dated<'years'>({ status: 'decided', source: 'SPV and minPension (PA 16)' }, [['2026-01-01', '64']]),
    ],
    'PA16-2': [
      ...dated<'years'>({ status: 'decided', source: 'SPV and minPension (PA 16); 61 for those born before 1966' }, [
        ['2024-01-01', '63'],
      ]),
    ],
    PA03: [...dated<'years'>({ status: 'decided', source: 'SPV (PA 03)' }, [['2024-01-01', '61']])],
    BTP1: [...dated<'years'>({ status: 'assumed', source: 'Taken as ITP 1' }, [['2022-11-01', '55']])],
    BTP2: [...dated<'years'>({ status: 'assumed', source: 'Taken as ITP 2' }, [['2022-11-01', '55']])],
    FTP: [...dated<'years'>({ status: 'decided', source: 'skandia.se (FTP)' }, [['2022-11-01', '55']])],
    KTP: [...dated<'years'>({ status: 'assumed', source: 'Taken as ITP 1' }, [['2022-11-01', '55']])],
  },
}
