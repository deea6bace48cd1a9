/** Premiums of ITPK by year and age, since it is in the agency’s series. */
import type { PremiumParameter } from './parameter.ts'

export const premierItpk: PremiumParameter = {
  kind: 'premium',
  term: 'premier i ITPK',
  english: 'premiums of ITPK',
  unit: 'share',
  limit: '7.5',
  rounding: 'year',
  rows: [
    {
      from: 1997,
      to: 9999,
      ageFrom: 28,
      ageTo: 64,
      low: '0.02',
      high: '0.02',
      status: 'decided',
      source: 'ITP-planen avdelning 2, ITPK (collectum.se)',
    },
  ],
}
