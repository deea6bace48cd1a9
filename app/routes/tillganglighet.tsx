import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Contact } from '../components/contact.tsx'
import type { PageHandle } from '../components/page-handle.ts'
import { TextSections } from '../components/text-sections.tsx'
import { accessibilityIn } from '../help/accessibility.ts'
import { bringTexts } from '../texts/arrived.ts'

await bringTexts('help')

export const handle: PageHandle = { title: 'accessibility' }

export const loader = ({ context: { portal } }: LoaderFunctionArgs) => ({
  statement: accessibilityIn(portal.language),
  contact: portal.operatorContact,
})

/** Tillgänglighetsredogörelse (lag 2018:1937): how far the pages reach, what is known to be wrong, whom to tell. */
export default function Accessibility() {
  const { t } = useTranslation()
  const { statement, contact } = useLoaderData<typeof loader>()
  return (
    <article className="page narrow">
      <h1>{t('titles.accessibility')}</h1>
      <p className="lead">{statement.lead}</p>
      <TextSections sections={statement.sections} />
      <Contact contact={contact} />
    </article>
  )
}
