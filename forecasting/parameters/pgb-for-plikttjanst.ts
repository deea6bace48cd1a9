/** The pensionable amount of a year of conscription as a share of the mean pensionable income. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const pgbForPlikttjanst: Parameter<'share'> = {
  kind: 'dated',
  term: 'pensionsgrundande belopp för plikttjänst',
  english: 'pensionable amount of conscription as a share of the mean income',
  unit: 'share',
  holds: 'until-changed',
  values: [
    ...dated<'share'>({ status: 'decided', source: 'SFB 60 kap. 31-34 §§; as tabled in Typfallsmodellen 4.8 (2026)' }, [
      ['1995', '0.5'],
      ['2011', '0'],
      ['2018', '0.5'],
    ]),
  ],
}
