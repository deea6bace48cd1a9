/** Final-salary benefit of ITP 2 as shares of pay by band, limits in inkomstbasbelopp. */
import type { BandParameter, BandRow } from './parameter.ts'
import { bandRow } from './parameter.ts'

const row = (bornFrom: number, shares: readonly [string, string, string]): BandRow =>
  bandRow({ status: 'decided', source: 'ITP-planen avdelning 2 (alecta.se)' }, bornFrom, shares)

export const formanItp2: BandParameter = {
  kind: 'bands',
  term: 'förmån i ITP 2',
  english: 'final-salary shares of ITP 2',
  unit: 'share',
  limits: ['7.5', '20', '30'],
  // prettier-ignore
  rows: [
    row(1900, ['0.1', '0.65', '0.325']),
  ],
}
