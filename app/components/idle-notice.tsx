import { useLocation, useNavigation, useRevalidator } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { loginAddress } from './addresses.ts'
import { isTyping, keepTyped } from './kept-forms.ts'
import { askSession, leavePage } from './session-watch.ts'

const warnMinutesBefore = 2
const minute = 60_000

export interface IdleNoticeProps {
  readonly idleMinutes: number
  readonly sessionTag: string
  readonly saverTag: string
}

/** Says that the session is about to end; when it has, the page is left, unless a form is being filled in. */
export function IdleNotice({ idleMinutes, sessionTag, saverTag }: IdleNoticeProps) {
  const { t } = useTranslation()
  const { key, pathname, search } = useLocation()
  const { state } = useNavigation()
  const { revalidate } = useRevalidator()
  const [stayed, setStayed] = useState(0)
  const [reached, setReached] = useState<{ readonly phase: 'warned' | 'over'; readonly since: string } | null>(null)

  // Every page load and every choice is a sign of life, and begins the time anew; background fetches are not.
  const since = `${key} ${state} ${stayed}`
  const phase = reached?.since === since ? reached.phase : 'active'
  useEffect(() => {
    const warning = setTimeout(() => setReached({ phase: 'warned', since }), (idleMinutes - warnMinutesBefore) * minute)
    const isOver = async () => {
      // Another tab may have kept the session alive.
      if ((await askSession(sessionTag)) === 'same') end = setTimeout(() => void isOver(), minute)
      else if (isTyping()) {
        keepTyped(saverTag)
        setReached({ phase: 'over', since })
      } else leavePage('forlegat')
    }
    let end = setTimeout(() => void isOver(), idleMinutes * minute)
    return () => {
      clearTimeout(warning)
      clearTimeout(end)
    }
  }, [idleMinutes, sessionTag, saverTag, since])

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
          <a
            className="button"
            href={loginAddress(pathname + search)}
            // What was typed after the session ended is kept too.
            onClick={() => keepTyped(saverTag)}
          >
            {t('session.logInAgain')}
          </a>
        </>
      ) : null}
    </div>
  )
}
