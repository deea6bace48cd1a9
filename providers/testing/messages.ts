/** Messages for tests: the parties, a person of the test series, a contract, and answers in their envelopes. */
import { age } from '#forecasting/model/age.ts'
import type { ContractHolding, Holding } from '#forecasting/model/holding.ts'
import { unreportedContract } from '#forecasting/model/holding.ts'
import { kronor } from '#forecasting/model/quantity.ts'
import { holdingToText } from '#forecasting/model/stored.ts'
import { isoDateOf } from '#forecasting/model/year-month.ts'
import type { Arrival, ExpectedAnswer } from '../answer.ts'
import { encodeMis16 } from '../mis/v1_6/encode.ts'
import { encodeMislife } from '../mis/v2/encode.ts'
import type { Original, ProviderEntry, Question } from '../pension-source.ts'
import { PersonalNumber } from '../personal-number.ts'
import type { SsekHeader } from '../ssek/envelope.ts'
import type { PeerPolicy } from '../ssek/policy.ts'
import { writeEnvelope } from '../ssek/envelope.ts'
import type { Xml } from '../xml/write.ts'

export const portalNumber = '165560001234'
export const providerNumber = '165560007777'
export const txId = '3f2b8a52-90c1-4a0e-8d4e-6a6f6f0c1d11'

/** Must stand in no log and no error message. */
export const secretName = 'Åsa Öström-Lindqvist'

function testNumber(text: string): PersonalNumber {
  const number = PersonalNumber.parse(text)
  if (number === null) throw new Error('Not a personal number')
  return number
}

export const asked = testNumber('19900601-2380')
export const someoneElse = testNumber('19850214-2386')
export const earlierNumber = testNumber('19900661-2387')

export const contract: ContractHolding = {
  ...unreportedContract,
  identity: { insurerOrganisationNumber: providerNumber, contractNumber: 'NL-100200' },
  insurer: { name: 'Nordfjäll Liv', organisationNumber: providerNumber },
  policyholder: { name: 'Söner & Döttrar AB', organisationNumber: '165560001111' },
  productName: 'Tjänstepension Fond',
  kollektivavtal: 'ITP1',
  skatteklass: 'T',
  formanstyp: 'premiebestamd',
  forvaltningsform: 'fond',
  capital: { value: kronor('412345.67'), date: isoDateOf('2026-10-31') },
  payoutTerms: {
    earliestAge: age(55),
    latestAge: 'not-reported',
    agreedAge: age(65),
    durations: ['lifelong', { months: 120 }],
  },
  aterbetalningsskydd: true,
}

export const providerEntry: ProviderEntry = {
  id: 'nordfjall-liv',
  name: 'Nordfjäll Liv',
  organisationNumber: providerNumber,
  kind: 'insurer',
  endpoint: 'https://localhost:1/ssek',
  vocabulary: 'mis-2.0',
  adapter: 'none',
  flow: 'sync',
  connected: true,
  concurrency: 4,
  questionsPerSecond: null,
  resendAllowed: true,
  deadlineSeconds: 60,
  acceptsPlans: true,
  maintenance: [],
  messageSecurity: 'none',
  certificates: [],
}

/** The policy of a peer about whom nothing is agreed beyond TLS. */
export const unsigned: PeerPolicy = { messageSecurity: 'none', certificates: [] }

export const question: Question = {
  person: asked,
  earlierNumbers: [earlierNumber],
  txId,
  approval: { version: '2026-1', time: new Date('2026-11-22T10:00:00Z') },
  wishedAges: [65, 67],
}

export const expected: ExpectedAnswer = {
  provider: providerEntry,
  receiver: portalNumber,
  txId,
  asked,
  earlierNumbers: [earlierNumber],
}

export const arrival: Arrival = { now: new Date('2026-11-22T10:00:02Z'), isRevoked: () => false }

export const transfer = {
  sender: providerNumber,
  receiver: portalNumber,
  txId,
  created: new Date('2026-11-22T10:00:01Z'),
}

/** The header of an answer to `question`. */
export const answerHeader: SsekHeader = {
  senderId: providerNumber,
  receiverId: portalNumber,
  txId,
  asynchMethod: null,
}

export const original = (text: string | Uint8Array): Original => ({
  bytes: Buffer.from(text),
  contentType: 'text/xml; charset=utf-8',
})

/** A body as the answer to `question`, in its envelope. */
export const answerWith = (bodyXml: Xml, header: SsekHeader | null = answerHeader): Original =>
  original(writeEnvelope({ header, bodyXml }))

/** The same contracts in each version of MIS. */
export const misVersions = ['mis-1.6', 'mis-2.0'] as const
export const misMessage = (
  vocabulary: (typeof misVersions)[number],
  holdings: readonly ContractHolding[],
  number: PersonalNumber = asked,
): Xml => {
  const message = { ...transfer, person: { number, name: secretName, earlierNumber }, holdings }
  return vocabulary === 'mis-1.6' ? encodeMis16(message) : encodeMislife(message)
}

export const mislife = (holdings: readonly ContractHolding[], number: PersonalNumber = asked): Xml =>
  misMessage('mis-2.0', holdings, number)

/** A holding as plain data, decimals as text, for comparison. */
export const plain = (holding: Holding): unknown => JSON.parse(holdingToText(holding))
