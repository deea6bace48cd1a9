import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { LoggedOut } from '../components/logged-out.tsx'
import { isPublicCounted } from '../components/is-public-counted.ts'
import type { PageHandle } from '../components/page-handle.ts'
import { inThousands, useWords } from '../texts/words.ts'
import { bringTexts } from '../texts/arrived.ts'
import { givesNothing } from './oversikt/gives-nothing.ts'
import { visiting } from './visitor.ts'

await bringTexts('help')

export const handle: PageHandle = { title: 'easyToRead' }

export async function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const { saver, instead } = visiting(request, portal)
  if (!saver) return instead
  return { kind: 'easy' as const, sessionTag: portal.sessionTag, view: await saver.overview({}) }
}

/** The saver's own pension in short, plain sentences, one thought in each. */
export default function EasyToRead() {
  const { t, words } = useWords()
  const loaded = useLoaderData<typeof loader>()
  if (loaded.kind === 'logged-out') return <LoggedOut view={loaded} />
  const { view } = loaded
  if (view === null || givesNothing(view)) {
    return (
      <article className="page narrow easy">
        <h1>{t('titles.easyToRead')}</h1>
        <p className="lead">{t('help.easyNothing')}</p>
        <p>
          <a className="button" href="/hamta">
            {t('help.easyToSources')}
          </a>
        </p>
      </article>
    )
  }
  const { age, byPillar, falls, stepsDown, count, years } = view
  return (
    <article className="page narrow easy">
      <h1>{t('titles.easyToRead')}</h1>
      <p className="lead">
        {age.moves === 'start'
          ? t('help.easyAmount', { amount: inThousands(view.monthly), age: words.age(age.chosen) })
          : t('help.easyNow', { amount: inThousands(view.monthly), month: words.month(view.firstMonth) })}
      </p>
      <p className="lead">{t('help.easyBeforeTax')}</p>
      <p>{t('help.easyTodaysMoney')}</p>
      <h2>{t('help.easyFromWhere')}</h2>
      <ul className="plain-list">
        {byPillar
          .filter(({ monthly }) => monthly > 0)
          .map(({ pillar, monthly }) => (
            <li key={pillar}>{t(`help.easyPillar.${pillar}`, { amount: inThousands(monthly) })}</li>
          ))}
      </ul>
      {isPublicCounted(years) ? null : <p>{t('help.easyNoPublic')}</p>}
      <h2>{t('help.easyLater')}</h2>
      {stepsDown.length === 0 ? <p>{t(falls.length === 0 ? 'help.easyNoFall' : 'help.easySmallFall')}</p> : null}
      {stepsDown.map((step, index) => (
        <p key={step.month}>
          {t(index === 0 ? 'help.easyFall' : 'help.easyFallMore', {
            age: words.age(step.age),
            amount: inThousands(step.amount),
          })}
        </p>
      ))}
      <h2>{t('help.easySure')}</h2>
      <p>{t('help.easyNoPromise')}</p>
      <p>
        {count.answered === count.of
          ? t('help.easyAllAnswered')
          : t('help.easySources', { answered: String(count.answered), of: String(count.of) })}
      </p>
      {view.missingHeldNothing === 0 ? null : <p>{t('help.easyNotNow', { count: view.missingHeldNothing })}</p>}
      {count.older === 0 ? null : <p>{t('help.easyOlder', { count: count.older })}</p>}
      <p className="actions">
        <a className="button" href="/oversikt">
          {t('help.easyMore')}
        </a>
        <a href="/ord">{t('titles.words')}</a>
      </p>
    </article>
  )
}
