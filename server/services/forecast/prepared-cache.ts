/**
 * What the engine prepares of a person, kept for as long as what it was prepared from is: the next choice of an age or a
 * payout is then answered without reading the law and every contract again.
 *
 * Found by the very object `known` (of one saver, one version of what is stored, one day), the market and the pay.
 */
import type { Prepared } from '#forecasting/projection/prepare.ts'
import type { Known } from '#forecasting/projection/types.ts'
import type { ForecastChoices } from '../api/choices.ts'
import { knownWith, prepareSound } from './asking.ts'

/** A market or two beside the expected, and the pays that a slider has just passed. */
const keptOfOne = 8

const kept = new WeakMap<Known, Map<string, Prepared>>()

/** The same as `prepareSound(knownWith(known, choices))`. */
export function preparedFor(known: Known, choices: Pick<ForecastChoices, 'market' | 'salary'>): Prepared {
  const ofOne = kept.get(known) ?? new Map<string, Prepared>()
  kept.set(known, ofOne)
  const key = `${choices.market ?? 'expected'} ${choices.salary ?? 'known'}`
  const prepared = ofOne.get(key) ?? prepareSound(knownWith(known, choices))
  ofOne.delete(key)
  ofOne.set(key, prepared)
  const [oldest] = ofOne.keys()
  if (ofOne.size > keptOfOne && oldest !== undefined) ofOne.delete(oldest)
  return prepared
}
