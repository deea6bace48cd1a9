/** Premiums of BTP 1 by year and age. */
import type { PremiumParameter } from './parameter.ts'

export const premierBtp1: PremiumParameter = {
  kind: 'premium',
  term: 'premier i BTP 1',
  english: 'premiums of BTP 1',
  unit: 'share',
  limit: '7.5',
  rounding: 'none',
  rows: [
    {
      from: 2023,
      to: 9999,
      ageFrom: 25,
      ageTo: 65,
      low: '0.065',
      high: '0.32',
      payCap: '30',
      status: 'assumed',
      source: 'Rates of 2024 from finansforbundet.se; ages taken as ITP 1, since the bank agreement’s are not found',
    },
  ],
}
