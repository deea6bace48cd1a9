/** The prognosränta that a provider publishes for its payouts. */
import type { LawReader } from '../../law.ts'
import type { Share } from '../../model/quantity.ts'
import type { IsoDate } from '../../model/year-month.ts'
import type { Parameter } from '../../parameters/parameter.ts'
import { prognosrantaKapan } from '../../parameters/prognosranta-kapan.ts'

/** By organisation number, as it stands in a contract. */
const published: ReadonlyMap<string, Parameter<'share'>> = new Map([['168164004114', prognosrantaKapan]])

/** @returns the yearly rate before fee and yield tax, or null when none is known for the provider. */
export function publishedPrognosranta(organisationNumber: string, today: IsoDate, law: LawReader): Share | null {
  const parameter = published.get(organisationNumber)
  return parameter === undefined ? null : law.value(parameter, today)
}
