/** The age from which service counts towards a defined benefit. */
import type { AgreementParameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const tjanstetidFranAlder: AgreementParameter<'years'> = {
  kind: 'agreement',
  term: 'tjänstetid från ålder',
  english: 'age from which service counts towards a defined benefit',
  unit: 'years',
  values: {
    ITP2: dated<'years'>({ status: 'decided', source: 'ITP-planen avdelning 2 (alecta.se)' }, [['2022-11-01', '28']]),
    'KAP-KL': dated<'years'>({ status: 'decided', source: 'KPA (KAP-KL)' }, [['2022-11-01', '28']]),
    'PA16-2': dated<'years'>({ status: 'decided', source: 'SPV (PA 16 avdelning 2)' }, [['2022-11-01', '28']]),
    PA03: dated<'years'>({ status: 'decided', source: 'SPV (PA 03)' }, [['2022-11-01', '28']]),
  },
}
