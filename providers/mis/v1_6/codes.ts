/**
 * The codes of the MIS 1.6 profile, in one place: our own word, and the code on the wire. Agreements and tax classes
 * go by their public names; every other code is ours.
 */
import type { Fee } from '#forecasting/model/holding.ts'
import { CodeTable } from '../../codes.ts'
import { codes as codes20 } from '../v2/codes.ts'
import type { MisCodes } from '../version.ts'

const { kollektivavtal, skatteklass } = codes20

export const codes: MisCodes = {
  kollektivavtal,
  skatteklass,
  formanstyp: new CodeTable(codes20.formanstyp.field, { premiebestamd: 'PB', formansbestamd: 'FB' }),
  forvaltningsform: new CodeTable(codes20.forvaltningsform.field, {
    traditionell: 'TRAD',
    fond: 'FOND',
    deposition: 'DEP',
  }),
  // Payments per year.
  premiumInterval: new CodeTable(codes20.premiumInterval.field, {
    month: '12',
    quarter: '4',
    'half-year': '2',
    year: '1',
    single: '0',
  }),
  forecastMissing: new CodeTable(codes20.forecastMissing.field, {
    'in-payment': 'UTBETALAS',
    'not-offered': 'ERBJUDS-EJ',
    'too-young': 'FOR-UNG',
    'under-calculation': 'BERAKNAS',
    other: 'ANNAT',
  }),
}

/** The parts of a fee's name, in their order: `AvgiftFondRorligForvaltning`. */
export const feeAppliesParts = new CodeTable<Fee['applies']>('avgift/avser', {
  fund: 'fond',
  traditional: 'traditionell',
  contract: 'avtal',
})
export const feeAmountParts = new CodeTable<'variable' | 'fixed'>('avgift/belopp', {
  variable: 'rorlig',
  fixed: 'fast',
})
export const feeKindParts = new CodeTable<Fee['kind']>('avgift/slag', {
  administration: 'administration',
  management: 'forvaltning',
  premium: 'premie',
})
