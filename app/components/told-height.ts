/** Tells the page around an embedded one how high it is, and nothing else; and tells it to that page's origin alone. */
import { useEffect } from 'react'

/** As the partner's page gets it. */
export interface HeightMessage {
  readonly type: 'samlad-pension:height'
  /** CSS pixels. */
  readonly height: number
}

/** Those of the partner's origins that may be the page around: the very one where the browser says which it is. */
export function listeners(frameOrigins: readonly string[], around: string | undefined): readonly string[] {
  if (around === undefined) return frameOrigins
  return frameOrigins.filter((origin) => origin === around)
}

/** @param frameOrigins where it may be told; never `*`. */
export function useToldHeight(frameOrigins: readonly string[]): void {
  const origins = frameOrigins.join(' ')
  useEffect(() => {
    if (window.parent === window || origins === '') return
    // Firefox does not say which page is around; its browser then drops what is sent to the others.
    const around = 'ancestorOrigins' in location ? location.ancestorOrigins[0] : undefined
    const to = listeners(origins.split(' '), around)
    const tell = () => {
      const message: HeightMessage = {
        type: 'samlad-pension:height',
        height: Math.ceil(document.body.getBoundingClientRect().height),
      }
      for (const origin of to) window.parent.postMessage(message, origin)
    }
    const observer = new ResizeObserver(tell)
    observer.observe(document.body)
    return () => observer.disconnect()
  }, [origins])
}
