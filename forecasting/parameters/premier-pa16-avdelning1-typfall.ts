/** Premiums of PA 16 avdelning 1 as Typfallsmodellen has them, also before the agreement. Typfall mode alone. */
import type { PremiumParameter } from './parameter.ts'

export const premierPa16Avdelning1Typfall: PremiumParameter = {
  kind: 'premium',
  term: 'premier i PA 16 avdelning 1 i Typfallsmodellen',
  english: 'premiums of PA 16 part 1 in the agency’s model',
  unit: 'share',
  limit: '7.5',
  rounding: 'month',
  rows: [
    {
      from: 1960,
      to: 2003,
      ageFrom: 0,
      ageTo: 64,
      low: '0.06',
      high: '0.315',
      status: 'assumed',
      source: 'Typfallsmodellen 4.8: also years before the agreement',
    },
    {
      from: 2004,
      to: 2025,
      ageFrom: 0,
      ageTo: 66,
      low: '0.06',
      high: '0.315',
      status: 'assumed',
      source: 'Typfallsmodellen 4.8: also years before the agreement',
    },
    {
      from: 2026,
      to: 2026,
      ageFrom: 0,
      ageTo: 66,
      low: '0.06125',
      high: '0.31625',
      status: 'assumed',
      source: 'Typfallsmodellen 4.8: also years before the agreement',
    },
    {
      from: 2027,
      to: 9999,
      ageFrom: 0,
      ageTo: 66,
      low: '0.062',
      high: '0.317',
      status: 'assumed',
      source: 'Typfallsmodellen 4.8: also years before the agreement',
    },
  ],
}
