/** A contract drawn from its capital: saved to the start, spread from there. */
import type { Read } from '../explanation/steps.ts'
import { ageInText, durationInText, monthInText, restOnProjectedLaw, stepOf } from '../explanation/steps.ts'
import type { Age } from '../model/age.ts'
import type { ContractHolding } from '../model/holding.ts'
import { Dec, kronor, kronorPerMonth, kronorPerYear } from '../model/quantity.ts'
import { toOre } from '../model/rounding.ts'
import type { YearMonth } from '../model/year-month.ts'
import { formatYearMonth, isoDateOf, nearestMonthStart } from '../model/year-month.ts'
import type { Saving, SavingPath } from '../rules/avtal/index.ts'
import { capitalAtStart, capitalInDoubles, inDoubles } from '../rules/avtal/index.ts'
import { calculatePayout, payoutFactor } from '../rules/payout/index.ts'
import type { Calculation, Drawing, LaterPayout } from './contract-calculation.ts'
import { contractPayout, payoutCodes, sharesByJanuary } from './contract-payout.ts'
import type { ContractPremiums } from './contract-premiums.ts'
import type { Market } from './market.ts'
import type { Basis } from './prepared.ts'
import type { AssumptionCode, Step } from './types.ts'

type When = Pick<Drawing, 'month' | 'work'>

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
  const { known, lastMonth } = basis
  const { birthDate } = known.person
  const { value: payout, figures: payoutFigures } = contractPayout(contract, outcome, basis)
  const { market, fees, tax, cover, rate, terms, growthAt } = payout
  const figures = [...payoutFigures, ...(premiums?.figures ?? [])]
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
      sharesByJanuary(payout, {
        ...drawing,
        set: drawing.month,
        months: drawing.duration === 'lifelong' ? lastMonth - drawing.month + 1 : drawing.duration.months,
      }),
    later,
    calculatedBy: () => (fees.assumed ? 'standard-assumptions' : 'provider-values'),
    assumptions: (drawing) => {
      const drawnLater: readonly AssumptionCode[] = later(drawing) === null ? [] : ['premiums-after-start-drawn-later']
      return ['return-1.9', ...(premiums?.value.assumptions ?? []), ...drawnLater, ...payoutCodes(payout)]
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
          payoutFigures,
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
