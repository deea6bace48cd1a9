/** How many monthly salaries make a year's pensionable pay, holiday pay included. */
import type { AgreementParameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const manadslonerPerAr: AgreementParameter<'months'> = {
  kind: 'agreement',
  term: 'månadslöner per år',
  english: 'monthly salaries in a year of pensionable pay',
  unit: 'months',
  values: {
    ITP2: dated<'months'>({ status: 'decided', source: 'ITP-planen avdelning 2 (alecta.se)' }, [
      ['2022-11-01', '12.2'],
    ]),
  },
}
