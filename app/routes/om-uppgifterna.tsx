import { useTranslation } from 'react-i18next'
import type { PageHandle } from '../components/page-handle.ts'
import { TextSections } from '../components/text-sections.tsx'

export const handle: PageHandle = { title: 'about' }

export default function About() {
  const { t } = useTranslation()
  return (
    <article className="page narrow">
      <h1>{t('titles.about')}</h1>
      <p className="lead">{t('about.lead')}</p>
      <TextSections sections={t('about.sections', { returnObjects: true })} />
    </article>
  )
}
