/** The lowest government bond rate that avkastningsskatt is counted on, by tax year: none before 2017. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const golvStatslaneranta: Parameter<'share'> = {
  kind: 'dated',
  term: 'golv för statslåneränta',
  english: 'lowest bond rate for the yield tax',
  unit: 'share',
  holds: 'until-changed',
  values: [
    ...dated<'share'>({ status: 'decided', source: 'Lag (1990:661) 3 d §' }, [
      ['1960', '0'],
      ['2017', '0.005'],
    ]),
  ],
}
