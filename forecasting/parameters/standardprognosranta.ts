/** The prognosränta taken when the provider publishes none, before fee and yield tax. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const standardprognosranta: Parameter<'share'> = {
  kind: 'dated',
  term: 'standardprognosränta',
  english: 'yearly rate credited in advance in a payout when none is published',
  unit: 'share',
  holds: 'until-changed',
  values: dated<'share'>(
    {
      status: 'assumed',
      source: 'Our own: Kåpan’s published rate; Alecta publishes 1.75 % to 3.15 %, premiepension has 1.75 %',
    },
    [['2022-11-01', '0.02']],
  ),
}
