/**
 * A saver's choices put to the engine: what a contract's rules do not allow, what lies outside the ages, and what
 * belongs to a contract that is gone is told by name and left out; the rest is answered.
 */
import type { Age } from '#forecasting/model/age.ts'
import { age } from '#forecasting/model/age.ts'
import { ForecastInputError } from '#forecasting/model/errors.ts'
import { kronorPerYear, share } from '#forecasting/model/quantity.ts'
import { forecast } from '#forecasting/projection/forecast.ts'
import type { Prepared } from '#forecasting/projection/prepare.ts'
import type { Outcome, OutcomeOf } from '#forecasting/projection/prepared.ts'
import { prepare } from '#forecasting/projection/prepare.ts'
import type { Choices, HoldingChoice, Known, Projection } from '#forecasting/projection/types.ts'
import type { ChosenPayout, ForecastChoices } from '../api/choices.ts'
import { isDrawnInFull } from './age-moves.ts'

/** A choice that was not followed; a contract's by its id. */
export type NotFollowed = 'retirement-age' | 'work' | 'withdrawal' | { readonly contractId: string }

export interface Answer {
  readonly prepared: Prepared
  readonly choices: Choices
  readonly projection: Projection
  readonly notFollowed: readonly NotFollowed[]
}

/** Near the riktålder of everyone who is not yet a pensioner: one projection then does for most. */
const firstGuess = age(67)
/** What the engine takes as an age at all. */
const highestAge = age(130)

/** What is known with the part of the choices that the engine takes beforehand. */
export const knownWith = (known: Known, { market, salary }: ForecastChoices): Known => ({
  ...known,
  ...(salary !== undefined && { salary: kronorPerYear(salary * 12) }),
  ...(market !== undefined && { assumptions: { ...known.assumptions, market } }),
})

/**
 * A delivered holding that the engine refuses (a yearly fee of 42 %, a latest age below the earliest) has no result, and
 * is shown without a forecast; it does not take the others' with it.
 */
export function prepareSound(known: Known): Prepared {
  try {
    return prepare(known)
  } catch (error) {
    if (!(error instanceof ForecastInputError)) throw error
    const holdings = known.holdings.filter(({ id }) => !error.field.startsWith(`holdings.${id}.`))
    const entries = (known.entries ?? []).filter(({ id }) => !error.field.startsWith(`entries.${id}.`))
    if (holdings.length === known.holdings.length && entries.length === (known.entries ?? []).length) throw error
    return prepareSound({ ...known, holdings, entries })
  }
}

/**
 * Without an age: at the riktålder, or as it is paid now where nothing is left to draw.
 *
 * @throws MissingFigureError when no figure of law, decided or projected, reaches as far as asked
 */
export function ask(prepared: Prepared, asked: ForecastChoices): Answer {
  const { riktalder, earliest } = prepared.ages
  const wanted = asked.retirementAge
  if (wanted === undefined || !Number.isFinite(wanted)) {
    const guess = follow(prepared, asked, firstGuess)
    // Where no age changes what is drawn, the answer is what is paid now.
    const usual = isDrawnInFull(guess) ? earliest : riktalder
    return guess.projection.retirementAge === usual ? guess : follow(prepared, asked, usual)
  }
  const answer = follow(prepared, asked, Math.min(Math.max(Math.round(wanted), 0), highestAge) as Age)
  if (answer.projection.retirementAge === wanted) return answer
  return { ...answer, notFollowed: ['retirement-age', ...answer.notFollowed] }
}

function follow(prepared: Prepared, asked: ForecastChoices, retirementAge: Age): Answer {
  const known = new Set(prepared.holdings.map(({ id }) => id))
  const chosen = Object.entries(asked.contracts ?? {})
  const gone = chosen.filter(([id]) => !known.has(id)).map(([contractId]) => ({ contractId }))
  const { work, withdrawal } = asked
  return trying(
    prepared,
    {
      retirementAge,
      perHolding: Object.fromEntries(
        chosen.filter(([id]) => known.has(id)).map(([id, payout]) => [id, holdingChoice(payout)]),
      ),
      ...(work !== undefined && {
        work: work.map(({ from, to, salary, benefit }) => ({
          from: from as Age,
          to: to as Age,
          salary: kronorPerYear(salary * 12),
          ...(benefit !== undefined && { benefit: kronorPerYear(benefit * 12) }),
        })),
      }),
      ...(withdrawal !== undefined && {
        publicWithdrawal: withdrawal.map(({ from, share: percent }) => ({
          from: from as Age,
          inkomstpension: share(String(percent / 100)),
          premiepension: share(String(percent / 100)),
        })),
      }),
    },
    gone,
  )
}

const holdingChoice = ({ start, duration }: ChosenPayout): HoldingChoice => ({
  ...(start !== undefined && { start: start as Age }),
  ...(duration !== undefined && { duration: duration === 'lifelong' ? duration : { months: duration } }),
})

/**
 * What the engine refuses is left out, one part after another; each round leaves less to refuse.
 * @param outcomes of earlier rounds, by holding: what was answered then holds, for its choice is as it was
 */
function trying(
  prepared: Prepared,
  choices: Choices,
  notFollowed: readonly NotFollowed[],
  outcomes = new Map<string, Outcome>(),
): Answer {
  const once: OutcomeOf = (holding, asked) => {
    const outcome = outcomes.get(holding.id) ?? holding.outcome(asked)
    outcomes.set(holding.id, outcome)
    return outcome
  }
  try {
    return { prepared, choices, projection: forecast(prepared, choices, once), notFollowed }
  } catch (error) {
    if (!(error instanceof ForecastInputError)) throw error
    const refused = refusedPart(choices, error.field)
    if (refused === null) throw error
    // Work and withdrawal are of every holding.
    const stillHold = typeof refused === 'string' ? new Map<string, Outcome>() : outcomes
    return trying(prepared, without(choices, refused), [...notFollowed, refused], stillHold)
  }
}

function refusedPart({ work, publicWithdrawal, perHolding = {} }: Choices, field: string): NotFollowed | null {
  const contractId = Object.keys(perHolding).find((id) => field.startsWith(`choices.perHolding.${id}.`))
  if (contractId !== undefined) return { contractId }
  if (work !== undefined && field.startsWith('choices.work.')) return 'work'
  return publicWithdrawal !== undefined && field.startsWith('choices.publicWithdrawal.') ? 'withdrawal' : null
}

const without = ({ retirementAge, perHolding = {}, work, publicWithdrawal }: Choices, part: NotFollowed): Choices => ({
  retirementAge,
  perHolding: Object.fromEntries(
    Object.entries(perHolding).filter(([id]) => typeof part === 'string' || id !== part.contractId),
  ),
  ...(work !== undefined && part !== 'work' && { work }),
  ...(publicWithdrawal !== undefined && part !== 'withdrawal' && { publicWithdrawal }),
})
