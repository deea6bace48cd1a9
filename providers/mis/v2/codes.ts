/** The codes of the MIS 2.0 profile, in one place: our own word, and the code on the wire. */
import type { Fee } from '#forecasting/model/holding.ts'
import { CodeTable } from '../../codes.ts'
import type { MisCodes } from '../version.ts'

export const codes: MisCodes = {
  kollektivavtal: new CodeTable('kollektivavtalskoppling', {
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
  }),
  skatteklass: new CodeTable('skatteklass', { T: 'T', P: 'P', K: 'K' }),
  formanstyp: new CodeTable('formanstyp', { premiebestamd: 'premiebestamd', formansbestamd: 'formansbestamd' }),
  forvaltningsform: new CodeTable('forvaltningsform', {
    traditionell: 'traditionell',
    fond: 'fond',
    deposition: 'deposition',
  }),
  premiumInterval: new CodeTable('aktuell_premie/betalningstermin', {
    month: 'manad',
    quarter: 'kvartal',
    'half-year': 'halvar',
    year: 'ar',
    single: 'engang',
  }),
  forecastMissing: new CodeTable('prognos_saknas', {
    'in-payment': 'under_utbetalning',
    'not-offered': 'erbjuds_ej',
    'too-young': 'for_ung',
    'under-calculation': 'under_berakning',
    other: 'annat',
  }),
}

export const feeKindCodes = new CodeTable<Exclude<Fee['kind'], 'premium'>>('forsakringsavgift/slag', {
  administration: 'administration',
  management: 'forvaltning',
})
export const feeAppliesCodes = new CodeTable<Fee['applies']>('avgift/avser', {
  fund: 'fond',
  traditional: 'traditionell',
  contract: 'avtal',
})
