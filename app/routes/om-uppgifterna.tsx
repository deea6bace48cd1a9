import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Contact } from '../components/contact.tsx'
import type { PageHandle } from '../components/page-handle.ts'
import { TextSections } from '../components/text-sections.tsx'
import { bringTexts } from '../texts/arrived.ts'

await bringTexts('about', 'help')

export const handle: PageHandle = { title: 'about' }

export const loader = ({ context: { portal } }: LoaderFunctionArgs) => ({ contact: portal.operatorContact })

export default function About() {
  const { t } = useTranslation()
  const { contact } = useLoaderData<typeof loader>()
  return (
    <article className="page narrow">
      <h1>{t('titles.about')}</h1>
      <p className="lead">{t('about.lead')}</p>
      <TextSections sections={t('about.sections', { returnObjects: true })} />
      <Contact contact={contact} />
    </article>
  )
}
