/** The share of the mean pensionable income that a child year fills up to. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const pgbForBarnarAvMedel: Parameter<'share'> = {
  kind: 'dated',
  term: 'pensionsgrundande belopp för barnår av medelinkomst',
  english: 'share of the mean income that a child year fills up to',
  unit: 'share',
  holds: 'until-changed',
  values: [
    ...dated<'share'>({ status: 'decided', source: 'SFB 60 kap. 19-28 §§; as tabled in Typfallsmodellen 4.8 (2026)' }, [
      ['1960', '0.75'],
    ]),
  ],
}
