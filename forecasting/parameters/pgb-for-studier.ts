/** The pensionable amount of studies as a share of the student grant. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const pgbForStudier: Parameter<'share'> = {
  kind: 'dated',
  term: 'pensionsgrundande belopp för studier',
  english: 'pensionable amount of studies as a share of the grant',
  unit: 'share',
  holds: 'until-changed',
  values: [
    ...dated<'share'>({ status: 'decided', source: 'SFB 60 kap. 35-38 §§; as tabled in Typfallsmodellen 4.8 (2026)' }, [
      ['1995', '1.38'],
    ]),
  ],
}
