/**
 * A page belongs to the session it was made for. When that session is over, or the browser has another, the page is
 * left, so that nobody's figures stay on the screen and no two savers' figures meet.
 */
import { useEffect } from 'react'
import { isTyping, keepTyped } from './kept-forms.ts'
import { isLoggedOutView } from './page-handle.ts'
import { isEmbeddedPath } from './realm.tsx'

/** Whether what a loader gave was made in another session than the page's own. */
export const isOfAnotherSession = (data: unknown, own: string): boolean =>
  typeof data === 'object' && data !== null && 'sessionTag' in data && data.sessionTag !== own

/** Already says that nobody is logged in, and keeps what was typed in a form that could not be sent. */
export const saysLoggedOut = (matches: readonly { readonly data: unknown }[]): boolean =>
  matches.some(({ data }) => isLoggedOutView(data))

/**
 * In place of the page in the history too, so that the back button does not lead to it. An embedded page says itself
 * what has ended.
 */
export function leavePage(why: 'forlegat' | 'avslutad'): void {
  if (isEmbeddedPath(location.pathname)) location.reload()
  else location.replace(`/utloggad?skal=${why}&till=${encodeURIComponent(location.pathname + location.search)}`)
}

/** Whether an answer says that who asks may no more: logged out, or without the right that the page was shown by. */
export const isOver = ({ status }: Response): boolean => status === 401 || status === 403

/** Asks without renewing the session. `unknown`: the network or the portal is away. */
export async function askSession(own: string): Promise<'same' | 'another' | 'gone' | 'unknown'> {
  try {
    const response = await fetch('/session', { headers: { 'X-Background': '1' } })
    if (!response.ok) return 'unknown'
    const { sessionTag } = (await response.json()) as { readonly sessionTag: string | null }
    return sessionTag === own ? 'same' : sessionTag === null ? 'gone' : 'another'
  } catch {
    return 'unknown'
  }
}

/**
 * @param own the session of the page; null when there is nothing to watch
 * @param saverTag whose page it is
 */
export function useSessionWatch(own: string | null, saverTag: string | null): void {
  useEffect(() => {
    if (own === null) return
    const look = () => {
      if (document.visibilityState !== 'visible') return
      void askSession(own).then((session) => {
        if (session === 'another' || (session === 'gone' && !isTyping())) leavePage('avslutad')
        else if (session === 'gone' && saverTag !== null) keepTyped(saverTag)
      })
    }
    const restored = ({ persisted }: PageTransitionEvent) => {
      if (persisted) look()
    }
    document.addEventListener('visibilitychange', look)
    window.addEventListener('focus', look)
    window.addEventListener('pageshow', restored)
    return () => {
      document.removeEventListener('visibilitychange', look)
      window.removeEventListener('focus', look)
      window.removeEventListener('pageshow', restored)
    }
  }, [own, saverTag])
}
