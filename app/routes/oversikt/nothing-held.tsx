import { useTranslation } from 'react-i18next'
import type { OverviewView } from '#server/services/api.ts'
import { Honesty } from './honesty.tsx'

/** Nobody who answered holds anything: said plainly, and never more than is known. */
export function NothingHeld({ view }: { readonly view: OverviewView }) {
  const { t } = useTranslation()
  return (
    <section className="answer narrow">
      <h1>{t('overview.nothing.title')}</h1>
      <p className="lead">{t(view.missing.length > 0 ? 'overview.nothing.text' : 'overview.nothing.textAll')}</p>
      <Honesty view={view} />
    </section>
  )
}
