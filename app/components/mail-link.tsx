/** The page behind a link in a mail: says what it does, and does it when asked to. Mail programs open links by themselves. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { data } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { MailLinks } from '#server/services/api/mine.ts'

type Act = 'confirmEmail' | 'unsubscribe'

const codeOf = (request: Request): string => new URL(request.url).searchParams.get('kod') ?? ''

export const mailLinkLoader = ({ request }: LoaderFunctionArgs) => ({ code: codeOf(request) })

/** The code is in the address for the form here and for programs that unsubscribe with one request (RFC 8058). */
export const mailLinkAction =
  (act: Act) =>
  async ({ request, context: { portal } }: ActionFunctionArgs) => {
    const links: MailLinks = portal.mailLinks
    const done = await links[act](codeOf(request))
    return done === 'not-valid' ? data({ done: false }, { status: 422 }) : data({ done: true })
  }

interface MailLinkPageProps {
  readonly path: string
  readonly title: 'confirmEmail' | 'unsubscribe'
  readonly texts: {
    readonly lead: 'mine.confirmLead' | 'mine.unsubscribeLead'
    readonly submit: 'mine.confirmSubmit' | 'mine.unsubscribeSubmit'
    readonly done: 'mine.confirmed' | 'mine.unsubscribed'
  }
}

export function MailLinkPage({ path, title, texts }: MailLinkPageProps) {
  const { t } = useTranslation()
  const { code } = useLoaderData<typeof mailLinkLoader>()
  const answer = useActionData<ReturnType<typeof mailLinkAction>>()
  return (
    <section className="page narrow">
      <h1>{t(`titles.${title}`)}</h1>
      {answer === undefined ? (
        <>
          <p className="lead">{t(texts.lead)}</p>
          <form method="post" action={`${path}?kod=${encodeURIComponent(code)}`}>
            <button className="button" type="submit">
              {t(texts.submit)}
            </button>
          </form>
        </>
      ) : (
        <p className="lead" role="status">
          {t(answer.done ? texts.done : 'mine.badLink')}
        </p>
      )}
      <p>
        <a href="/">{t('session.home')}</a>
      </p>
    </section>
  )
}
