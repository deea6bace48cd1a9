import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { ExampleChart } from '../charts/example-chart.tsx'
import type { PageHandle } from '../components/page-handle.ts'
import { tourIn } from '../help/tour.ts'
import { bringTexts } from '../texts/arrived.ts'

await bringTexts('help')

export const handle: PageHandle = { title: 'tour' }

/** `?steg=3`; anything else is the first step. */
export function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const steps = tourIn(portal.language)
  const asked = Number(new URL(request.url).searchParams.get('steg') ?? '1')
  const number = Number.isInteger(asked) && asked >= 1 && asked <= steps.length ? asked : 1
  const [step] = steps.slice(number - 1)
  if (step === undefined) throw new Response(null, { status: 404 })
  return { step, number, of: steps.length, mayLook: portal.saver?.terms.approved === true }
}

/** One thing at a time, two minutes in all; every step can be left for the pages themselves. */
export default function Tour() {
  const { t } = useTranslation()
  const { step, number, of, mayLook } = useLoaderData<typeof loader>()
  const away = mayLook ? '/oversikt' : '/'
  return (
    <article className="page narrow tour">
      <p className="overline">{t('help.tourStep', { number, of })}</p>
      <h1>{step.heading}</h1>
      {step.text.map((paragraph) => (
        <p className="lead" key={paragraph}>
          {paragraph}
        </p>
      ))}
      {number === 3 ? <ExampleChart className="opening-picture" /> : null}
      {mayLook && step.seen !== null ? (
        <p>
          <a href={step.seen.to}>{step.seen.text}</a>
        </p>
      ) : null}
      <nav className="actions" aria-label={t('help.tourMenu')}>
        {number < of ? (
          <Link className="button" to={`?steg=${number + 1}`}>
            {t('help.tourNext')}
          </Link>
        ) : (
          <a className="button" href={away}>
            {t('help.tourDone')}
          </a>
        )}
        {number > 1 ? <Link to={`?steg=${number - 1}`}>{t('help.tourBack')}</Link> : null}
        {number < of ? <a href={away}>{t('help.tourSkip')}</a> : null}
      </nav>
    </article>
  )
}
