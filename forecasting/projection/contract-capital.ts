/** A contract drawn from its capital: saved to the start, spread from there. */
import type { Read } from '../explanation/steps.ts'
import { ageInText, durationInText, monthInText, reading, restOnProjectedLaw, stepOf } from '../explanation/steps.ts'
import type { Age } from '../model/age.ts'
import type { ContractHolding } from '../model/holding.ts'
import type { Share } from '../model/quantity.ts'
import { Dec, kronor, kronorPerMonth, kronorPerYear, share } from '../model/quantity.ts'
import { toOre } from '../model/rounding.ts'
import type { YearMonth } from '../model/year-month.ts'
import { formatYearMonth, isoDateOf, nearestMonthStart } from '../model/year-month.ts'
import { avkastningsskattKapitalforsakring } from '../parameters/avkastningsskatt-kapitalforsakring.ts'
import { avkastningsskatt } from '../parameters/avkastningsskatt.ts'
import { standardprognosranta } from '../parameters/standardprognosranta.ts'
import type { ContractFees, Saving, SavingPath } from '../rules/avtal/index.ts'
import {
  capitalAtStart,
  capitalInDoubles,
  feesOf,
  inDoubles,
  monthlyGrowth,
  aterbetalningsskyddOf,
} from '../rules/avtal/index.ts'
import {
  calculatePayout,
  netRate,
  payoutFactor,
  payoutTerms,
  publishedPrognosranta,
  recomputedShares,
} from '../rules/payout/index.ts'
import type { Calculation, Drawing, LaterPayout } from './contract-calculation.ts'
import { monthsToJanuary } from './contract-calculation.ts'
import type { ContractPremiums } from './contract-premiums.ts'
import { Market } from './market.ts'
import type { Basis } from './prepared.ts'
import type { AssumptionCode, Step } from './types.ts'

type When = Pick<Drawing, 'month' | 'work'>

const isInFunds = ({ forvaltningsform }: ContractHolding): boolean =>
  forvaltningsform === 'fond' || forvaltningsform === 'deposition'

/** A payout from funds without a published rate is spread by the return they are expected to give: it stays level. */
function payoutRate(
  contract: ContractHolding,
  { fees, tax, expected }: { readonly fees: ContractFees; readonly tax: Share; readonly expected: Share },
  { known, law }: Basis,
): { readonly rate: Share; readonly published: boolean } {
  const provider = contract.identity.insurerOrganisationNumber
  const published = publishedPrognosranta(provider, known.today, law)
  if (published === null && isInFunds(contract))
    return { rate: share(expected.minus(tax).minus(fees.ofCapital)), published: false }
  const prognosranta = published ?? law.value(standardprognosranta, known.today)
  return { rate: netRate({ prognosranta, fee: fees.ofCapital, tax }), published: published !== null }
}

function readTerms(contract: ContractHolding, market: Market, basis: Basis) {
  const { known, law, birthYear } = basis
  const { today } = known
  const fees = feesOf(contract, today, law)
  const tax = law.value(contract.skatteklass === 'K' ? avkastningsskattKapitalforsakring : avkastningsskatt, today)
  const cover = aterbetalningsskyddOf(contract, today, law)
  const { rate, published } = payoutRate(contract, { fees, tax, expected: market.expected }, basis)
  const terms = payoutTerms({ birthYear, aterbetalningsskydd: cover.covered, rate, today }, law)
  return { fees, tax, cover, rate, published, terms }
}

/**
 * @param capital as it is reported
 * @param premiums from `contractPremiums`
 */
