/**
 * The answers that the open page has, and the questions it has under way. Lives as long as the page: what is logged out
 * of is left, and everything here with it.
 */
import type { ForecastChoices } from '#server/services/api/choices.ts'
import type { ForecastAnswer } from '#server/services/api/forecast.ts'
import { choicesInAddress } from '../../choices/address.ts'
import { isOver } from '../../components/session-watch.ts'
import type { ForecastAnswers } from './svar.ts'

/** Some ten journeys along the slider. */
const mostKept = 1500
/** Months of age fetched ahead on either side; `few` left of them is when more are fetched. */
export const ahead = { around: 12, few: 8 } as const

/** After so many batches in a row the rest is fetched when it is wanted. */
const mostRounds = 4

export const keyOf = (choices: ForecastChoices): string => choicesInAddress(choices).toString()

/** Where on the slider the hand is, with the other choices. */
export interface Near {
  readonly choices: ForecastChoices
  readonly age: number
  readonly earliest: number
  readonly latest: number
}

/** Whose page it is, and where its questions are answered. */
interface OpenPage {
  readonly sessionTag: string
  readonly path: string
}

/** The session has ended or is another's. */
export class NoLongerOurs extends Error {}

export class Answers {
  readonly #kept = new Map<string, ForecastAnswer>()
  readonly #page: OpenPage
  #batch: { readonly key: string; readonly abort: AbortController } | null = null
  #near: Near | null = null

  constructor(first: ForecastAnswer, page: OpenPage) {
    this.#page = page
    this.#keep(first)
  }

  get(choices: ForecastChoices): ForecastAnswer | null {
    return this.#kept.get(keyOf(choices)) ?? null
  }

  /** @throws NoLongerOurs, or what fetch throws when the network is away or the question was taken back */
  async ask(choices: ForecastChoices, signal: AbortSignal): Promise<ForecastAnswer> {
    const [first] = await this.#fetch(choices, 0, signal)
    if (first === undefined) throw new Error('No answer came')
    return first
  }

  /** Fetches the neighbours of an age until there are enough; a batch for other choices is taken back. */
  async fetchAhead(near: Near): Promise<void> {
    this.#near = near
    const key = keyOf(near.choices)
    if (this.#batch?.key === key) return
    this.#batch?.abort.abort()
    const batch = { key, abort: new AbortController() }
    this.#batch = batch
    try {
      for (let round = 0; round < mostRounds; round++) {
        const centre = this.#nextCentre(this.#near)
        if (centre === null) return
        await this.#fetch({ ...near.choices, retirementAge: centre }, ahead.around, batch.abort.signal)
      }
    } finally {
      if (this.#batch === batch) this.#batch = null
    }
  }

  stop(): void {
    this.#batch?.abort.abort()
  }

  /** Around which age to fetch, so that nothing is asked for twice; null when there is enough at hand. */
  #nextCentre({ choices, age, earliest, latest }: Near): number | null {
    const within = (one: number) => Math.min(latest, Math.max(earliest, one))
    const isMissing = (retirementAge: number) => this.get({ ...choices, retirementAge }) === null
    for (let step = 0; step <= ahead.few; step++) {
      if (isMissing(within(age + step))) return within(age + step + (step === 0 ? 0 : ahead.around))
      if (isMissing(within(age - step))) return within(age - step - ahead.around)
    }
    return null
  }

  async #fetch(choices: ForecastChoices, around: number, signal: AbortSignal): Promise<readonly ForecastAnswer[]> {
    const search = choicesInAddress(choices)
    if (around > 0) search.set('runt', String(around))
    const response = await fetch(`${this.#page.path}?${search.toString()}`, {
      headers: { 'X-Session': this.#page.sessionTag },
      signal,
    })
    if (isOver(response)) throw new NoLongerOurs()
    if (!response.ok) throw new Error(`The portal answered ${response.status}`)
    const { answers } = (await response.json()) as ForecastAnswers
    for (const answer of answers) this.#keep(answer)
    return answers
  }

  #keep(answer: ForecastAnswer): void {
    if (this.#kept.size >= mostKept) this.#kept.clear()
    const { choices, age, notFollowed } = answer
    this.#kept.set(keyOf(choices), answer)
    // The same answer under the age it was made at, unless it tells that another was asked for.
    if (!notFollowed.age) this.#kept.set(keyOf({ ...choices, retirementAge: age }), answer)
  }
}
