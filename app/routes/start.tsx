import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { ExampleChart } from '../charts/example-chart.tsx'
import { Swatch } from '../charts/patterns.tsx'
import type { PageHandle } from '../components/page-handle.ts'
import { bringTexts } from '../texts/arrived.ts'

await bringTexts('start')

export const handle: PageHandle = { title: 'start' }

export function loader({ context: { portal } }: LoaderFunctionArgs) {
  return { loggedIn: portal.saver !== null, pinOffered: portal.pinLogin !== null }
}

export default function Start() {
  const { t } = useTranslation()
  const { loggedIn, pinOffered } = useLoaderData<typeof loader>()
  return (
    <>
      <section className="page opening">
        <div className="opening-words">
          <h1>{t('titles.start')}</h1>
          <p className="lead">{t('start.lead')}</p>
          <p className="action">
            <a className="button large" href={loggedIn ? '/oversikt' : '/login'}>
              {t(loggedIn ? 'start.toOverview' : 'start.logIn')}
            </a>
            {loggedIn ? null : <span className="help">{t('start.logInHelp')}</span>}
          </p>
          {pinOffered && !loggedIn ? (
            <p className="help">
              <a href="/login/pin">{t('start.logInByPin')}</a>
            </p>
          ) : null}
        </div>
        <figure>
          <ExampleChart className="opening-picture" />
          <figcaption>
            <ul className="chart-legend">
              {(['allman-pension', 'tjanstepension', 'privat-sparande'] as const).map((pillar) => (
                <li key={pillar}>
                  <Swatch pillar={pillar} />
                  {t(`start.pillar.${pillar}`)}
                </li>
              ))}
            </ul>
            <p className="help">{t('start.picture')}</p>
          </figcaption>
        </figure>
      </section>
      <section className="page" aria-labelledby="how">
        <h2 id="how">{t('start.howTitle')}</h2>
        <ol className="how">
          {([1, 2, 3] as const).map((step) => (
            <li key={step}>
              <h3>{t(`start.how${step}Title`)}</h3>
              <p>{t(`start.how${step}`)}</p>
            </li>
          ))}
        </ol>
      </section>
      <section className="page" aria-labelledby="promise">
        <h2 id="promise">{t('start.promiseTitle')}</h2>
        <ul className="promises">
          {([1, 2, 3] as const).map((promise) => (
            <li key={promise}>{t(`start.promise${promise}`)}</li>
          ))}
        </ul>
        <p>
          <a href="/om-uppgifterna">{t('start.more')}</a>
        </p>
      </section>
    </>
  )
}
