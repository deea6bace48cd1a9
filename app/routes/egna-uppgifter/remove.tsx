import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { data, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { LoggedOut } from '../../components/logged-out.tsx'
import { Notice } from '../../components/notice.tsx'
import type { PageHandle } from '../../components/page-handle.ts'
import { useWords } from '../../texts/words.ts'
import { sending, visiting } from '../visitor.ts'
import { bringTexts } from '../../texts/arrived.ts'
import { ownEntries, removedEntry } from './addresses.ts'
import { summaryOf } from './summary.ts'

await bringTexts('entries')

export const handle: PageHandle = { title: 'removeEntry' }

export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const { saver, instead } = visiting(request, portal)
  if (!saver) return instead
  const id = new URL(request.url).searchParams.get('id')
  const entry = (await saver.entries.list()).entries.find(({ entryId }) => entryId === id)
  return { kind: 'remove' as const, sessionTag: portal.sessionTag, entry: entry ?? null }
}

export async function action({ request, context: { portal } }: ActionFunctionArgs) {
  const { saver, form, instead } = await sending(request, portal)
  if (!saver) return instead
  const id = form.get('id')
  const { kind } = await saver.entries.remove({
    entryId: typeof id === 'string' ? id : '',
    version: Number(form.get('version')),
  })
  if (kind === 'changed-meanwhile') return data({ kind }, { status: 409 })
  // Gone already is what was asked for.
  return redirect(`${ownEntries}?klart=borttagen`, { status: 303 })
}

/** Asks once more, as a page of its own: it works without scripts. */
export default function RemoveEntry() {
  const { t, words } = useWords()
  const loaded = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  if (loaded.kind === 'logged-out') return <LoggedOut view={loaded} />
  const { entry } = loaded
  if (entry === null) {
    return (
      <div className="page narrow own-entries">
        <h1>{t('titles.removeEntry')}</h1>
        <p>{t('entries.gone')}</p>
        <p>
          <a href={ownEntries}>{t('entries.back')}</a>
        </p>
      </div>
    )
  }
  return (
    <div className="page narrow own-entries">
      <h1>{t('entries.removeQuestion')}</h1>
      {answer?.kind === 'changed-meanwhile' ? (
        <div role="alert">
          <Notice tone="warning" title={t('entries.removeChanged')} />
        </div>
      ) : null}
      <p>
        <strong>{entry.content.name}</strong>: {summaryOf(entry.content, t, words)}
      </p>
      <p>{t('entries.removeText')}</p>
      <form method="post" action={removedEntry(entry)}>
        <input type="hidden" name="id" value={entry.entryId} />
        <input type="hidden" name="version" value={entry.version} />
        <p className="actions">
          <button className="button" type="submit">
            {t('entries.removeYes')}
          </button>
          <a href={ownEntries}>{t('entries.removeNo')}</a>
        </p>
      </form>
    </div>
  )
}
