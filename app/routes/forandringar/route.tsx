import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import type { ChangesView } from '#server/services/api/changes.ts'
import { LoggedOut } from '../../components/logged-out.tsx'
import type { PageHandle } from '../../components/page-handle.ts'
import { Sources } from '../../components/rests-on.tsx'
import { useWords } from '../../texts/words.ts'
import { visiting } from '../visitor.ts'
import { bringTexts } from '../../texts/arrived.ts'
import { Figure } from './figure.tsx'
import { Outcome } from './outcome.tsx'

await bringTexts('changes', 'collection', 'overview')

export const handle: PageHandle = { title: 'changes' }

export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const { saver, instead } = visiting(request, portal)
  if (!saver) return instead
  return { kind: 'changes' as const, sessionTag: portal.sessionTag, view: await saver.changes.read() }
}

export default function Changes() {
  const { t } = useWords()
  const loaded = useLoaderData<typeof loader>()
  if (loaded.kind === 'logged-out') return <LoggedOut view={loaded} />
  return (
    <div className="page changes">
      <h1>{t('titles.changes')}</h1>
      <View view={loaded.view} />
      <p>
        <a href="/oversikt">{t('changes.overview')}</a>
      </p>
    </div>
  )
}

function View({ view }: { readonly view: ChangesView }) {
  const { t, words } = useWords()
  switch (view.kind) {
    case 'nothing-collected':
      return (
        <>
          <p className="lead">{t('changes.none')}</p>
          <p>
            <a className="button" href="/hamta">
              {t('changes.collect')}
            </a>
          </p>
        </>
      )
    case 'one-collection':
      return (
        <>
          <p className="lead">{t('changes.oneTitle')}</p>
          <p>{t('changes.one', { day: words.day(view.day) })}</p>
        </>
      )
    case 'compared':
      return <Compared view={view} />
  }
}

function Compared({ view }: { readonly view: Extract<ChangesView, { kind: 'compared' }> }) {
  const { t, words } = useWords()
  const { before, after, age, monthly, capital, outcome, notes, standing } = view
  return (
    <>
      <p className="lead">{t('changes.lead', { before: words.day(before), after: words.day(after) })}</p>
      <Sources of={standing} />
      <Figure
        name="monthly"
        title={t('changes.monthlyTitle')}
        lead={t('changes.monthlyLead', { age: words.age(age) })}
        change={monthly}
        inWords={(amount) => words.perMonth(amount)}
      />
      <Figure
        name="capital"
        title={t('changes.capitalTitle')}
        lead={t('changes.capitalLead')}
        change={capital}
        inWords={(amount) => words.kronor(amount)}
      />
      <Outcome outcome={outcome} />
      {notes.length === 0 ? null : (
        <section aria-labelledby="change-notes">
          <h2 id="change-notes">{t('changes.notesTitle')}</h2>
          <ul className="plain-list">
            {notes.map((note) => (
              <li key={note}>{t(`changes.note.${note}`)}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
