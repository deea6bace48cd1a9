import { useNavigate, useNavigation, useSearchParams } from '@remix-run/react'
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
  const [search] = useSearchParams()
  const [wanted, setWanted] = useState<number | null>(null)
  const asked = useRef<number | null>(null)

  useEffect(() => {
    if (wanted === null || state !== 'idle') return
    if (wanted === chosen || wanted === asked.current) {
      asked.current = null
      setWanted(null)
      return
    }
    const frame = requestAnimationFrame(() => {
      asked.current = wanted
      navigate(address(overviewAddress({ age: wanted, years: readYears(search) })), {
        replace: true,
        preventScrollReset: true,
      })
    })
    return () => cancelAnimationFrame(frame)
  }, [wanted, state, chosen, navigate, address, search])

  return { shown: wanted ?? chosen, choose: setWanted }
}
