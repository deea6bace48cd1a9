import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { data, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { LoggedOut } from '../../components/logged-out.tsx'
import type { PageHandle } from '../../components/page-handle.ts'
import { isLoggedOutView } from '../../components/page-handle.ts'
import { sending, visiting } from '../visitor.ts'
import { bringTexts } from '../../texts/arrived.ts'
import { ownEntries } from './addresses.ts'
import { EntryForm } from './entry-form.tsx'
import type { EntryFaults, TypedEntry } from './read-entry.ts'
import { emptyEntry, isEntryKind, readEntry, typedEntry, typedOf } from './read-entry.ts'

await bringTexts('entries')

export const handle: PageHandle = { title: 'ownEntry' }

export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const { saver, instead } = visiting(request, portal)
  if (!saver) return instead
  const search = new URL(request.url).searchParams
  const what = search.get('typ')
  if (!isEntryKind(what)) return redirect(ownEntries)
  const { entries, today } = await saver.entries.list()
  const entry = entries.find(({ entryId, content }) => entryId === search.get('id') && content.what === what)
  return {
    kind: 'entry' as const,
    sessionTag: portal.sessionTag,
    what,
    entry: entry ?? null,
    typed: entry === undefined ? emptyEntry(today) : typedOf(entry.content),
  }
}

/** The form again, with what was typed. */
export interface NotSaved {
  readonly kind: 'not-saved'
  readonly typed: TypedEntry
  readonly faults: EntryFaults
  /** Done in another tab. */
  readonly meanwhile: 'changed-meanwhile' | 'gone' | 'full' | null
}

export async function action({ request, context: { portal } }: ActionFunctionArgs) {
  const { saver, form, instead } = await sending(request, portal)
  if (!saver) return instead
  const what = new URL(request.url).searchParams.get('typ')
  if (!isEntryKind(what)) return redirect(ownEntries)
  const { typed, faults, content } = readEntry(what, typedEntry(form), await saver.entries.list())
  if (content === null) return data<NotSaved>({ kind: 'not-saved', typed, faults, meanwhile: null }, { status: 422 })
  const id = form.get('id')
  const { kind } =
    typeof id === 'string' && id !== ''
      ? await saver.entries.change({ entryId: id, version: Number(form.get('version')) }, content)
      : await saver.entries.add(content)
  if (kind === 'saved') return redirect(`${ownEntries}?klart=sparad`, { status: 303 })
  return data<NotSaved>({ kind: 'not-saved', typed, faults, meanwhile: kind }, { status: 409 })
}

export default function Entry() {
  const loaded = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  if (loaded.kind === 'logged-out') return <LoggedOut view={loaded} />
  const refused = answer === undefined || isLoggedOutView(answer) ? null : answer
  return <EntryForm what={loaded.what} entry={loaded.entry} typed={loaded.typed} refused={refused} />
}
