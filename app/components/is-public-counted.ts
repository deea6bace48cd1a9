import type { YearColumn } from '#server/services/api.ts'

/** Whether the public pension, for most the larger part, has a part in any year. */
export const isPublicCounted = (years: readonly YearColumn[]): boolean =>
  years.some(({ parts }) => parts.some(({ pillar, monthly }) => pillar === 'allman-pension' && monthly > 0))
