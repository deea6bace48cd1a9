/** The age to which an employee may stay. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const lasAlder: Parameter<'years'> = {
  kind: 'dated',
  term: 'LAS-ålder',
  english: 'age to which one may stay employed',
  unit: 'years',
  holds: 'until-changed',
  values: [
    ...dated<'years'>({ status: 'decided', source: 'Lag (1982:80) om anställningsskydd 32 a §' }, [
      ['1990', '67'],
      ['2020', '68'],
      ['2023', '69'],
    ]),
  ],
}
