/** Premiums of ITP 1 by year and age. */
import type { PremiumParameter } from './parameter.ts'

export const premierItp1: PremiumParameter = {
  kind: 'premium',
  term: 'premier i ITP 1',
  english: 'premiums of ITP 1',
  unit: 'share',
  limit: '7.5',
  rounding: 'month',
  rows: [
    {
      from: 2007,
      to: 2022,
      ageFrom: 25,
      ageTo: 64,
      low: '0.045',
      high: '0.3',
      status: 'decided',
      source: 'ITP-planen avdelning 1 (avtalat.se)',
    },
    {
      from: 2023,
      to: 9999,
      ageFrom: 25,
      ageTo: 65,
      low: '0.045',
      high: '0.3',
      payCap: '30',
      status: 'decided',
      source: 'ITP-planen avdelning 1 (avtalat.se)',
    },
  ],
}
