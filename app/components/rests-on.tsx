import type { ReactNode } from 'react'
import type { OverviewView, Standing } from '#server/services/api.ts'
import { useWords } from '../texts/words.ts'
import { PublicLeftOut } from './no-public-pension.tsx'
import { SourceCountText } from './source-count.tsx'

export interface RestsOnProps {
  readonly of: Pick<OverviewView, 'count' | 'oldestFigures'> & { readonly collectionUnderWay?: boolean | undefined }
}

/** At a total that somebody else than its owner reads: how many sources, how old, and that it is no promise. */
export function RestsOn({ of }: RestsOnProps) {
  const { t } = useWords()
  return (
    <>
      <Sources of={of}>
        <li>{t('overview.todaysMoney')}</li>
        <li>{t('overview.promise')}</li>
      </Sources>
      {of.collectionUnderWay === true ? <p>{t('overview.underWay')}</p> : null}
    </>
  )
}

export interface SourcesProps {
  readonly of: Pick<Standing, 'count' | 'oldestFigures'>
  readonly children?: ReactNode
}

/** At every total: how many sources, and how old; then what else is said of it. */
export function Sources({ of: { count, oldestFigures }, children }: SourcesProps) {
  const { t, words } = useWords()
  return (
    <ul className="honesty">
      <li>
        <SourceCountText count={count} />
      </li>
      {oldestFigures === null ? null : <li>{t('overview.oldest', { day: words.day(oldestFigures) })}</li>}
      {children}
    </ul>
  )
}

export interface StandingTextProps {
  readonly of: Standing
  /** Families that the total has a part of. */
  readonly families: readonly { readonly pillar: string }[]
}

/** The same, and that the public pension, for most the larger part, is no part of the total. */
export function StandingText({ of, families }: StandingTextProps) {
  const isPublicCounted = families.some(({ pillar }) => pillar === 'allman-pension')
  return (
    <>
      <Sources of={of} />
      {isPublicCounted || families.length === 0 ? null : <PublicLeftOut reported={of.publicReported} />}
    </>
  )
}
