import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { PageHandle } from '../components/page-handle.ts'
import { localPath, loginAddress } from '../components/addresses.ts'

export const handle: PageHandle = { title: 'loggedOut' }

const reasons = {
  forlegat: 'outExpired',
  ny: 'outNew',
  har: 'outHere',
  pin: 'outPin',
  avslutad: 'outEnded',
  raderat: 'outErased',
  personal: 'outStaff',
} as const
const isReason = (text: string | null): text is keyof typeof reasons => text !== null && Object.hasOwn(reasons, text)

export function loader({ request }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url)
  const why = searchParams.get('skal')
  // Only the issuer, having ended the login there too, leads back here with a state.
  const otherwise = searchParams.has('state') ? 'outUser' : 'outHere'
  const atIssuerToo = why === 'personal' && searchParams.has('state')
  const text: 'outUser' | 'outStaffToo' | (typeof reasons)[keyof typeof reasons] = atIssuerToo
    ? 'outStaffToo'
    : isReason(why)
      ? reasons[why]
      : otherwise
  const own = searchParams.has('till') ? loginAddress(localPath(searchParams.get('till'))) : '/login'
  return { text, login: why === 'personal' ? '/ombud/login' : own }
}

export default function LoggedOutPage() {
  const { t } = useTranslation()
  const { text, login } = useLoaderData<typeof loader>()
  return (
    <section className="page narrow">
      <h1>{t('titles.loggedOut')}</h1>
      <p className="lead">{t(`session.${text}`)}</p>
      <p className="actions">
        <a className="button" href={login}>
          {t('session.logInAgain')}
        </a>
        <a href="/">{t('session.home')}</a>
      </p>
    </section>
  )
}
