/** Generated holdings, messages' parties and persons, for tests that go round: encode, then decode. */
import fc from 'fast-check'
import type { Age } from '#forecasting/model/age.ts'
import { age } from '#forecasting/model/age.ts'
import type {
  ContractHolding,
  Dated,
  Fee,
  NotReported,
  Party,
  PaymentPeriod,
  PayoutDuration,
  Premium,
  ProviderForecast,
  PublicHolding,
  PublicPayment,
  Reported,
} from '#forecasting/model/holding.ts'
import { kollektivavtal } from '#forecasting/model/holding.ts'
import type { Quantity } from '#forecasting/model/quantity.ts'
import { kronor, kronorPerMonth, kronorPerYear, share } from '#forecasting/model/quantity.ts'
import type { IsoDate } from '#forecasting/model/year-month.ts'
import { isoDateOf } from '#forecasting/model/year-month.ts'
import { feesInOrder } from '../mis/decode.ts'
import { checkDigit, PersonalNumber } from '../personal-number.ts'

const reported = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<Reported<T>> =>
  fc.oneof({ weight: 3, arbitrary: value }, { weight: 1, arbitrary: fc.constant<NotReported>('not-reported') })

const digits = (count: number): fc.Arbitrary<string> =>
  fc.stringMatching(new RegExp(`^[0-9]{${count}}$`)).filter((text) => text.length === count)

const organisationNumbers = digits(10).map((text) => `16${text}`)

/** Every character that XML allows, markup and å, ä, ö among them; white space single, as xs:token has it. */
const text = (maximum: number): fc.Arbitrary<string> =>
  fc
    .oneof(
      fc.constantFrom('Åsa Öström-Lindqvist', 'Söner & Co <AB>', `"citat" 'apostrof' ]]>`, '&amp; &#x26;'),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: Math.floor(maximum / 8) }),
    )
    .map((value) => value.replace(/\s+/gu, ' ').trim())
    .filter((value) => value.length > 0 && value.length <= maximum)

const money = <U extends string>(unit: (value: string) => Quantity<U>): fc.Arbitrary<Quantity<U>> =>
  fc
    .record({ whole: fc.bigInt({ min: 0n, max: 999_999_999_999n }), part: fc.constantFrom('', '.5', '.05', '.9999') })
    .map(({ whole, part }) => unit(`${whole}${part}`))

const shares = fc
  .integer({ min: 0, max: 9_999_999 })
  .map((value) => share(value).div(10_000_000).toFixed())
  .map((value) => share(value))

const dates: fc.Arbitrary<IsoDate> = fc
  .integer({ min: -25_000, max: 80_000 })
  .map((day) => isoDateOf(new Date(day * 86_400_000).toISOString().slice(0, 10)))

const dated = <U extends string>(unit: (value: string) => Quantity<U>): fc.Arbitrary<Dated<Quantity<U>>> =>
  fc.record({ value: money(unit), date: dates })

const ages: fc.Arbitrary<Age> = fc.integer({ min: 50 * 12, max: 85 * 12 }).map((months) => age(0, months))

const durations: fc.Arbitrary<PayoutDuration> = fc.oneof(
  fc.constant('lifelong' as const),
  fc.record({ months: fc.integer({ min: 1, max: 480 }) }),
)

const parties: fc.Arbitrary<Party> = fc.record({
  name: reported(text(200)),
  organisationNumber: reported(organisationNumbers),
})

const paymentPeriods: fc.Arbitrary<PaymentPeriod> = fc.record({
  from: dates,
  to: fc.oneof(fc.constant('lifelong' as const), dates),
  amount: money(kronorPerMonth),
  state: fc.constantFrom('planned', 'running', 'paused', 'ended'),
})

const premiums: fc.Arbitrary<Premium> = fc.record({
  amount: money(kronor),
  interval: fc.constantFrom('month', 'quarter', 'half-year', 'year', 'single'),
  paidUntil: reported(dates),
})

const feeAmounts: fc.Arbitrary<Fee['amount']> = fc.oneof(
  fc.record({ variable: shares }),
  fc.record({ fixed: money(kronorPerYear) }),
)

const fees: fc.Arbitrary<Fee> = fc.record({
  kind: fc.constantFrom('administration', 'management', 'premium'),
  applies: fc.constantFrom('fund', 'traditional', 'contract'),
  amount: feeAmounts,
})

/** In the order that decoded answers have them in. */
const feeLists = fc.array(fees, { maxLength: 4 }).map(feesInOrder)

const forecasts: fc.Arbitrary<ProviderForecast> = fc.record({
  age: ages,
  duration: durations,
  amount: money(kronorPerMonth),
  basis: fc.constantFrom('standard', 'own'),
  prices: fc.constantFrom('fixed', 'nominal'),
  returnPerYear: reported(fc.tuple(shares, fc.boolean()).map(([rate, down]) => (down ? share(rate.neg()) : rate))),
  premiums: fc.constantFrom('continue', 'paid-up'),
  tax: fc.constantFrom('before', 'after'),
  date: dates,
})

