/** The codes of the MIS 2.0 profile, in one place: our own word, and the code on the wire. */
import type {
  Fee,
  ForecastMissingReason,
  Formanstyp,
  Forvaltningsform,
  Kollektivavtal,
  Premium,
  Skatteklass,
} from '#forecasting/model/holding.ts'
import { CodeTable } from '../../codes.ts'

export const kollektivavtalCodes = new CodeTable<Kollektivavtal>('kollektivavtalskoppling', {
  ITP1: 'ITP1',
  ITP2: 'ITP2',
  ITPK: 'ITPK',
  'SAF-LO': 'SAF-LO',
  'AKAP-KR': 'AKAP-KR',
  'KAP-KL': 'KAP-KL',
  'PA16-1': 'PA16-1',
  'PA16-2': 'PA16-2',
  PA03: 'PA03',
  BTP1: 'BTP1',
  BTP2: 'BTP2',
  FTP: 'FTP',
  KTP: 'KTP',
  other: 'OVRIGT',
  none: 'INGET',
})
export const skatteklassCodes = new CodeTable<Skatteklass>('skatteklass', { T: 'T', P: 'P', K: 'K' })
export const formanstypCodes = new CodeTable<Formanstyp>('formanstyp', {
  premiebestamd: 'premiebestamd',
  formansbestamd: 'formansbestamd',
})
export const forvaltningsformCodes = new CodeTable<Forvaltningsform>('forvaltningsform', {
  traditionell: 'traditionell',
  fond: 'fond',
  deposition: 'deposition',
})
export const premiumIntervalCodes = new CodeTable<Premium['interval']>('aktuell_premie/betalningstermin', {
  month: 'manad',
  quarter: 'kvartal',
  'half-year': 'halvar',
  year: 'ar',
  single: 'engang',
})
export const feeKindCodes = new CodeTable<Exclude<Fee['kind'], 'premium'>>('forsakringsavgift/slag', {
  administration: 'administration',
  management: 'forvaltning',
})
export const feeAppliesCodes = new CodeTable<Fee['applies']>('avgift/avser', {
  fund: 'fond',
  traditional: 'traditionell',
  contract: 'avtal',
})
export const forecastMissingCodes = new CodeTable<ForecastMissingReason>('prognos_saknas', {
  'in-payment': 'under_utbetalning',
  'not-offered': 'erbjuds_ej',
  'too-young': 'for_ung',
  'under-calculation': 'under_berakning',
  other: 'annat',
})
