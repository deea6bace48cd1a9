/** The most days of conscription in all that give a pensionable amount. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const langstPlikttjanst: Parameter<'days'> = {
  kind: 'dated',
  term: 'längst plikttjänst',
  english: 'most days of conscription that count',
  unit: 'days',
  holds: 'until-changed',
  values: [
    ...dated<'days'>({ status: 'decided', source: 'SFB 60 kap. 31-34 §§; as tabled in Typfallsmodellen 4.8 (2026)' }, [
      ['1995', '730'],
    ]),
  ],
}
