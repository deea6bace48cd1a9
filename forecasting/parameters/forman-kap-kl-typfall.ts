/** Benefit of KAP-KL as Typfallsmodellen has it: one cohort differs from KPA's table. Typfall mode alone. */
import { formanKapKl } from './forman-kap-kl.ts'
import type { BandParameter } from './parameter.ts'
import { bandRow } from './parameter.ts'

export const formanKapKlTypfall: BandParameter = {
  ...formanKapKl,
  term: 'förmån i KAP-KL i Typfallsmodellen',
  english: 'final-salary shares of KAP-KL in the agency’s model',
  rows: formanKapKl.rows.map((row) =>
    row.bornFrom === 1966
      ? bandRow({ status: 'assumed', source: 'Typfallsmodellen 4.8' }, 1966, ['0', '0.5536', '0.268'])
      : row,
  ),
}
