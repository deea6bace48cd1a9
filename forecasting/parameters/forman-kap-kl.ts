/** Benefit of KAP-KL as shares of pay by band and birth year, limits in inkomstbasbelopp. */
import type { BandParameter, BandRow } from './parameter.ts'
import { bandRow } from './parameter.ts'

const row = (bornFrom: number, shares: readonly [string, string, string]): BandRow =>
  bandRow({ status: 'decided', source: 'KPA, table by birth year (KAP-KL bilaga)' }, bornFrom, shares)

export const formanKapKl: BandParameter = {
  kind: 'bands',
  term: 'förmån i KAP-KL',
  english: 'final-salary shares of KAP-KL',
  unit: 'share',
  limits: ['7.5', '20', '30'],
  // prettier-ignore
  rows: [
    row(1900, ['0', '0.625', '0.3125']),
    row(1947, ['0', '0.6214', '0.3107']),
    row(1948, ['0', '0.6179', '0.3089']),
    row(1949, ['0', '0.6143', '0.3071']),
    row(1950, ['0', '0.6107', '0.3054']),
    row(1951, ['0', '0.6071', '0.3036']),
    row(1952, ['0', '0.6036', '0.3018']),
    row(1953, ['0', '0.6', '0.3']),
    row(1954, ['0', '0.5964', '0.2982']),
    row(1955, ['0', '0.5929', '0.2964']),
    row(1956, ['0', '0.5893', '0.2946']),
    row(1957, ['0', '0.5857', '0.2929']),
    row(1958, ['0', '0.5821', '0.2911']),
    row(1959, ['0', '0.5786', '0.2893']),
    row(1960, ['0', '0.575', '0.2875']),
    row(1961, ['0', '0.5714', '0.2857']),
    row(1962, ['0', '0.5679', '0.2839']),
    row(1963, ['0', '0.5643', '0.2821']),
    row(1964, ['0', '0.5607', '0.2804']),
    row(1965, ['0', '0.5571', '0.2786']),
    row(1966, ['0', '0.5536', '0.2768']),
    row(1967, ['0', '0.55', '0.275']),
    row(1986, ['0', '0', '0']),
  ],
}
