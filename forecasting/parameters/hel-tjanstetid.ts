/** Months of service that give a whole defined benefit. */
import type { AgreementParameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const helTjanstetid: AgreementParameter<'months'> = {
  kind: 'agreement',
  term: 'hel tjänstetid',
  english: 'months of service for a whole defined benefit',
  unit: 'months',
  values: {
    ITP2: dated<'months'>({ status: 'decided', source: 'ITP-planen avdelning 2 (alecta.se)' }, [['2022-11-01', '360']]),
    'KAP-KL': dated<'months'>({ status: 'decided', source: 'KPA (KAP-KL)' }, [['2022-11-01', '360']]),
    'PA16-2': dated<'months'>({ status: 'decided', source: 'SPV (PA 16 avdelning 2)' }, [['2022-11-01', '360']]),
    PA03: dated<'months'>({ status: 'decided', source: 'SPV (PA 03)' }, [['2022-11-01', '360']]),
  },
}
