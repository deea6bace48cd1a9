/** Where a figure opens to its steps: the same choices in the address as where the figure stands. */
import type { ForecastChoices } from '#server/services/api/choices.ts'
import { choicesInAddress } from '../../choices/address.ts'

export interface ExplainedFigure {
  readonly choices: ForecastChoices
  /** Left out: the whole. */
  readonly contractId?: string
  /** `2048-03`; left out: the first month at the chosen age. */
  readonly month?: string
}

const path = '/sa-raknade-vi'

/** `/sa-raknade-vi/Ab3?alder=67-3&manad=2048-03` */
export function explanationAddress({ choices, contractId, month }: ExplainedFigure): string {
  const search = choicesInAddress(choices)
  if (month !== undefined) search.set('manad', month)
  const query = search.toString()
  return `${contractId === undefined ? path : `${path}/${contractId}`}${query === '' ? '' : `?${query}`}`
}

/** `2048-03`; `null` for none, or for what is no month. */
export function readMonth(search: URLSearchParams): string | null {
  const text = search.get('manad') ?? ''
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(text) ? text : null
}
