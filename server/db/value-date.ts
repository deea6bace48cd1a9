import type { Holding } from '#forecasting/model/holding.ts'
import type { IsoDate } from '#forecasting/model/year-month.ts'

/** The day that the figure shown for a holding holds for: of a defined benefit what it gives, of all else what is saved. */
export function valueDateOf(holding: Holding): IsoDate | null {
  if (holding.kind === 'allman-pension')
    return firstDate([holding.inkomstpensionBalance, holding.premiepensionBalance, holding.tillaggspension])
  const { capital, earnedBenefit, formanstyp } = holding
  return firstDate(formanstyp === 'formansbestamd' ? [earnedBenefit, capital] : [capital, earnedBenefit])
}

function firstDate(figures: readonly ('not-reported' | { readonly date: IsoDate })[]): IsoDate | null {
  return figures.find((figure) => figure !== 'not-reported')?.date ?? null
}
