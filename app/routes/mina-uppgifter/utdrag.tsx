import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { LoggedOut } from '../../components/logged-out.tsx'
import { Notice } from '../../components/notice.tsx'
import type { PageHandle } from '../../components/page-handle.ts'
import { visitingOwn } from '../visitor.ts'
import { bringTexts } from '../../texts/arrived.ts'

await bringTexts('mine')

export const handle: PageHandle = { title: 'extract' }

export function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const { saver, instead } = visitingOwn(request, portal)
  return saver ? { kind: 'extract' as const, sessionTag: portal.sessionTag } : instead
}

const files = [
  { format: 'pdf', title: 'mine.extractPdf', help: 'mine.extractPdfHelp' },
  { format: 'csv', title: 'mine.extractCsv', help: 'mine.extractCsvHelp' },
  { format: 'json', title: 'mine.extractJson', help: 'mine.extractJsonHelp' },
] as const

export default function Extract() {
  const { t } = useTranslation()
  const view = useLoaderData<typeof loader>()
  if (view.kind === 'logged-out') return <LoggedOut view={view} />
  return (
    <div className="page narrow">
      <h1>{t('titles.extract')}</h1>
      <p className="lead">{t('mine.extractLead')}</p>
      <ul className="ways">
        {files.map(({ format, title, help }) => (
          <li key={format}>
            <a href={`/mina-uppgifter/utdrag/${format}`} download>
              {t(title)}
            </a>
            <p className="help">{t(help)}</p>
          </li>
        ))}
      </ul>
      <Notice tone="calm" title={t('mine.extractNote')} />
      <p>
        <a href="/mina-uppgifter">{t('mine.back')}</a>
      </p>
    </div>
  )
}
