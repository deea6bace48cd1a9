/** Made-up savers, providers and holdings for tests. */
import { createHash } from 'node:crypto'
import type { ContractHolding } from '#forecasting/model/holding.ts'
import { unreportedContract } from '#forecasting/model/holding.ts'
import { kronor } from '#forecasting/model/quantity.ts'
import { isoDateOf } from '#forecasting/model/year-month.ts'
import type { ArrivedAnswer, ProviderEntry } from '#providers/pension-source.ts'
import { checkDigit, PersonalNumber } from '#providers/personal-number.ts'
import type { Database } from '#server/db/database.ts'
import { findOrCreateSaver } from '#server/db/savers.ts'

let numbersGiven = 0

/** A number of the test series (birth number 238 or 239): each of some 47,000 once, birth years from 1930 to 1999 mixed. */
export function anyNumber(): PersonalNumber {
  return testNumber(numbersGiven++, { firstYear: 30, years: 70 })
}

/** As `anyNumber`, born 1970 to 1979: at an age at which there is a choice left. */
export function anyNumberOfTheSeventies(): PersonalNumber {
  return testNumber(numbersGiven++, { firstYear: 70, years: 10 })
}

/** The number at a place in a row of all that there are of these birth years, no two alike. */
function testNumber(place: number, { firstYear, years }: { firstYear: number; years: number }): PersonalNumber {
  // A step that has no factor in common with the row's length comes by every place once.
  let left = (place * 8191) % (years * 12 * 28 * 2)
  const next = (count: number): number => {
    const one = left % count
    left = (left - one) / count
    return one
  }
  const two = (part: number) => String(part).padStart(2, '0')
  const nine = `${two(firstYear + next(years))}${two(1 + next(12))}${two(1 + next(28))}23${8 + next(2)}`
  const number = PersonalNumber.parse(`19${nine}${checkDigit(nine)}`)
  if (number === null) throw new Error('Not a number that can exist')
  return number
}

export async function anySaver(db: Database, name = 'Åsa Öström-Lindqvist'): Promise<string> {
  for (;;) {
    const { saverId, created } = await findOrCreateSaver(db, { number: anyNumber(), name })
    if (created) return saverId
  }
}

/** An organisation number of the provider's own: "16" and ten digits that follow from its name. */
const organisationNumberOf = (id: string): string =>
  `16${String(createHash('sha256').update(id).digest().readUIntBE(0, 4)).padStart(10, '0')}`

export const providerEntry = (id: string, changes: Partial<ProviderEntry> = {}): ProviderEntry => ({
  id,
  name: `Försäkring ${id}`,
  organisationNumber: organisationNumberOf(id),
  kind: 'insurer',
  endpoint: 'https://127.0.0.1:33100/ssek',
  vocabulary: 'mis-2.0',
  adapter: 'none',
  flow: 'sync',
  connected: true,
  concurrency: 3,
  questionsPerSecond: null,
  resendAllowed: true,
  deadlineSeconds: 60,
  acceptsPlans: true,
  maintenance: [],
  messageSecurity: 'none',
  certificates: [],
  ...changes,
})

export const contractHolding = (contractNumber: string, changes: Partial<ContractHolding> = {}): ContractHolding => ({
  ...unreportedContract,
  identity: { insurerOrganisationNumber: '165560001234', contractNumber },
  insurer: { name: 'Nordfjäll Liv', organisationNumber: '165560001234' },
  productName: 'ITP 1 Traditionell',
  kollektivavtal: 'ITP1',
  skatteklass: 'T',
  formanstyp: 'premiebestamd',
  forvaltningsform: 'traditionell',
  capital: { value: kronor('1234567.10'), date: isoDateOf('2026-10-31') },
  ...changes,
})

const original = (text: string) => ({ bytes: Buffer.from(text, 'utf8'), contentType: 'text/xml' })

export const answered = (...contractNumbers: readonly [string, ...string[]]): ArrivedAnswer => {
  const [first, ...rest] = contractNumbers
  return {
    kind: 'answered',
    holdings: [contractHolding(first), ...rest.map((contractNumber) => contractHolding(contractNumber))],
    original: original(`<mislife avtal="${contractNumbers.join(' ')}"/>`),
  }
}

export const nothingHeld: ArrivedAnswer = { kind: 'nothing-held', original: original('<mislife/>') }
