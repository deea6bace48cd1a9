import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CollectionView } from '#server/services/api.ts'
import { useAddress, useEmbedded } from '../../components/realm.tsx'
import { isOver, leavePage } from '../../components/session-watch.ts'

const refreshEvery = 300
const announceEvery = 5000
/** When no event stream can be had. */
const askEvery = 5000

/** Asked by the page itself, not by the saver: the header says so, and the idle session is not renewed. */
async function askState(path: string, sessionTag: string | null): Promise<CollectionView | null> {
  try {
    const response = await fetch(path, { headers: { 'X-Background': '1', 'X-Session': sessionTag ?? '' } })
    if (isOver(response)) leavePage('avslutad')
    return response.ok ? ((await response.json()) as CollectionView | null) : null
  } catch {
    // The network is away: the next event, or the saver, asks again.
    return null
  }
}

/** Follows the collection by server-sent events; the events only say that something changed. */
export function useLiveCollection(
  loaded: CollectionView,
  sessionTag: string | null,
): {
  readonly collection: CollectionView
  /** For screen readers, at most every five seconds. */
  readonly announcement: string
} {
  const embedded = useEmbedded()
  const address = useAddress()
  const [fetched, setFetched] = useState<CollectionView | null>(null)
  const collection = fetched && fetched.startedAt >= loaded.startedAt ? fetched : loaded
  const waiting = collection.state === 'under-way'
  const refresh = useThrottled(() => {
    void askState(address('/hamta/lage'), sessionTag).then((state) => {
      if (state) setFetched(state)
    })
  }, refreshEvery)

  useEffect(() => {
    if (!waiting) return
    if (embedded) {
      // The stream of events is the portal's own.
      const asking = setInterval(refresh, askEvery)
      return () => clearInterval(asking)
    }
    let asking: ReturnType<typeof setInterval> | undefined
    const events = new EventSource('/hamta/handelser')
    // Whatever happened between the page and the stream is fetched once the stream is open.
    for (const name of ['open', 'message', 'retrieval'] as const) events.addEventListener(name, refresh)
    const askInstead = () => {
      events.close()
      asking ??= setInterval(refresh, askEvery)
    }
    events.addEventListener('error', () => {
      if (events.readyState === EventSource.CLOSED) askInstead()
    })
    // The browser's one stream has moved to a newer tab.
    events.addEventListener('replaced', askInstead)
    events.addEventListener('session-ended', () => {
      events.close()
      leavePage('avslutad')
    })
    return () => {
      events.close()
      clearInterval(asking)
    }
  }, [waiting, embedded, refresh])

  return { collection, announcement: useAnnouncement(collection) }
}

/** Calls at most once per interval, and once more after the last request. */
function useThrottled(act: () => void, interval: number): () => void {
  const latest = useRef(act)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const last = useRef(0)
  useEffect(() => {
    latest.current = act
  })
  useEffect(() => () => clearTimeout(timer.current), [])
  return useCallback(() => {
    if (timer.current !== undefined) return
    timer.current = setTimeout(
      () => {
        timer.current = undefined
        last.current = performance.now()
        latest.current()
      },
      Math.max(0, last.current + interval - performance.now()),
    )
  }, [interval])
}

function useAnnouncement({ count, state }: CollectionView): string {
  const { t } = useTranslation()
  const text = t(state === 'settled' ? 'collection.announceSettled' : 'collection.announce', {
    answered: count.answered,
    of: count.of,
  })
  const [said, setSaid] = useState('')
  const [first] = useState(text)
  const latest = useRef(text)
  const changed = text !== first
  useEffect(() => {
    latest.current = text
  }, [text])
  useEffect(() => {
    if (!changed) return
    const timer = setInterval(() => setSaid(latest.current), announceEvery)
    return () => clearInterval(timer)
  }, [changed])
  return said
}
