/** MIS 1.6: a flat list of terms below each `Forsakring`; a term of several parts has them as children. */
import { kronorPerYear, share } from '#forecasting/model/quantity.ts'
import { amount } from '../../schema/typer.ts'
import { Schema } from '../../xml/document.ts'
import { capitalised } from '../../xml/spelling.ts'
import { leaf } from '../../xml/write.ts'
import type { MisVersion } from '../version.ts'
import { codes, feeAmountParts, feeAppliesParts, feeKindParts } from './codes.ts'

export const mis16: MisVersion = {
  number: '1.6',
  namespace: 'urn:samlad-pension:mis:1.6',
  root: 'MisLife',
  schema: new Schema('mis/v1_6/schema/mislife.xsd', ['schema/typer.xsd']),
  spelling: capitalised,
  transfer: { version: 'version_av_xml_fil', count: 'antal_forsakringar' },
  places: {
    contractNumber: 'avtalsnummer',
    earlierContractNumber: 'tidigare_avtalsnummer',
    underlyingContractNumber: 'underliggande_avtalsnummer',
    personalNumber: 'personnummer',
    personName: 'namn',
    insurer: 'forsakringsgivare',
    policyholder: 'forsakringstagare',
    pledgee: 'panthavare',
    selectionCentre: 'valcentral',
    businessType: 'affarstyp',
    productName: 'affarsnamn',
    kollektivavtal: 'kollektivavtal',
    skatteklass: 'skatteklass',
    formanstyp: 'formanstyp',
    forvaltningsform: 'forvaltningsform',
    capital: 'forsakringskapital/belopp',
    capitalDate: 'forsakringskapital/datering',
    guaranteedCapital: 'garanterat_kapital/belopp',
    guaranteedCapitalDate: 'garanterat_kapital/datering',
    earnedBenefit: 'intjanad_pension/belopp',
    earnedBenefitDate: 'intjanad_pension/datering',
    payment: 'utbetalning',
    earliestAge: 'tidigaste_alder',
    latestAge: 'senaste_alder',
    agreedAge: 'pensionsalder',
    durations: 'utbetalningstider',
    premium: 'aktuell_premie',
    premiumInterval: 'betalningstermin',
    premiumPaidUntil: 'betald_till',
    totalPremiumsPaid: 'totalt_inbetalt/belopp',
    totalPremiumsPaidDate: 'totalt_inbetalt/datering',
    reportedSalary: 'aktuell_anmald_arslon/belopp',
    reportedSalaryDate: 'aktuell_anmald_arslon/datering',
    serviceUnder: 'beraknad_tjanstetid_under_75',
    serviceOver: 'beraknad_tjanstetid_over_75',
    fees: 'avgifter',
    aterbetalningsskydd: 'aterbetalningsskydd',
    survivorsPension: 'efterlevandepension',
    familyCover: 'familjeskydd',
    beneficiariesNamed: 'formanstagare',
    forecast: 'prognos',
    forecastMissing: 'prognos_saknas',
  },
  codes,
  fee: {
    read({ name, text }) {
      const [, applies = '', form = '', kind = ''] = name.split('_')
      const read = {
        kind: feeKindParts.word(kind),
        applies: feeAppliesParts.word(applies),
        form: feeAmountParts.word(form),
      }
      // The schema has every name that there is.
      if (read.kind === null || read.applies === null || read.form === null) return null
      return {
        kind: read.kind,
        applies: read.applies,
        amount: read.form === 'variable' ? { variable: share(text) } : { fixed: kronorPerYear(text) },
      }
    },
    write(fee) {
      const name = (form: 'variable' | 'fixed'): string =>
        ['avgift', feeAppliesParts.code(fee.applies), feeAmountParts.code(form), feeKindParts.code(fee.kind)].join('_')
      return 'variable' in fee.amount
        ? leaf(name('variable'), fee.amount.variable.toFixed())
        : amount(name('fixed'), fee.amount.fixed)
    },
  },
}
