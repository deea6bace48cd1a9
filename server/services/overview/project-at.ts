/** The projection at the age that was asked for, or at the riktålder. */
import type { Age } from '#forecasting/model/age.ts'
import { age } from '#forecasting/model/age.ts'
import { project } from '#forecasting/projection/run.ts'
import type { Projection, ProjectionInput } from '#forecasting/projection/types.ts'

export interface ChosenProjection {
  readonly projection: Projection
  /** The age asked for lay outside the bounds and was moved. */
  readonly moved: boolean
}

/** Near the riktålder of everyone who is not yet a pensioner: one projection then does for most. */
const firstGuess = age(67)
/** What the engine takes as an age at all. */
const highestAge = age(130)

/** @param asked completed months; undefined, or no number, for the default */
export function projectAt(input: Omit<ProjectionInput, 'choices'>, asked: number | undefined): ChosenProjection {
  const at = (retirementAge: Age) => project({ ...input, choices: { retirementAge } })
  if (asked !== undefined && Number.isFinite(asked)) {
    const projection = at(Math.min(Math.max(Math.round(asked), 0), highestAge) as Age)
    return { projection, moved: projection.retirementAge !== asked }
  }
  const guess = at(firstGuess)
  const { riktalder } = guess.ages
  return { projection: riktalder === guess.retirementAge ? guess : at(riktalder), moved: false }
}
