/** A public pension to Pensionsmyndigheten's message: what the simulated agency does. */
import type { PensionRightYear, PremiepensionFund, PublicHolding, PublicPayment } from '#forecasting/model/holding.ts'
import type { InsuredPerson } from '../../mis/encode.ts'
import type { Transfer } from '../../schema/typer.ts'
import { amount, datedAmount, encodeForecast, encodeTransfer, paymentContent, reported } from '../../schema/typer.ts'
import type { Xml } from '../../xml/write.ts'
import { element, leaf } from '../../xml/write.ts'
import * as codes from './codes.ts'

export const pensionsmyndighetenNamespace = 'urn:samlad-pension:pensionsmyndigheten:1'

const right = (year: PensionRightYear): Xml =>
  element('intjanandear', [
    leaf('ar', year.incomeYear),
    amount('pgi', year.pgi),
    ...year.pgb.map((credit) =>
      element('pgb', [leaf('slag', codes.pensionCreditCodes.code(credit.kind)), amount('belopp', credit.amount)]),
    ),
    amount('pensionsratt_inkomstpension', year.inkomstpension),
    amount('pensionsratt_premiepension', year.premiepension),
    leaf('status', codes.rightStatusCodes.code(year.status)),
  ])

const fund = (value: PremiepensionFund): Xml =>
  element('fond', [
    leaf('namn', value.name),
    amount('varde', value.value),
    reported(value.fee, (fee) => leaf('avgift', fee.toFixed())),
  ])

const payment = (value: PublicPayment): Xml =>
  element('utbetalning', [
    ...paymentContent(value),
    leaf('slag', codes.publicComponentCodes.code(value.component)),
    leaf('uttagsandel', value.shareDrawn.toFixed()),
  ])

const held = (holding: PublicHolding): Xml =>
  element('innehav', [
    leaf('identitet', holding.identity.contractNumber),
    element('myndighet', [
      leaf('organisationsnummer', holding.identity.insurerOrganisationNumber),
      reported(holding.insurer.name, (name) => leaf('namn', name)),
    ]),
    ...holding.rights.map(right),
    reported(holding.inkomstpensionBalance, datedAmount('behallning_inkomstpension')),
    reported(holding.premiepensionBalance, datedAmount('behallning_premiepension')),
    ...holding.premiepensionFunds.map(fund),
    reported(holding.tillaggspension, datedAmount('tillaggspension')),
    ...holding.payments.map(payment),
    ...holding.forecasts.map(encodeForecast),
    reported(holding.residenceYears, (years) => leaf('bosattningstid_ar', years)),
  ])

/** @param holding `null`: nothing is held, said outright */
export const encodeAllmanPension = ({
  person,
  holding,
  ...transfer
}: Transfer & { readonly person: InsuredPerson; readonly holding: PublicHolding | null }): Xml =>
  element(
    'allman_pension',
    [
      encodeTransfer(transfer, '1.0'),
      element('forsakrad', [
        leaf(
          'personnummer',
          (holding?.underEarlierNumber ? (person.earlierNumber ?? person.number) : person.number).reveal(),
        ),
        leaf('namn', person.name),
      ]),
      holding === null ? element('inget_innehav', []) : held(holding),
    ],
    { xmlns: pensionsmyndighetenNamespace },
  )
