/** The prognosränta of Kåpan Tjänstepension, before fee and yield tax. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const prognosrantaKapan: Parameter<'share'> = {
  kind: 'dated',
  term: 'Kåpans prognosränta',
  english: 'yearly rate that Kåpan credits in advance',
  unit: 'share',
  holds: 'until-changed',
  values: dated<'share'>(
    {
      status: 'decided',
      source: 'kapan.se, 2 % (undated)',
    },
    [['2022-11-01', '0.02']],
  ),
}
