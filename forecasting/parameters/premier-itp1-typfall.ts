/** Premiums of ITP 1 as Typfallsmodellen has them, also before the agreement. Typfall mode alone. */
import type { PremiumParameter } from './parameter.ts'

export const premierItp1Typfall: PremiumParameter = {
  kind: 'premium',
  term: 'premier i ITP 1 i Typfallsmodellen',
  english: 'premiums of ITP 1 in the agency’s model',
  unit: 'share',
  limit: '7.5',
  rounding: 'month',
  rows: [
    {
      from: 1960,
      to: 2022,
      ageFrom: 25,
      ageTo: 64,
      low: '0.045',
      high: '0.3',
      status: 'assumed',
      source: 'Typfallsmodellen 4.8: also years before the agreement',
    },
    {
      from: 2023,
      to: 9999,
      ageFrom: 25,
      ageTo: 65,
      low: '0.045',
      high: '0.3',
      status: 'assumed',
      source: 'Typfallsmodellen 4.8: also years before the agreement',
    },
  ],
}
