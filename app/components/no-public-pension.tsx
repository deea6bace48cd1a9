import type { PillarCode, YearColumn } from '#server/services/api.ts'
import { useWords } from '../texts/words.ts'
import { isPublicCounted } from './is-public-counted.ts'

export interface NoPublicPensionProps {
  readonly years: readonly YearColumn[]
  /** Whether a source has reported one at all. */
  readonly reported: boolean
}

export const isPublicIn = (held: readonly { readonly pillar: PillarCode }[]): boolean =>
  held.some(({ pillar }) => pillar === 'allman-pension')

/** Beside an amount that the public pension, for most the larger part, is no part of. */
export function NoPublicPension({ years, reported }: NoPublicPensionProps) {
  return isPublicCounted(years) ? null : <PublicLeftOut reported={reported} />
}

/** Why the public pension is left out of an amount. */
export function PublicLeftOut({ reported }: Pick<NoPublicPensionProps, 'reported'>) {
  const { t } = useWords()
  return <p className="under-way">{t(reported ? 'overview.publicNotCounted' : 'overview.publicNotReported')}</p>
}
