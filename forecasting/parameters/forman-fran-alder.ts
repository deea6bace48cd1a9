/** The age from which the earned defined benefit of each kollektivavtal is counted, when the contract names none. */
import type { AgreementParameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const formanFranAlder: AgreementParameter<'years'> = {
  kind: 'agreement',
  term: 'förmån från ålder',
  english: 'age from which a defined benefit is counted',
  unit: 'years',
  values: {
    ITP2: [...dated<'years'>({ status: 'decided', source: 'Collectum and Alecta (ITP 2)' }, [['2022-11-01', '65']])],
    'KAP-KL': [...dated<'years'>({ status: 'decided', source: 'KPA (KAP-KL)' }, [['2022-11-01', '65']])],
    'PA16-2': [...dated<'years'>({ status: 'decided', source: 'SPV and minPension (PA 16)' }, [['2022-11-01', '65']])],
    PA03: [...dated<'years'>({ status: 'decided', source: 'SPV (PA 03)' }, [['2022-11-01', '65']])],
    BTP2: [...dated<'years'>({ status: 'decided', source: 'btppension.se (BTP 2)' }, [['2022-11-01', '65']])],
    FTP: [...dated<'years'>({ status: 'decided', source: 'skandikon.se (FTP 2)' }, [['2022-11-01', '65']])],
    KTP: [...dated<'years'>({ status: 'assumed', source: 'Taken as ITP 2' }, [['2022-11-01', '65']])],
  },
}
