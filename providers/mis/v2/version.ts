/** MIS 2.0: a tree below each `forsakring`. */
import { kronorPerYear, share } from '#forecasting/model/quantity.ts'
import { amount } from '../../schema/typer.ts'
import { Schema } from '../../xml/document.ts'
import { asWritten } from '../../xml/spelling.ts'
import { element, leaf } from '../../xml/write.ts'
import type { MisVersion } from '../version.ts'
import { codes, feeAppliesCodes, feeKindCodes } from './codes.ts'

/** Files that the schema includes. */
export const mis20Uses = ['schema/typer.xsd'] as const

export const mis20: MisVersion = {
  number: '2.0',
  namespace: 'urn:samlad-pension:mis:2.0',
  root: 'mislife',
  schema: new Schema('mis/v2/schema/mislife.xsd', mis20Uses),
  spelling: asWritten,
  transfer: { version: 'version', count: null },
  places: {
    contractNumber: 'administration/identitet',
    earlierContractNumber: 'administration/tidigare_identitet',
    underlyingContractNumber: 'administration/underliggande_forsakring',
    businessType: 'administration/produktkoppling/affarstyp',
    productName: 'administration/produktkoppling/affarsnamn',
    kollektivavtal: 'administration/kollektivavtalskoppling',
    skatteklass: 'administration/skatteklass',
    formanstyp: 'administration/formanstyp',
    forvaltningsform: 'administration/forvaltningsform',
    personalNumber: 'parter_pa_forsakring/forsakrad/personnummer',
    personName: 'parter_pa_forsakring/forsakrad/namn',
    insurer: 'parter_pa_forsakring/forsakringsgivare',
    policyholder: 'parter_pa_forsakring/forsakringstagare',
    pledgee: 'parter_pa_forsakring/panthavare',
    selectionCentre: 'parter_pa_forsakring/valcentral',
    earnedBenefit: 'belopp/intjanad_pension_per_manad',
    earnedBenefitDate: 'belopp/datering',
    capital: 'moment/varde/forsakringskapital/belopp',
    capitalDate: 'moment/varde/forsakringskapital/datering',
    guaranteedCapital: 'moment/varde/garanterat_kapital/belopp',
    guaranteedCapitalDate: 'moment/varde/garanterat_kapital/datering',
    payment: 'moment/utbetalning',
    earliestAge: 'moment/utbetalningsvillkor/tidigaste_alder',
    latestAge: 'moment/utbetalningsvillkor/senaste_alder',
    agreedAge: 'moment/utbetalningsvillkor/pensionsalder',
    durations: 'moment/utbetalningsvillkor/utbetalningstider',
    aterbetalningsskydd: 'moment/aterbetalningsskydd',
    survivorsPension: 'moment/efterlevandepension',
    familyCover: 'moment/familjeskydd',
    beneficiariesNamed: 'moment/formanstagare',
    premium: 'premieforfarande/aktuell_premie/belopp',
    premiumInterval: 'premieforfarande/aktuell_premie/betalningstermin',
    premiumPaidUntil: 'premieforfarande/aktuell_premie/betald_till',
    reportedSalary: 'premieforfarande/aktuell_anmald_arslon/belopp',
    reportedSalaryDate: 'premieforfarande/aktuell_anmald_arslon/datering',
    serviceUnder: 'premieforfarande/premieforfarande_enligt_pensionsplan/beraknad_tjanstetid_under_75',
    serviceOver: 'premieforfarande/premieforfarande_enligt_pensionsplan/beraknad_tjanstetid_over_75',
    totalPremiumsPaid: 'premiehistorik/totalt_inbetalt/belopp',
    totalPremiumsPaidDate: 'premiehistorik/totalt_inbetalt/datering',
    fees: 'avgifter_pa_forsakring',
    forecast: 'prognos',
    forecastMissing: 'prognos_saknas',
  },
  codes,
  fee: {
    read(tree, reader) {
      const kind = tree.name === 'premieavgift' ? 'premium' : reader.read(feeKindCodes, tree, 'slag')
      const applies = reader.read(feeAppliesCodes, tree, 'avser')
      if (kind === null || applies === null) return null
      const variable = tree.value('rorlig')
      return {
        kind,
        applies,
        amount: variable === null ? { fixed: kronorPerYear(tree.required('fast')) } : { variable: share(variable) },
      }
    },
    write(fee) {
      const rest = [
        leaf('avser', feeAppliesCodes.code(fee.applies)),
        'variable' in fee.amount ? leaf('rorlig', fee.amount.variable.toFixed()) : amount('fast', fee.amount.fixed),
      ]
      return fee.kind === 'premium'
        ? element('premieavgift', rest)
        : element('forsakringsavgift', [leaf('slag', feeKindCodes.code(fee.kind)), ...rest])
    },
  },
}
