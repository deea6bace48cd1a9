/** Whether a contract under each kollektivavtal has återbetalningsskydd when nothing is chosen: 1 or 0. */
import type { AgreementParameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const aterbetalningsskyddSomForval: AgreementParameter<'share'> = {
  kind: 'agreement',
  term: 'återbetalningsskydd som förval',
  english: 'repayment cover by default under an agreement',
  unit: 'share',
  values: {
    ITP1: [
      ...dated<'share'>({ status: 'decided', source: 'avtalat.se (ITP 1): none unless chosen' }, [['2022-11-01', '0']]),
    ],
    'SAF-LO': [
      ...dated<'share'>(
        { status: 'decided', source: 'fora.se, avtalat.se (Avtalspension SAF-LO): none unless chosen' },
        [['2022-11-01', '0']],
      ),
    ],
    'AKAP-KR': [
      ...dated<'share'>({ status: 'decided', source: 'minPension om AKAP-KR 2024-03-28: in the default product' }, [
        ['2023-01-01', '1'],
      ]),
    ],
    BTP1: [...dated<'share'>({ status: 'decided', source: 'finansforbundet.se (BTP 1)' }, [['2022-11-01', '1']])],
  },
}
