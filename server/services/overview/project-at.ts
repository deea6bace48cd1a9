/** The projection at the age that was asked for, or at the riktålder. */
import type { Age } from '#forecasting/model/age.ts'
import { age } from '#forecasting/model/age.ts'
import { ForecastInputError } from '#forecasting/model/errors.ts'
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
  const at = (retirementAge: Age) => projectSound({ ...input, choices: { retirementAge } })
  if (asked !== undefined && Number.isFinite(asked)) {
    const projection = at(Math.min(Math.max(Math.round(asked), 0), highestAge) as Age)
    return { projection, moved: projection.retirementAge !== asked }
  }
  const guess = at(firstGuess)
  const { riktalder } = guess.ages
  return { projection: riktalder === guess.retirementAge ? guess : at(riktalder), moved: false }
}

/**
 * A delivered holding that the engine refuses (a yearly fee of 42 %, a latest age below the earliest) has no result, and
 * is shown without a forecast; it does not take the others' with it.
 */
function projectSound(input: ProjectionInput): Projection {
  try {
    return project(input)
  } catch (error) {
    if (!(error instanceof ForecastInputError)) throw error
    const sound = input.holdings.filter(({ id }) => !error.field.startsWith(`holdings.${id}.`))
    if (sound.length === input.holdings.length) throw error
    return projectSound({ ...input, holdings: sound })
  }
}
