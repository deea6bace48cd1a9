import type { OverviewView } from '#server/services/api.ts'
import { useWords } from '../texts/words.ts'
import { SourceCountText } from './source-count.tsx'

export interface RestsOnProps {
  readonly of: Pick<OverviewView, 'count' | 'oldestFigures'> & { readonly collectionUnderWay?: boolean | undefined }
}

/** At a total that somebody else than its owner reads: how many sources, how old, and that it is no promise. */
export function RestsOn({ of: { count, oldestFigures, collectionUnderWay } }: RestsOnProps) {
  const { t, words } = useWords()
  return (
    <>
      <ul className="honesty">
        <li>
          <SourceCountText count={count} />
        </li>
        {oldestFigures === null ? null : <li>{t('overview.oldest', { day: words.day(oldestFigures) })}</li>}
        <li>{t('overview.todaysMoney')}</li>
        <li>{t('overview.promise')}</li>
      </ul>
      {collectionUnderWay === true ? <p>{t('overview.underWay')}</p> : null}
    </>
  )
}
