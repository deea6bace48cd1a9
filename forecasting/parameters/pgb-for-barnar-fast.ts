/** The fixed pensionable amount of a child year. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const pgbForBarnarFast: Parameter<'inkomstbasbelopp'> = {
  kind: 'dated',
  term: 'pensionsgrundande belopp för barnår, fast',
  english: 'fixed pensionable amount of a child year',
  unit: 'inkomstbasbelopp',
  holds: 'until-changed',
  values: [
    ...dated<'inkomstbasbelopp'>(
      { status: 'decided', source: 'SFB 60 kap. 19-28 §§; as tabled in Typfallsmodellen 4.8 (2026)' },
      [['1960', '1']],
    ),
  ],
}
