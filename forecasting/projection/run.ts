/** The projection of one person's holdings in one call: for one choice. Several choices share `prepare`. */
import { forecast } from './forecast.ts'
import { prepare } from './prepare.ts'
import type { Projection, ProjectionInput } from './types.ts'

/**
 * @throws ForecastInputError for input that cannot be meant, naming its field
 * @throws MissingFigureError when no figure of law, decided or projected, reaches as far as asked
 */
export const project = ({ choices, ...known }: ProjectionInput): Projection => forecast(prepare(known), choices)
