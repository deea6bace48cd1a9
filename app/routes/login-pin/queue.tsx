import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { data, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { PageHandle } from '../../components/page-handle.ts'
import { bringTexts } from '../../texts/arrived.ts'
import { secondsLeft } from './seconds-left.ts'

await bringTexts('pin')

export const handle: PageHandle = { title: 'pinQueue' }

export function loader({ context: { portal } }: LoaderFunctionArgs) {
  const turn = portal.pinLogin?.turn ?? null
  return { seconds: turn === null ? null : secondsLeft(turn, Date.now()) }
}

/** Takes a place; the cookie with it comes with the answer. */
export async function action({ context: { portal } }: ActionFunctionArgs) {
  const turn = (await portal.pinLogin?.queue()) ?? null
  return turn === null ? data({ kind: 'full' as const }, { status: 429 }) : redirect('/login/pin/ko', { status: 303 })
}

/** For those without JavaScript, and those whose check does not work: half a minute instead of a piece of work. */
export default function Queue() {
  const { t } = useTranslation()
  const { seconds } = useLoaderData<typeof loader>()
  const isFull = useActionData<typeof action>()?.kind === 'full'
  const words = isFull
    ? t('pin.queueFull')
    : seconds === null
      ? t('pin.queueNone')
      : seconds === 0
        ? t('pin.queueReady')
        : t('pin.queueWait', { seconds })
  return (
    <section className="page narrow">
      <h1>{t('titles.pinQueue')}</h1>
      <p className="lead" role="status">
        {words}
      </p>
      <p className="actions">
        <a className="button" href="/login/pin">
          {t('pin.toLogin')}
        </a>
        <a href="/login">{t('pin.byEid')}</a>
      </p>
    </section>
  )
}
