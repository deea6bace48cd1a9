/** The share of the presumed yield that avkastningsskatt takes. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const skattesatsAvkastning: Parameter<'share'> = {
  kind: 'dated',
  term: 'skattesats på avkastning',
  english: 'tax rate on the presumed yield of pension capital',
  unit: 'share',
  holds: 'until-changed',
  values: [
    ...dated<'share'>(
      { status: 'decided', source: 'Lag (1990:661) 9 §; held for years before the law by the agency’s model' },
      [['1960', '0.15']],
    ),
  ],
}
