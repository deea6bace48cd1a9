import type { ForecastAnswer } from '#server/services/api/forecast.ts'

/** Nothing that is known gives an amount in any month: never told as zero. */
export const givesNothing = ({ items }: Pick<ForecastAnswer, 'items'>): boolean =>
  items.every(({ payments }) => payments.length === 0)
