/** The lowest age at which a pension insurance may be paid by tax law. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const lagstaAlderPrivat: Parameter<'years'> = {
  kind: 'dated',
  term: 'lägsta ålder för pensionsförsäkring',
  english: 'lowest age for a payout of other pension insurance',
  unit: 'years',
  holds: 'until-changed',
  values: dated<'years'>({ status: 'decided', source: 'Inkomstskattelagen 58 kap. 10 §' }, [['2022-11-01', '55']]),
}
