import type { OverviewView } from '#server/services/api.ts'
import { useAddress } from '../../components/realm.tsx'
import { Sources } from '../../components/rests-on.tsx'
import { useWords } from '../../texts/words.ts'

/** Under every total: how many sources, how old, and that it is no promise. */
export function Honesty({ view }: { readonly view: OverviewView }) {
  const { t } = useWords()
  const address = useAddress()
  return (
    <>
      <Sources of={view}>
        {view.contracts.length + view.entries.length === 0 ? null : (
          <>
            <li>{t('overview.todaysMoney')}</li>
            <li>{t('overview.promise')}</li>
          </>
        )}
      </Sources>
      {view.collectionUnderWay ? (
        <p className="under-way">
          {t(view.contracts.length === 0 ? 'overview.underWayNothing' : 'overview.underWay')}{' '}
          <a href={address('/hamta')}>{t('overview.toCollection')}</a>
        </p>
      ) : null}
    </>
  )
}
