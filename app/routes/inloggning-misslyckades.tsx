import type { LoaderFunctionArgs } from '@remix-run/node'
import { data } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { LoginRefusal } from '#server/services/api.ts'
import type { PageHandle } from '../components/page-handle.ts'

export const handle: PageHandle = { title: 'loginFailed' }

const refusals: Readonly<Record<LoginRefusal, true>> = {
  avbruten: true,
  forlegat: true,
  sakerhetsniva: true,
  'inget-nummer': true,
  ogiltig: true,
  'tjansten-svarar-inte': true,
}
const isRefusal = (text: string | null): text is LoginRefusal => text !== null && Object.hasOwn(refusals, text)

/** An unknown reason is told as the most careful one. */
export function loader({ request }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url)
  const asked = searchParams.get('skal')
  const login = searchParams.has('personal') ? '/ombud/login' : '/login'
  const reason = isRefusal(asked) ? asked : 'ogiltig'
  return data({ reason, login }, { status: reason === 'tjansten-svarar-inte' ? 503 : 200 })
}

export default function LoginFailed() {
  const { t } = useTranslation()
  const { reason, login } = useLoaderData<typeof loader>()
  return (
    <section className="page narrow">
      <h1>{t('titles.loginFailed')}</h1>
      <p className="lead">{t(`session.failed.${reason}.what`)}</p>
      <p>{t(`session.failed.${reason}.todo`)}</p>
      <p className="actions">
        <a className="button" href={login}>
          {t('session.logInAgain')}
        </a>
        <a href="/">{t('session.home')}</a>
      </p>
    </section>
  )
}
