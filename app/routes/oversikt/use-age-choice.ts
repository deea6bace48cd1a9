import { useLocation, useNavigate, useNavigation, useSearchParams } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import { useAddress } from '../../components/realm.tsx'
import { overviewAddress, readYears } from './read-choices.ts'

/**
 * The age while it is being moved. One question is under way at a time, at most one per painted frame; the newest
 * wish is asked when the answer has come, so that the figure follows the hand and no answer is thrown away.
 */
export function useAgeChoice(chosen: number): {
  readonly shown: number
  readonly choose: (months: number) => void
} {
  const navigate = useNavigate()
  const address = useAddress()
  const { state } = useNavigation()
  const { key: place } = useLocation()
  const [search] = useSearchParams()
  const [wanted, setWanted] = useState<number | null>(null)
  const asked = useRef<{ readonly age: number; readonly from: string } | null>(null)

  useEffect(() => {
    // That a question is under way, React tells a key or two too late; that an answer has come, the new place tells.
    if (wanted === null || state !== 'idle' || asked.current?.from === place) return
    if (wanted === chosen || wanted === asked.current?.age) {
      asked.current = null
      // A key that came after this was painted is a newer wish.
      setWanted((newest) => (newest === wanted ? null : newest))
      return
    }
    const frame = requestAnimationFrame(() => {
      asked.current = { age: wanted, from: place }
      navigate(address(overviewAddress({ age: wanted, years: readYears(search) })), {
        replace: true,
        preventScrollReset: true,
      })
    })
    return () => cancelAnimationFrame(frame)
  }, [wanted, state, place, chosen, navigate, address, search])

  return { shown: wanted ?? chosen, choose: setWanted }
}
