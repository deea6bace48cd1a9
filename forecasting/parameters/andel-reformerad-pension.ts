/** How much of the pension is inkomstpension and premiepension, by birth year, the rest is tilläggspension. */
import type { CohortParameter } from './parameter.ts'
import { cohorts } from './parameter.ts'

export const andelReformeradPension: CohortParameter<'share'> = {
  kind: 'cohort',
  term: 'andel i det reformerade systemet',
  english: 'share of the pension in the reformed system',
  unit: 'share',
  values: [
    ...cohorts<'share'>({ status: 'decided', source: 'SFB 61 kap. and lag (1998:702): twentieths by birth year' }, [
      [1900, '0'],
      [1938, '0.2'],
      [1939, '0.25'],
      [1940, '0.3'],
      [1941, '0.35'],
      [1942, '0.4'],
      [1943, '0.45'],
      [1944, '0.5'],
      [1945, '0.55'],
      [1946, '0.6'],
      [1947, '0.65'],
      [1948, '0.7'],
      [1949, '0.75'],
      [1950, '0.8'],
      [1951, '0.85'],
      [1952, '0.9'],
      [1953, '0.95'],
      [1954, '1'],
    ]),
  ],
}
