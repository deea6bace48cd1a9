import type { OverviewView } from '#server/services/api.ts'

/** Nothing that is known gives an amount in any month: never told as zero. */
export const givesNothing = ({ monthly, years }: Pick<OverviewView, 'monthly' | 'years'>): boolean =>
  monthly === 0 && years.every(({ total }) => total === 0)
