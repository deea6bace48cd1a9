import { useLocation, useNavigate } from '@remix-run/react'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { ForecastChoices } from '#server/services/api/choices.ts'
import type { ForecastAnswer, ForecastView } from '#server/services/api/forecast.ts'
import { addressOf, readChoices, withoutChoice } from '../../choices/address.ts'
import { formMark } from '../../choices/form.ts'
import { useAddress } from '../../components/realm.tsx'
import { leavePage } from '../../components/session-watch.ts'
import { Answers, keyOf, NoLongerOurs } from './answers.ts'

/** The hand rests: the address is written. */
const restMilliseconds = 500

export interface Forecast {
  /** What the saver has chosen; the answer may be a moment behind. */
  readonly choices: ForecastChoices
  readonly answer: ForecastAnswer
  /** The fields are written anew when it changes: the choices came from elsewhere than from them. */
  readonly revision: number
  /** The portal did not answer; the figures are of an earlier choice. */
  readonly failed: boolean
  /** From the fields themselves. */
  readonly type: (choices: ForecastChoices) => void
  /** From a link or the slider. */
  readonly choose: (choices: ForecastChoices) => void
}

/** The choices while they are being moved. One question is under way at a time; the newest wish is asked next. */
export function useForecast({ frame, answer: first }: ForecastView, sessionTag: string): Forecast {
  const address = useAddress()
  const [store] = useState(() => new Answers(first, { sessionTag, path: address('/prognos/svar') }))
  const [state, setState] = useState({ choices: first.choices, answer: first, revision: 0, failed: false })
  const asking = useRef<{ readonly key: string; readonly abort: AbortController } | null>(null)
  const wanted = useRef(first.choices)
  const { choices, answer } = state

  const answerWith = useCallback((next: ForecastAnswer) => {
    setState((before) => ({ ...before, answer: next, failed: false }))
  }, [])

  const seek = useCallback(async () => {
    while (asking.current === null) {
      const now = wanted.current
      const key = keyOf(now)
      const kept = store.get(now)
      if (kept !== null) {
        answerWith(kept)
        return
      }
      const abort = new AbortController()
      asking.current = { key, abort }
      try {
        answerWith(await store.ask(now, abort.signal))
        asking.current = null
        if (keyOf(wanted.current) === key) return
      } catch (error) {
        asking.current = null
        if (error instanceof NoLongerOurs) {
          leavePage('avslutad')
          return
        }
        if (!abort.signal.aborted) {
          setState((before) => ({ ...before, failed: true }))
          return
        }
      }
    }
  }, [answerWith, store])

  const take = useCallback(
    (next: ForecastChoices, rewrite: boolean) => {
      const others = withoutChoice(wanted.current, 'retirementAge')
      const nextOthers = withoutChoice(next, 'retirementAge')
      wanted.current = next
      const kept = store.get(next)
      setState((before) => ({
        choices: next,
        answer: kept ?? before.answer,
        revision: rewrite ? before.revision + 1 : before.revision,
        failed: false,
      }))
      if (kept !== null) return
      // Along the slider every answer is wanted on the way; after another choice the old question is not.
      if (keyOf(others) !== keyOf(nextOthers)) asking.current?.abort.abort()
      void seek()
    },
    [seek, store],
  )
  const type = useCallback((next: ForecastChoices) => take(next, false), [take])
  const choose = useCallback((next: ForecastChoices) => take(next, true), [take])

  useChoicesInAddress(choices, choose)
  const { earliest, latest } = frame.age
  const { age } = answer
  useEffect(() => {
    const others = withoutChoice(choices, 'retirementAge')
    store.fetchAhead({ choices: others, age, earliest, latest }).catch((error: unknown) => {
      // What was to be at hand is asked for when it is wanted.
      if (error instanceof NoLongerOurs) leavePage('avslutad')
    })
  }, [choices, age, earliest, latest, store])
  useEffect(() => () => store.stop(), [store])

  return { ...state, type, choose }
}

/** Written when the hand rests; what comes into it from elsewhere (a link, the back button) is a choice. */
function useChoicesInAddress(choices: ForecastChoices, choose: (choices: ForecastChoices) => void): void {
  const navigate = useNavigate()
  const address = useAddress()
  const { search } = useLocation()
  const written = useRef(keyOf(choices))

  useEffect(() => {
    const key = keyOf(choices)
    if (key === written.current) return
    const timer = setTimeout(() => {
      written.current = key
      navigate(addressOf(address('/prognos'), choices), { replace: true, preventScrollReset: true })
    }, restMilliseconds)
    return () => clearTimeout(timer)
  }, [choices, address, navigate])

  useEffect(() => {
    const given = new URLSearchParams(search)
    if (given.has(formMark)) return
    const { choices: read } = readChoices(given)
    const key = keyOf(read)
    if (key === written.current) return
    written.current = key
    choose(read)
  }, [search, choose])
}
