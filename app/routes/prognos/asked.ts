/** What the address of a forecast page asks for. */
import type { ForecastChoices } from '#server/services/api/choices.ts'
import type { ChoicePart } from '../../choices/address.ts'
import { addressOf, choicesInAddress, readChoices } from '../../choices/address.ts'
import type { FormError } from '../../choices/form.ts'
import { formMark, readForm } from '../../choices/form.ts'

export interface AskedForecast {
  readonly kind: 'asked'
  readonly choices: ForecastChoices
  /** For the page: the choices as in an address, and what was wrong with those that were sent. */
  readonly page: {
    readonly asked: string
    readonly unreadable: readonly ChoicePart[]
    readonly errors: Readonly<Record<string, FormError>>
    /** Null when nothing was wrong. */
    readonly typed: Readonly<Record<string, string>> | null
  }
}

/** @param path of the page; a form that was sent whole is written as an address of it */
export function askedForecast(
  request: Request,
  path: string,
): AskedForecast | { readonly kind: 'elsewhere'; readonly to: string } {
  const search = new URL(request.url).searchParams
  const form = search.has(formMark) ? readForm(search) : null
  const wrong = form !== null && Object.keys(form.errors).length > 0
  if (form && !wrong) return { kind: 'elsewhere', to: addressOf(path, form.choices) }
  const { choices, unreadable } = form ? { choices: form.choices, unreadable: [] } : readChoices(search)
  const asked = choicesInAddress(choices).toString()
  const typed = wrong ? Object.fromEntries(search) : null
  return { kind: 'asked', choices, page: { asked, unreadable, errors: form?.errors ?? {}, typed } }
}
