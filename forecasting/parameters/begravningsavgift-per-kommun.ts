/** The burial fee of the municipalities that keep their own burial grounds, by SCB's code. */
import { isoDateOf } from '../model/year-month.ts'
import type { MunicipalityParameter } from './parameter.ts'
import { municipalities } from './parameter.ts'

const rates = municipalities([
  ['0180', 'Stockholm', '0.0007'],
  ['0687', 'Tranås', '0.00285'],
])

export const begravningsavgiftPerKommun: MunicipalityParameter = {
  kind: 'municipality',
  term: 'begravningsavgift per kommun',
  english: 'burial fee of the municipalities that keep their own burial grounds',
  unit: 'share',
  rows: [
    { from: isoDateOf('2025-01-01'), status: 'assumed', source: 'Fees of 2026 taken for 2025 too', rates },
    {
      from: isoDateOf('2026-01-01'),
      status: 'decided',
      source: 'SCB, Totala kommunala skattesatser 2026 (published 2025-12-15)',
      rates,
    },
    {
      from: isoDateOf('2027-01-01'),
      status: 'projected',
      source: 'Held at the level of 2026: fixed prices and zero income growth (prognosstandarden)',
      rates,
    },
  ],
}
