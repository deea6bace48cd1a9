import { useTranslation } from 'react-i18next'
import type { OverviewView } from '#server/services/api.ts'
import { Notice } from '../../components/notice.tsx'
import { useEmbedded } from '../../components/realm.tsx'
import { AddOwn } from './add-own.tsx'
import { Honesty } from './honesty.tsx'

/** Which words hold: silence is never told as "nothing held". */
function whatIsKnown({ count, missing, collectionUnderWay }: OverviewView) {
  if (count.answered + count.older > 0) return missing.length > 0 ? 'held' : 'heldAll'
  return collectionUnderWay ? 'waiting' : 'silent'
}

/** No contract to show: said plainly why, and never more than is known. */
export function NothingHeld({ view }: { readonly view: OverviewView }) {
  const { t } = useTranslation()
  const known = whatIsKnown(view)
  return (
    <section className="answer">
      <div className="answer-main">
        <h1>{t(`overview.nothing.${known}.title`)}</h1>
        <p className="lead">{t(`overview.nothing.${known}.text`)}</p>
        <Honesty view={view} />
        {useEmbedded() ? null : <AddOwn />}
      </div>
    </section>
  )
}

/** The same, above what the saver has added. */
export function NothingBeside({ view }: { readonly view: OverviewView }) {
  const { t } = useTranslation()
  const known = whatIsKnown(view)
  return (
    <Notice tone="calm" title={t(`overview.nothing.${known}.title`)}>
      <p>{t(`overview.nothing.${known}.text`)}</p>
    </Notice>
  )
}
