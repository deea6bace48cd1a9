/** People with as many contracts as asked for, for measuring: all that a forecast meets, in a fixed mixture. */
import type { Age } from '#forecasting/model/age.ts'
import { age } from '#forecasting/model/age.ts'
import type { ContractHolding, Kollektivavtal } from '#forecasting/model/holding.ts'
import { kronor, kronorPerMonth, kronorPerYear, share } from '#forecasting/model/quantity.ts'
import { isoDateOf } from '#forecasting/model/year-month.ts'
import type { Known } from '#forecasting/projection/types.ts'
import { benefitOf, capitalOf, contract, forecast, publicPension, right } from '#forecasting/testing/holdings.ts'

const agreements: readonly (Kollektivavtal | 'none')[] = [
  'ITP1',
  'ITPK',
  'SAF-LO',
  'AKAP-KR',
  'PA16-1',
  'none',
  'KAP-KL',
]
const durations = ['lifelong', ...[5, 10, 15, 20].map((years) => ({ months: years * 12 }))] as const

/** Every fourth with the provider's forecasts, every fifth in payment, every seventh a defined benefit; one earns on. */
function contractOf(index: number): ContractHolding {
  const kollektivavtal = agreements[index % agreements.length] ?? 'none'
  const common: Partial<ContractHolding> = {
    identity: { insurerOrganisationNumber: '165560001234', contractNumber: `C-${index}` },
    kollektivavtal,
    skatteklass: kollektivavtal === 'none' ? 'P' : 'T',
    payoutTerms: { earliestAge: age(55), latestAge: age(80), agreedAge: age(65), durations },
    fees: [{ kind: 'management', applies: 'contract', amount: { variable: share('0.004') } }],
    aterbetalningsskydd: index % 2 === 0,
    premium:
      index === 0 ? { amount: kronor(2_400), interval: 'month', paidUntil: isoDateOf('2026-10-31') } : 'not-reported',
    reportedSalary: index === 0 ? { value: kronorPerYear(520_000), date: isoDateOf('2026-01-31') } : 'not-reported',
  }
  if (index % 7 === 6) {
    return contract({
      ...common,
      kollektivavtal: 'KAP-KL',
      formanstyp: 'formansbestamd',
      earnedBenefit: benefitOf(900 + index * 10),
    })
  }
  if (index % 5 === 4) {
    return contract({
      ...common,
      payments: [
        {
          from: isoDateOf('2025-01-01'),
          to: isoDateOf('2034-12-31'),
          amount: kronorPerMonth(1_200 + index),
          state: 'running',
        },
      ],
    })
  }
  const ages: readonly Age[] = [age(55), ...Array.from({ length: 16 }, (_, i) => age(60 + i))]
  return contract({
    ...common,
    capital: capitalOf(90_000 + index * 13_750.25),
    forecasts: index % 4 === 3 ? ages.map((at) => forecast(at, 700 + (at - age(55)) * 4)) : [],
  })
}

export function personWith(contracts: number): Known {
  return {
    person: { birthDate: isoDateOf('1968-04-12'), municipality: '1480' },
    holdings: [
      {
        id: 'allman-pension',
        holding: publicPension({
          inkomstpensionBalance: capitalOf(2_150_000),
          premiepensionBalance: capitalOf('412350.50', '2026-10-31'),
          premiepensionFunds: [{ name: 'AP7 Såfa', value: kronor('412350.50'), fee: share('0.0005') }],
          rights: Array.from({ length: 34 }, (_, i) => right(2025 - i, 463_000 - i * 9_000)),
        }),
      },
      ...Array.from({ length: contracts }, (_, index) => ({ id: `c${index}`, holding: contractOf(index) })),
    ],
    today: isoDateOf('2026-11-22'),
  }
}
