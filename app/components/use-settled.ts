import { startTransition, useEffect, useState } from 'react'

/** Short enough to be seen as at once, longer than the steps of a key held down. */
const settleMilliseconds = 90

/** An answer when it has stood still for a moment: what is slow to paint waits for it, so that the hand does not. */
export function useSettled<Answer>(answer: Answer): Answer {
  const [settled, setSettled] = useState(answer)
  useEffect(() => {
    if (answer === settled) return
    const timer = setTimeout(() => startTransition(() => setSettled(answer)), settleMilliseconds)
    return () => clearTimeout(timer)
  }, [answer, settled])
  return settled
}
