/**
 * Följsamhetsindexering: what the turn of a year does to an inkomstpension in payment.
 *
 * Law:     SFB 62 kap. 42-43 §§; 58 kap. 22-24 §§ in balancing.
 * Formula: A(year) / A(year − 1) / 1.016: A the income index, in balancing the balance index.
 * In:      the year that begins.
 * Out:     factor. At zero growth of incomes 1 / 1.016.
 * Outside: rounding to whole kronor a month.
 */
import type { LawReader } from '../../law.ts'
import type { Dec } from '../../model/quantity.ts'
import { normInkomstpension } from '../../parameters/norm-inkomstpension.ts'
import { appliedIndex } from './account.ts'

export const foljsamhetsindexering = (year: number, law: LawReader): Dec =>
  appliedIndex(year, law)
    .div(appliedIndex(year - 1, law))
    .div(law.ofYear(normInkomstpension, year).plus(1))
