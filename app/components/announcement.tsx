import { useEffect, useRef, useState } from 'react'

const quietFor = 800

/** Says the new figure to a screen reader once the choice has come to rest. */
export function Announcement({ text }: { readonly text: string }) {
  const [said, setSaid] = useState('')
  const first = useRef(text)
  useEffect(() => {
    if (text === first.current) return
    const timer = setTimeout(() => setSaid(text), quietFor)
    return () => clearTimeout(timer)
  }, [text])
  return (
    <p className="visually-hidden" role="status">
      {said}
    </p>
  )
}
