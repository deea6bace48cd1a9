/** The shortest time over which a pension insurance may be paid by tax law. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const kortastUtbetalningstidSkatt: Parameter<'years'> = {
  kind: 'dated',
  term: 'kortast utbetalningstid enligt skattelagen',
  english: 'shortest payout of a pension insurance by tax law',
  unit: 'years',
  holds: 'until-changed',
  values: dated<'years'>(
    {
      status: 'assumed',
      source: 'Inkomstskattelagen 58 kap., from memory: five years',
    },
    [['2022-11-01', '5']],
  ),
}
