/** Premiums of PA 16 avdelning 1 by year and age. */
import type { PremiumParameter } from './parameter.ts'

export const premierPa16Avdelning1: PremiumParameter = {
  kind: 'premium',
  term: 'premier i PA 16 avdelning 1',
  english: 'premiums of PA 16 part 1',
  unit: 'share',
  limit: '7.5',
  rounding: 'month',
  rows: [
    {
      from: 2016,
      to: 2022,
      ageFrom: 0,
      ageTo: 67,
      low: '0.045',
      high: '0.3',
      status: 'decided',
      source: 'PA 16 avdelning 1 (SPV, officersforbundet.se); 2026 is nine months at 6.1 % and three at 6.2 %',
    },
    {
      from: 2023,
      to: 2025,
      ageFrom: 0,
      ageTo: 68,
      low: '0.06',
      high: '0.315',
      status: 'decided',
      source: 'PA 16 avdelning 1 (SPV, officersforbundet.se); 2026 is nine months at 6.1 % and three at 6.2 %',
    },
    {
      from: 2026,
      to: 2026,
      ageFrom: 0,
      ageTo: 68,
      low: '0.06125',
      high: '0.31625',
      status: 'decided',
      source: 'PA 16 avdelning 1 (SPV, officersforbundet.se); 2026 is nine months at 6.1 % and three at 6.2 %',
    },
    {
      from: 2027,
      to: 9999,
      ageFrom: 0,
      ageTo: 68,
      low: '0.062',
      high: '0.317',
      status: 'decided',
      source: 'PA 16 avdelning 1 (SPV, officersforbundet.se); 2026 is nine months at 6.1 % and three at 6.2 %',
    },
  ],
}
