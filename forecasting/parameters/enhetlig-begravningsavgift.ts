/** The burial fee of every municipality but those that keep their own burial grounds. */
import type { Parameter } from './parameter.ts'
import { constantYears, dated } from './parameter.ts'

export const enhetligBegravningsavgift: Parameter<'share'> = {
  kind: 'dated',
  term: 'enhetlig begravningsavgift',
  english: 'uniform burial fee',
  unit: 'share',
  holds: 'one-year',
  values: [
    ...dated<'share'>({ status: 'decided', source: 'Kammarkollegiet, begravningsavgift 2025' }, [['2025', '0.00293']]),
    ...dated<'share'>(
      {
        status: 'derived',
        source: 'Kammarkollegiet 2025, moved as the mean of the country (SCB): 0.293 · 0.26 / 0.27 = 0.282 %',
      },
      [['2026', '0.00282']],
    ),
    ...constantYears<'share'>(
      {
        status: 'projected',
        source: 'Held at the level of 2026: fixed prices and zero income growth (prognosstandarden)',
      },
      { first: 2027, last: 2120 },
      '0.00282',
    ),
  ],
}
