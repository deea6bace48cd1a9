/** The share of wealth above its free amount that counts as income. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const formogenhetSomInkomst: Parameter<'share'> = {
  kind: 'dated',
  term: 'förmögenhet som inkomst',
  english: 'share of wealth counted as a year’s income',
  unit: 'share',
  holds: 'until-changed',
  values: [
    ...dated<'share'>({ status: 'decided', source: 'SFB 102 kap.; level as tabled in Typfallsmodellen 4.8' }, [
      ['2023', '0.15'],
    ]),
  ],
}