const identities = fc.record({ insurerOrganisationNumber: organisationNumbers, contractNumber: text(64) })

const insurerOf = (insurerOrganisationNumber: string): fc.Arbitrary<Party> =>
  fc.record({ name: reported(text(200)), organisationNumber: fc.constant(insurerOrganisationNumber) })

export const contractHoldings: fc.Arbitrary<ContractHolding> = identities.chain((identity) =>
  fc.record<ContractHolding>({
    kind: fc.constant('avtal'),
    identity: fc.constant(identity),
    earlierContractNumber: reported(text(64)),
    underlyingContractNumber: reported(text(64)),
    insurer: insurerOf(identity.insurerOrganisationNumber),
    policyholder: reported(parties),
    pledgee: reported(parties),
    selectionCentre: reported(parties),
    underEarlierNumber: fc.boolean(),
    productName: reported(text(200)),
    businessType: reported(text(200)),
    kollektivavtal: reported(fc.constantFrom(...kollektivavtal, 'none' as const)),
    skatteklass: reported(fc.constantFrom('T', 'P', 'K')),
    formanstyp: reported(fc.constantFrom('premiebestamd', 'formansbestamd')),
    forvaltningsform: reported(fc.constantFrom('traditionell', 'fond', 'deposition')),
    capital: reported(dated(kronor)),
    guaranteedCapital: reported(dated(kronor)),
    earnedBenefit: reported(dated(kronorPerMonth)),
    payments: fc.array(paymentPeriods, { maxLength: 3 }),
    payoutTerms: fc.record({
      earliestAge: reported(ages),
      latestAge: reported(ages),
      agreedAge: reported(ages),
      durations: reported(fc.array(durations, { maxLength: 4 })),
    }),
    premium: reported(premiums),
    totalPremiumsPaid: reported(dated(kronor)),
    reportedSalary: reported(dated(kronorPerYear)),
    serviceTimes: reported(
      fc.record({ monthsUnder: fc.integer({ min: 0, max: 600 }), monthsOver: fc.integer({ min: 0, max: 600 }) }),
    ),
    fees: reported(feeLists),
    aterbetalningsskydd: reported(fc.boolean()),
    survivorsPension: reported(fc.boolean()),
    familyCover: reported(fc.boolean()),
    beneficiariesNamed: reported(fc.boolean()),
    forecasts: fc.array(forecasts, { maxLength: 3 }),
    forecastMissing: reported(fc.constantFrom('in-payment', 'not-offered', 'too-young', 'under-calculation', 'other')),
    unknownCodes: fc.constant([]),
  }),
)

const publicPayments: fc.Arbitrary<PublicPayment> = fc
  .tuple(
    paymentPeriods,
    fc.record({
      component: fc.constantFrom('inkomstpension', 'premiepension', 'tillaggspension', 'garantipension'),
      shareDrawn: fc.constantFrom('0.25', '0.5', '0.75', '1').map((value) => share(value)),
    }),
  )
  .map(([period, rest]) => ({ ...period, ...rest }))

export const publicHoldings: fc.Arbitrary<PublicHolding> = identities.chain((identity) =>
  fc.record<PublicHolding>({
    kind: fc.constant('allman-pension'),
    identity: fc.constant(identity),
    insurer: insurerOf(identity.insurerOrganisationNumber),
    underEarlierNumber: fc.boolean(),
    inkomstpensionBalance: reported(dated(kronor)),
    premiepensionBalance: reported(dated(kronor)),
    premiepensionFunds: fc.array(fc.record({ name: text(200), value: money(kronor), fee: reported(shares) }), {
      maxLength: 3,
    }),
    rights: fc.array(
      fc.record({
        incomeYear: fc.integer({ min: 1960, max: 2040 }),
        pgi: money(kronorPerYear),
        pgb: fc.array(
          fc.record({
            kind: fc.constantFrom('barnar', 'studier', 'plikttjanst', 'sjukersattning'),
            amount: money(kronorPerYear),
          }),
          { maxLength: 3 },
        ),
        inkomstpension: money(kronorPerYear),
        premiepension: money(kronorPerYear),
        status: fc.constantFrom('decided', 'preliminary'),
      }),
      { maxLength: 4 },
    ),
    tillaggspension: reported(dated(kronorPerMonth)),
    payments: fc.array(publicPayments, { maxLength: 3 }),
    forecasts: fc.array(forecasts, { maxLength: 3 }),
    residenceYears: reported(fc.integer({ min: 0, max: 90 })),
    unknownCodes: fc.constant([]),
  }),
)

/** Numbers of the tax agency's test series: birth number 238 or 239. */
export const testNumbers: fc.Arbitrary<PersonalNumber> = fc
  .record({ birthDate: fc.integer({ min: -7000, max: 12_000 }), birthNumber: fc.constantFrom('238', '239') })
  .map(({ birthDate, birthNumber }) => {
    const day = new Date(birthDate * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '')
    return PersonalNumber.parse(`${day}${birthNumber}${checkDigit(`${day.slice(2)}${birthNumber}`)}`)
  })
  .filter((number) => number !== null)
