/** Months of the year that inkomstpensionstillägg is paid: it began in September 2021. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const manaderInkomstpensionstillagg: Parameter<'months'> = {
  kind: 'dated',
  term: 'månader med inkomstpensionstillägg',
  english: 'months of the year that the supplement is paid',
  unit: 'months',
  holds: 'until-changed',
  values: [
    ...dated<'months'>({ status: 'decided', source: 'Lag (2020:1239): paid from September 2021' }, [
      ['2021', '4'],
      ['2022', '12'],
    ]),
  ],
}
