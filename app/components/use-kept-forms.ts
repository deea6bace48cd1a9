import { useLocation, useNavigation } from '@remix-run/react'
import { useEffect, useSyncExternalStore } from 'react'
import { forgetKept, keepSent, settleKept } from './kept-forms.ts'

/** The page on which something was put back: outside React, as the fields are that it was put into. */
const restoredPage = (() => {
  let page: string | null = null
  const listeners = new Set<() => void>()
  return {
    read: () => page,
    write: (key: string) => {
      page = key
      for (const listener of listeners) listener()
    },
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
})()

/**
 * Keeps what is typed over a session's end; see kept-forms.ts.
 * @param told the page says that nobody is logged in
 * @returns whether something was put back on this page
 */
export function useKeptForms(saverTag: string | null, told: boolean): boolean {
  const { key } = useLocation()
  const { state } = useNavigation()
  const restored = useSyncExternalStore(restoredPage.subscribe, restoredPage.read, () => null)

  useEffect(() => {
    if (state === 'idle' && settleKept({ told, saverTag })) restoredPage.write(key)
  }, [key, state, told, saverTag])

  useEffect(() => {
    if (saverTag === null) return
    const sent = ({ target }: SubmitEvent) => {
      if (!(target instanceof HTMLFormElement)) return
      if (target.getAttribute('action') === '/logga-ut') forgetKept()
      else keepSent(target, saverTag)
    }
    document.addEventListener('submit', sent, { capture: true })
    return () => document.removeEventListener('submit', sent, { capture: true })
  }, [saverTag])

  return restored === key
}
