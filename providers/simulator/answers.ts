/** A provider's answer as the XML of its own vocabulary. */
import type { ContractHolding, Holding, PublicHolding } from '#forecasting/model/holding.ts'
import { kronor } from '#forecasting/model/quantity.ts'
import { addMonths, monthOfDate } from '#forecasting/model/year-month.ts'
import { encodeAllmanPension } from '../authority/pensionsmyndigheten/encode.ts'
import { encodeSpv } from '../authority/spv/encode.ts'
import { encodeMis16 } from '../mis/v1_6/encode.ts'
import { encodeMislife } from '../mis/v2/encode.ts'
import type { AskedFor } from '../operations.ts'
import { PersonalNumber } from '../personal-number.ts'
import { dayOf } from '../swedish-clock.ts'
import type { Xml } from '../xml/write.ts'
import { lastDay } from './accrual.ts'
import { nameOf } from './careers.ts'
import type { SimulatedFault } from './faults.ts'
import { allHoldings, holdingsAt } from './holdings.ts'
import { testPerson } from './persons.ts'
import type { ProviderId, SimulatedProvider } from './providers.ts'
import { valueMonth } from './tables.ts'

export interface AnswerContext {
  /** Who asked: "16" + ten digits. */
  readonly receiver: string
  readonly txId: string
  readonly created: Date
  readonly fault: SimulatedFault
}

const isContract = (holding: Holding): holding is ContractHolding => holding.kind === 'avtal'
const isPublic = (holding: Holding): holding is PublicHolding => holding.kind === 'allman-pension'

/** Someone who is not the person asked for. */
function somebodyElse(person: PersonalNumber): PersonalNumber {
  const [first, second] = [testPerson('mixed-career'), testPerson('itp1')].map(({ number }) =>
    PersonalNumber.parse(number),
  )
  const other = first?.equals(person) ? second : first
  if (!other) throw new RangeError('The test persons have no valid numbers')
  return other
}

const withUnknownAgreement = (holding: ContractHolding): ContractHolding => ({
  ...holding,
  kollektivavtal: 'not-reported',
  unknownCodes: [{ field: 'kollektivavtalskoppling', code: 'AVTAL-2031' }],
})

/** What is told of a contract later: 5,000 kr more paid in, and 4 % more on what was there. */
function grownBy({ capital, totalPremiumsPaid, ...holding }: ContractHolding, today: Date): ContractHolding {
  const date = dayOf(today)
  return {
    ...holding,
    capital:
      capital === 'not-reported'
        ? capital
        : { value: kronor(capital.value.times('1.04').plus(5000).toDecimalPlaces(2)), date },
    totalPremiumsPaid:
      totalPremiumsPaid === 'not-reported'
        ? totalPremiumsPaid
        : { value: kronor(totalPremiumsPaid.value.plus(5000)), date },
  }
}

/** All that a person has stands still on its day of value; but what ends soon is to end soon whenever it is asked for. */
function endingLater({ payments, ...holding }: ContractHolding, today: Date): ContractHolding {
  const passed = Math.max(0, monthOfDate(dayOf(today)) - valueMonth)
  return {
    ...holding,
    payments: payments.map((payment) =>
      payment.state === 'running' && payment.to !== 'lifelong'
        ? { ...payment, to: lastDay(addMonths(monthOfDate(payment.to), passed)) }
        : payment,
    ),
  }
}

function contractsToSend(
  provider: ProviderId,
  asked: AskedFor,
  about: PersonalNumber,
  { fault, created }: Pick<AnswerContext, 'fault' | 'created'>,
): readonly ContractHolding[] {
  if (fault === 'nothing') return []
  if (fault === 'wrong-person') {
    return allHoldings(about)
      .map(({ holding }) => holding)
      .filter(isContract)
      .slice(0, 1)
  }
  const contracts = holdingsAt(provider, about, asked.wishedAges)
    .filter(isContract)
    .map((holding) => endingLater(holding, created))
  if (fault === 'grown') return contracts.map((holding) => grownBy(holding, created))
  return fault === 'unknown-code'
    ? contracts.map((holding, index) => (index === 0 ? withUnknownAgreement(holding) : holding))
    : contracts
}

/** @returns the element that goes into the body of the message. */
export function encodeAnswer(
  provider: SimulatedProvider & { readonly id: ProviderId },
  asked: AskedFor,
  { receiver, txId, created, fault }: AnswerContext,
): Xml {
  const about = fault === 'wrong-person' ? somebodyElse(asked.person) : asked.person
  const { givenName, familyName } = nameOf(about)
  const common = {
    sender: provider.organisationNumber,
    receiver,
    txId,
    created,
    implementation: 'Simulerat bolag',
    person: { number: about, name: `${givenName} ${familyName}` },
  }
  switch (provider.vocabulary) {
    case 'pensionsmyndigheten': {
      const held = fault === 'nothing' ? [] : holdingsAt(provider.id, about, asked.wishedAges).filter(isPublic)
      const xml = encodeAllmanPension({ ...common, holding: held[0] ?? null })
      return fault === 'unknown-code' ? (xml.replace('<status>beslutad<', '<status>omprovad<') as Xml) : xml
    }
    case 'spv':
      return encodeSpv({ ...common, holdings: contractsToSend(provider.id, asked, about, { fault, created }) })
    case 'mis-1.6':
      return encodeMis16({ ...common, holdings: contractsToSend(provider.id, asked, about, { fault, created }) })
    case 'mis-2.0':
      return encodeMislife({ ...common, holdings: contractsToSend(provider.id, asked, about, { fault, created }) })
  }
}
