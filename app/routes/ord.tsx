import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { PageHandle } from '../components/page-handle.ts'
import { wordsExplained } from '../help/words.ts'
import { bringTexts } from '../texts/arrived.ts'

await bringTexts('help')

export const handle: PageHandle = { title: 'words' }

export const loader = ({ context: { portal } }: LoaderFunctionArgs) => ({ words: wordsExplained(portal.language) })

/** What the words mean; each can be linked to: `/ord#garantipension`. */
export default function Words() {
  const { t } = useTranslation()
  const { words } = useLoaderData<typeof loader>()
  return (
    <article className="page narrow">
      <h1>{t('titles.words')}</h1>
      <p className="lead">{t('help.wordsLead')}</p>
      <dl className="words">
        {words.map(({ anchor, word, meaning }) => (
          <div key={anchor} id={anchor}>
            <dt>{word}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </article>
  )
}
