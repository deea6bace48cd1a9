/** The yield tax of a kapitalförsäkring, as a share of capital a year. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const avkastningsskattKapitalforsakring: Parameter<'share'> = {
  kind: 'dated',
  term: 'avkastningsskatt på kapitalförsäkring',
  english: 'yearly yield tax on an endowment insurance',
  unit: 'share',
  holds: 'until-changed',
  values: dated<'share'>(
    {
      status: 'assumed',
      source:
        'Lag (1990:661) 3 a-3 b §§: 30 % of statslåneränta + 1 percentage point, with the 2.5 % that the projection standard takes; the part free of tax since 2025 is left out',
    },
    [['2022-11-01', '0.0105']],
  ),
}
