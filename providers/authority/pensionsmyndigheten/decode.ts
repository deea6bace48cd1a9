/** Pensionsmyndigheten's message to the public pension of one person. */
import type { XmlElement } from 'libxml2-wasm'
import type { PensionCredit, PensionRightYear, PublicHolding, PublicPayment } from '#forecasting/model/holding.ts'
import { kronor, kronorPerMonth, kronorPerYear, share } from '#forecasting/model/quantity.ts'
import { CodeReader } from '../../codes.ts'
import type { AnswerAbout, DecodedAnswer } from '../../decoded.ts'
import { checkTransfer, isUnderEarlierNumber } from '../../decoded.ts'
import { optional, readAll, readDated, readForecast, readParty, readPayment } from '../../schema/typer.ts'
import { canonicalText, Schema, UnreadableXml } from '../../xml/document.ts'
import { XmlTree } from '../../xml/tree.ts'
import * as codes from './codes.ts'
import { pensionsmyndighetenNamespace } from './encode.ts'

const schema = new Schema('authority/pensionsmyndigheten/allman-pension.xsd', ['schema/typer.xsd'])

function readCredit(tree: XmlTree, reader: CodeReader): PensionCredit | null {
  const kind = reader.read(codes.pensionCreditCodes, tree, 'slag')
  return kind === null ? null : { kind, amount: kronorPerYear(tree.required('belopp')) }
}

function readRight(tree: XmlTree, reader: CodeReader): PensionRightYear {
  return {
    incomeYear: Number(tree.required('ar')),
    pgi: kronorPerYear(tree.required('pgi')),
    pgb: readAll(tree.all('pgb'), (credit) => readCredit(credit, reader)),
    inkomstpension: kronorPerYear(tree.required('pensionsratt_inkomstpension')),
    premiepension: kronorPerYear(tree.required('pensionsratt_premiepension')),
    // A status that is not known is a right that is not known to be decided.
    status: reader.read(codes.rightStatusCodes, tree, 'status') ?? 'preliminary',
  }
}

function readPublicPayment(tree: XmlTree, reader: CodeReader): PublicPayment | null {
  const payment = readPayment(tree, reader)
  const component = reader.read(codes.publicComponentCodes, tree, 'slag')
  if (payment === null || component === null) return null
  return { ...payment, component, shareDrawn: share(tree.required('uttagsandel')) }
}

function readHeld(held: XmlTree, underEarlierNumber: boolean): PublicHolding {
  const reader = new CodeReader()
  return {
    kind: 'allman-pension',
    identity: {
      insurerOrganisationNumber: held.required('myndighet', 'organisationsnummer'),
      contractNumber: held.required('identitet'),
    },
    insurer: readParty(held.get('myndighet')),
    underEarlierNumber,
    inkomstpensionBalance: optional(held.find('behallning_inkomstpension'), readDated(kronor)),
    premiepensionBalance: optional(held.find('behallning_premiepension'), readDated(kronor)),
    premiepensionFunds: held.all('fond').map((fund) => ({
      name: fund.required('namn'),
      value: kronor(fund.required('varde')),
      fee: optional(fund.find('avgift'), ({ text }) => share(text)),
    })),
    rights: held.all('intjanandear').map((year) => readRight(year, reader)),
    tillaggspension: optional(held.find('tillaggspension'), readDated(kronorPerMonth)),
    payments: readAll(held.all('utbetalning'), (payment) => readPublicPayment(payment, reader)),
    forecasts: readAll(held.all('prognos'), (forecast) => readForecast(forecast, reader)),
    residenceYears: optional(held.find('bosattningstid_ar'), ({ text }) => Number(text)),
    unknownCodes: reader.unknown,
  }
}

/** @throws UnreadableXml, ProviderError */
export function decodeAllmanPension(message: XmlElement, about: AnswerAbout): DecodedAnswer {
  if (message.name !== 'allman_pension' || message.namespaceUri !== pensionsmyndighetenNamespace) {
    throw new UnreadableXml('schema')
  }
  schema.check(message)
  const tree = XmlTree.read(canonicalText(message))
  checkTransfer(tree.get('overforing'), 'version', '1', about)
  const underEarlierNumber = isUnderEarlierNumber(tree.required('forsakrad', 'personnummer'), about)
  const held = tree.find('innehav')
  return { holdings: held === null ? [] : [readHeld(held, underEarlierNumber)] }
}
