/**
 * Unisex mortality by cohort: the Makeham curves that reproduce the published delningstal of premiepension.
 *
 * The annuity at 1.65 % by these curves differs from the published tables by at most 0.006 for birth years 1950 to
 * 1979; for later cohorts by at most 0.025 from the forecast delningstal of the middle year of each decade.
 */
import type { MortalityParameter } from './parameter.ts'

const published = {
  status: 'projected',
  source: 'Fitted to the delningstal of premiepension in force 2024-2026',
} as const
const forecast = {
  status: 'assumed',
  source: 'Our own fit to the forecast delningstal of premiepension in Typfallsmodellen 4.8, ages 61-80',
} as const
const tail = { linearFrom: 97, slope: 0.04 } as const

export const dodlighet: MortalityParameter = {
  kind: 'mortality',
  term: 'dödlighet',
  english: 'mortality',
  unit: 'deaths per year lived',
  rows: [
    { ...published, bornFrom: 1900, a: 0.00426733, b: 1.5635e-7, c: 0.149462, ...tail },
    { ...published, bornFrom: 1960, a: 0.00364184, b: 7.02052e-8, c: 0.157311, ...tail },
    { ...published, bornFrom: 1970, a: 0.00251654, b: 3.60217e-8, c: 0.163713, ...tail },
    { ...forecast, bornFrom: 1980, a: 0.00246195, b: 9.89333e-8, c: 0.149614, ...tail },
    { ...forecast, bornFrom: 1990, a: 0.00225723, b: 4.45958e-8, c: 0.157464, ...tail },
    { ...forecast, bornFrom: 2000, a: 0.00202394, b: 2.01704e-8, c: 0.165239, ...tail },
  ],
}
