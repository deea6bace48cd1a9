import { useLocation, useNavigation, useRevalidator } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { loginAddress } from './addresses.ts'

const warnMinutesBefore = 2
const minute = 60_000

/** Says that the session is about to end, and that it has; nothing on the page is taken away. */
export function IdleNotice({ idleMinutes }: { readonly idleMinutes: number }) {
  const { t } = useTranslation()
  const { key } = useLocation()
  const { state } = useNavigation()
  const { revalidate } = useRevalidator()
  const [stayed, setStayed] = useState(0)
  const [reached, setReached] = useState<{ readonly phase: 'warned' | 'over'; readonly since: string } | null>(null)

  // Every page load and every choice is a sign of life, and begins the time anew; background fetches are not.
  const since = `${key} ${state} ${stayed}`
  const phase = reached?.since === since ? reached.phase : 'active'
  useEffect(() => {
    const warning = setTimeout(() => setReached({ phase: 'warned', since }), (idleMinutes - warnMinutesBefore) * minute)
    const end = setTimeout(() => setReached({ phase: 'over', since }), idleMinutes * minute)
    return () => {
      clearTimeout(warning)
      clearTimeout(end)
    }
  }, [idleMinutes, since])

  return (
    <div className="idle" role="status" hidden={phase === 'active'}>
      {phase === 'warned' ? (
        <>
          <p>
            <strong>{t('shell.idleTitle')}.</strong> {t('shell.idleText')}
          </p>
          <button
            className="button"
            type="button"
            onClick={() => {
              setStayed(stayed + 1)
              revalidate()
            }}
          >
            {t('shell.idleStay')}
          </button>
        </>
      ) : null}
      {phase === 'over' ? (
        <>
          <p>{t('shell.idleOver', { minutes: idleMinutes })}</p>
          <a className="button" href={typeof location === 'undefined' ? '/login' : loginAddress(location.pathname)}>
            {t('session.logInAgain')}
          </a>
        </>
      ) : null}
    </div>
  )
}
