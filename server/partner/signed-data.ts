/**
 * The overview as a partner with pages of its own gets it: the same figures as in the portal, with their date, their
 * sources and what they take for granted, in a form that cannot be changed on the way.
 */
import { z } from 'zod'
import type { OverviewWithSources } from '#server/services/overview/service.ts'

/** How long after it was signed it may be shown as today's. Seconds. */
const signedDataSeconds = 300

const amount = z.int().min(0).describe('Whole kronor per month before tax, in the value of money today')
const amountAfterTax = z.int().min(0).describe('Whole kronor per month after tax, in the value of money today')
const month = z.string().regex(/^\d{4}-\d{2}$/)
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const pillar = z.enum(['allman-pension', 'tjanstepension', 'privat-sparande', 'eget'])

/** What is signed. Amounts of forecasts are in whole hundreds. */
export const signedDataShape = z
  .strictObject({
    iss: z.url().describe('The portal that has signed it'),
    aud: z.string().describe('The client id of the partner that it is for'),
    iat: z.int().describe('When it was signed, seconds since 1970'),
    exp: z.int().describe('Not to be shown as current after this'),
    customerAssertion: z.string().describe('jti of the customer assertion that it answers'),
    format: z.literal('1'),
    dataDate: day.nullable().describe('The day of the oldest figure; null where there is none'),
    sources: z.strictObject({
      answered: z.int().min(0).describe('x: answered within 30 days'),
      of: z.int().min(0).describe('y: all registered'),
      older: z.int().min(0).describe('Shown with answers older than 30 days'),
      states: z.array(z.strictObject({ id: z.string(), name: z.string(), state: z.string() })),
    }),
    collectionUnderWay: z.boolean(),
    retirementAge: z.int().describe('Completed months of age that the forecast is for'),
    firstMonth: month,
    monthly: amount,
    monthlyAfterTax: amountAfterTax.nullable().describe('Estimated; null where no Swedish tax is calculated'),
    lowerTax: z
      .strictObject({ monthlyAfterTax: amountAfterTax, from: month })
      .nullable()
      .describe('What the same pension leaves once the tax is lower for age; to be shown beside monthlyAfterTax'),
    byPillar: z
      .array(z.strictObject({ pillar, monthly: amount }))
      .describe('Adds up to monthly; eget: what the saver has added'),
    years: z.array(
      z.strictObject({ age: z.int(), months: z.int().min(1).max(12), monthly: amount }).describe('A year of life'),
    ),
    contracts: z
      .array(
        z.strictObject({
          name: z.string(),
          provider: z.string(),
          pillar,
          capital: z.int().nullable().describe('Whole kronor; never to be added to earnedMonthly'),
          earnedMonthly: z.int().nullable(),
          valueDate: day.nullable(),
          calculatedBy: z
            .enum(['in-payment', 'provider-forecast', 'provider-values', 'standard-assumptions', 'own-entry'])
            .nullable(),
          payments: z.array(
            z.strictObject({ monthly: amount, from: month, to: month.nullable().describe('null: for life') }),
          ),
        }),
      )
      .describe(
        'What sources report, each amount rounded by itself; monthly counts what the saver has added, and premiums that an agreement is taken to go on giving, too',
      ),
    assumptions: z.array(z.string()).describe('Codes of what is taken for granted'),
    restsOnProjectedLaw: z.boolean(),
    promise: z.literal(false).describe('A forecast is no promise, and must be shown as none'),
  })
  .describe('A pension overview signed for a partner')
export type SignedData = z.output<typeof signedDataShape>

export const signedDataSchema = (): object => z.toJSONSchema(signedDataShape)

export function signedDataOf(
  { overview, sources }: OverviewWithSources,
  about: { readonly issuer: string; readonly audience: string; readonly customerAssertion: string; readonly now: Date },
): SignedData {
  const iat = Math.floor(about.now.getTime() / 1000)
  const { count, age } = overview
  const lowerTax = overview.afterTax?.lowerTax ?? null
  return {
    iss: about.issuer,
    aud: about.audience,
    iat,
    exp: iat + signedDataSeconds,
    customerAssertion: about.customerAssertion,
    format: '1',
    dataDate: overview.oldestFigures,
    sources: {
      answered: count.answered,
      of: count.of,
      older: count.older,
      states: sources.map(({ providerId, name, word }) => ({ id: providerId, name, state: word })),
    },
    collectionUnderWay: overview.collectionUnderWay,
    retirementAge: age.chosen,
    firstMonth: overview.firstMonth,
    monthly: overview.monthly,
    monthlyAfterTax: overview.afterTax?.monthly ?? null,
    lowerTax: lowerTax && { monthlyAfterTax: lowerTax.monthly, from: lowerTax.from },
    byPillar: overview.byPillar.map(({ pillar: family, monthly }) => ({ pillar: family, monthly })),
    years: overview.years.map(({ age: year, months, total }) => ({ age: year, months, monthly: total })),
    contracts: overview.contracts
      .filter(({ status }) => status !== 'assumed')
      .map((contract) => ({
        name: contract.label,
        provider: contract.providerName,
        pillar: contract.pillar,
        capital: contract.capital,
        earnedMonthly: contract.earnedMonthly,
        valueDate: contract.valueDate,
        calculatedBy: contract.calculatedBy,
        payments: contract.payments.map(({ monthly, from, to }) => ({ monthly, from, to })),
      })),
    assumptions: [...overview.assumptions],
    restsOnProjectedLaw: overview.restsOnProjectedLaw,
    promise: false,
  }
}