export function calculationFromCapital(
  contract: ContractHolding,
  capital: Exclude<ContractHolding['capital'], 'not-reported'>,
  premiums: Read<ContractPremiums> | null,
  outcome: Market['outcome'],
  basis: Basis,
): Calculation {
  const { known, law, lastMonth } = basis
  const { birthDate } = known.person
  const read = reading(law, () => {
    const market = new Market(outcome, known.today, law)
    return { market, ...readTerms(contract, market, basis) }
  })
  const { market, fees, tax, cover, rate, published, terms } = read.value
  const figures = [...read.figures, ...(premiums?.figures ?? [])]
  const saving: Saving = {
    capital,
    fees,
    birthDate,
    mortality: cover.covered ? null : terms.mortality,
  }
  const asDoubles = inDoubles(saving)
  const guarantee =
    contract.forvaltningsform === 'traditionell' && contract.guaranteedCapital !== 'not-reported'
      ? contract.guaranteedCapital.value
      : null
  const guaranteeInDoubles = guarantee?.toNumber() ?? 0

  const growthAt = (yearly: number): number => monthlyGrowth(new Dec(yearly).minus(tax).minus(fees.ofCapital))
  const expectedGrowth = growthAt(market.expected.toNumber())
  const meanTo = (month: YearMonth): number => market.meanOf(nearestMonthStart(capital.date), month)
  const growthTo = (month: YearMonth): number => (outcome === 'expected' ? expectedGrowth : growthAt(meanTo(month)))

  const pathOf = ({ month, work }: When): SavingPath & { readonly yearly: readonly number[] } => {
    const paid = premiums?.value.on(work)
    return {
      premiums: paid?.spans ?? [],
      yearly: paid?.yearly ?? [],
      until: paid?.until ?? month,
      start: month,
      monthly: growthTo(month),
    }
  }
  const capitalAt = (drawing: When) => kronor(Dec.max(capitalAtStart(saving, pathOf(drawing)), guarantee ?? 0))
  let last: { readonly month: YearMonth; readonly work: Drawing['work']; readonly capital: number } | null = null
  const capitalFast = (drawing: Drawing): number => {
    const { month, work } = drawing
    if (last?.month !== month || last.work !== work) {
      const path = pathOf(drawing)
      last = { month, work, capital: Math.max(guaranteeInDoubles, capitalInDoubles(asDoubles, path, path.yearly)) }
    }
    return last.capital
  }
  const level = !isInFunds(contract) || (outcome === 'expected' && monthlyGrowth(rate) === expectedGrowth)
  const later = ({ at, month, duration, work }: Drawing): LaterPayout | null => {
    const paid = premiums?.value.on(work)
    const spans = (paid?.spans ?? []).flatMap(({ from, to, yearly }) => {
      const [first, after] = [Math.max(from, month), Math.min(to, paid?.until ?? to)] as [YearMonth, YearMonth]
      return first < after ? [{ from: first, to: after, yearly }] : []
    })
    const end = spans.at(-1)?.to
    if (end === undefined) return null
    const begun: Saving = {
      ...saving,
      capital: { value: kronor(0), date: isoDateOf(`${formatYearMonth(month)}-01`) },
      // The contract's own fee is taken from the first payout.
      fees: { ...fees, fixed: kronorPerYear(0) },
    }
    const saved = capitalAtStart(begun, { premiums: spans, until: end, start: end, monthly: growthTo(end) })
    const start = (at + (end - month)) as Age
    return { at: start, month: end, capital: saved, amount: calculatePayout(saved, terms, { at: start, duration }) }
  }

  return {
    terms,
    saved: (month, work) => capitalAt({ month, work }),
    paidIn: (month, work) => {
      const { premiums: spans, until } = pathOf({ month, work })
      const begins = nearestMonthStart(capital.date)
      const yearly = spans.reduce((sum, span) => {
        const months = Math.min(span.to, until, month) - Math.max(span.from, begins)
        return months > 0 ? sum.plus(span.yearly.times(months)) : sum
      }, new Dec(0))
      return kronor(yearly.div(12))
    },
    growsByWork: premiums !== null,
    restsOnProjectedLaw: restOnProjectedLaw([{ figures }]),
    exact: (drawing) => capitalAt(drawing).div(new Dec(payoutFactor(terms, drawing) * 12)),
    inDoubles: (drawing) => capitalFast(drawing) / (payoutFactor(terms, drawing) * 12),
    guaranteed: (drawing) => (guarantee === null ? null : calculatePayout(guarantee, terms, drawing)),
    shares: (drawing) =>
      level
        ? [1]
        : recomputedShares({
            terms,
            start: drawing,
            toJanuary: monthsToJanuary(drawing.month),
            months: drawing.duration === 'lifelong' ? lastMonth - drawing.month : drawing.duration.months,
            growthAt: (elapsed) => {
              const years = market.yearsTo(drawing.month) + elapsed / 12
              return growthAt(market.between(years, years + 1))
            },
          }),
    later,
    calculatedBy: () => (fees.assumed ? 'standard-assumptions' : 'provider-values'),
    assumptions: (drawing) => {
      const codes: (AssumptionCode | false)[] = [
        'return-1.9',
        ...(premiums?.value.assumptions ?? []),
        later(drawing) !== null && 'premiums-after-start-drawn-later',
        fees.assumed && 'default-fee',
        !published && 'default-payout-rate',
        cover.from === 'agreement' && 'repayment-cover-by-agreement',
        cover.from === 'assumed' && 'no-repayment-cover',
        outcome === 'low' && 'market-low',
        outcome === 'high' && 'market-high',
      ]
      return codes.filter((code) => code !== false)
    },
    steps: (drawing, amount) => {
      const saved = capitalAt(drawing)
      const path = pathOf(drawing)
      const second = later(drawing)
      const paid = path.premiums.map(({ from, to, yearly }) => {
        const end = Math.min(to, path.until, path.start) as YearMonth
        return from < end ? `${toOre(yearly).toFixed()} ${monthInText(from)}–${monthInText(end)}` : ''
      })
      return [
        stepOf(
          'avtal.capital-at-start',
          {
            capital: capital.value,
            date: capital.date,
            premiumsPerYear: paid.filter((span) => span !== '').join('; '),
            feeOfCapital: fees.ofCapital,
            feeOfPremium: fees.ofPremium,
            fixedFeePerYear: fees.fixed,
            yieldTax: tax,
            market: outcome,
            return: outcome === 'expected' ? market.expected : meanTo(drawing.month),
            inheritanceGains: !cover.covered,
            ...(guarantee && { guaranteed: guarantee }),
            start: monthInText(drawing.month),
          },
          saved,
          figures,
        ),
        stepOf(
          'payout',
          {
            capital: saved,
            at: ageInText(drawing.at),
            duration: durationInText(drawing.duration),
            rate,
            aterbetalningsskydd: cover.covered,
          },
          amount,
          read.figures,
        ),
        ...(second === null ? [] : [laterStep(second)]),
      ]
    },
  }
}

const laterStep = ({ at, month, capital, amount }: LaterPayout): Step =>
  stepOf('payout.later-premiums', { capital, at: ageInText(at), start: monthInText(month) }, amount, [])

/** For rounding once: whole öre, halves up. */
export const inOre = (amount: Dec) => kronorPerMonth(toOre(amount))
