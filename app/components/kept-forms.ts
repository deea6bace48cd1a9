/**
 * What a saver had typed when the session ended, kept in the tab until they have logged in again. Holds for every form
 * of the portal's pages that is posted, without a line in any of them.
 *
 * sessionStorage holds it, of this tab alone, and only: from the moment a form is sent until the answer shows whether
 * the session was still there; and, when it was not, until the same saver is back on the same page, for an hour at most.
 * An ordinary logout, another saver and every answer that is not "you are logged out" take it away.
 */

export interface KeptField {
  /** Which of the page's posted forms, and which control of that name in it. */
  readonly form: number
  readonly name: string
  readonly place: number
  readonly value: string
  readonly checked: boolean | null
}

export interface KeptForms {
  /** `sent`: on its way, and most often received. `ended`: there was no session left to take it. */
  readonly state: 'sent' | 'ended'
  readonly saverTag: string
  /** Of the page with the form. */
  readonly address: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly fields: readonly KeptField[]
}

/** The page that the browser has come to. */
export interface Arrival {
  /** The page says that nobody is logged in, in place of what was asked for. */
  readonly told: boolean
  /** `null`: nobody is logged in. */
  readonly saverTag: string | null
  readonly address: string
  readonly at: number
}

export type Fate = 'forget' | 'keep' | 'keep-as-ended' | 'restore'

const longest = 60 * 60_000

/** Where an ordinary logout leads. */
const isLogoutPage = (address: string): boolean => address.startsWith('/utloggad')

export function fateOf(kept: KeptForms, { told, saverTag, address, at }: Arrival): Fate {
  if (at - kept.at > longest || isLogoutPage(address)) return 'forget'
  if (told) return 'keep-as-ended'
  if (kept.state === 'sent') return 'forget'
  if (saverTag === null) return 'keep'
  if (saverTag !== kept.saverTag) return 'forget'
  return address === kept.address ? 'restore' : 'keep'
}

const storagePlace = 'ej-skickat'

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

const postedForms = (): HTMLFormElement[] => [...document.querySelectorAll<HTMLFormElement>('main form[method=post]')]

/** Passwords and files are never kept. Of what is hidden only the version, so that another tab's change is still told. */
const isKept = (control: Element): control is Control =>
  control instanceof HTMLTextAreaElement ||
  control instanceof HTMLSelectElement ||
  (control instanceof HTMLInputElement &&
    !['password', 'file', 'submit', 'button', 'reset'].includes(control.type) &&
    (control.type !== 'hidden' || control.name === 'version'))

const hasCheck = (control: Control): control is HTMLInputElement =>
  control instanceof HTMLInputElement && ['checkbox', 'radio'].includes(control.type)

const isChanged = (control: Control): boolean => {
  if (control instanceof HTMLSelectElement) {
    return [...control.options].some((option) => option.selected !== option.defaultSelected)
  }
  if (hasCheck(control)) return control.checked !== control.defaultChecked
  return control.type !== 'hidden' && control.value !== control.defaultValue
}

const controlsOf = (form: HTMLFormElement): Control[] =>
  [...form.elements].filter(isKept).filter(({ name }) => name !== '')

/** A form that someone has begun to fill in is not taken from them; figures are never on such a page. */
export const isTyping = (): boolean => postedForms().some((form) => controlsOf(form).some(isChanged))

function fieldsOf(form: HTMLFormElement, index: number): KeptField[] {
  const controls = controlsOf(form)
  return controls.map((control) => ({
    form: index,
    name: control.name,
    place: controls.filter(({ name }) => name === control.name).indexOf(control),
    value: control.value,
    checked: hasCheck(control) ? control.checked : null,
  }))
}

const here = (): string => location.pathname + location.search

function store(kept: KeptForms | null): void {
  try {
    if (kept === null) sessionStorage.removeItem(storagePlace)
    else sessionStorage.setItem(storagePlace, JSON.stringify(kept))
  } catch {
    // No storage: then the page of the answer says what was typed.
  }
}

function stored(): KeptForms | null {
  try {
    // Only this module writes it, in this tab.
    return JSON.parse(sessionStorage.getItem(storagePlace) ?? 'null') as KeptForms | null
  } catch {
    return null
  }
}

/** The session has ended under what is being typed. */
export function keepTyped(saverTag: string): void {
  const typing = postedForms().flatMap((form, index) => (controlsOf(form).some(isChanged) ? fieldsOf(form, index) : []))
  if (typing.length > 0) store({ state: 'ended', saverTag, address: here(), at: Date.now(), fields: typing })
}

/** A form is being sent; whether the session is still there will show. */
export function keepSent(form: HTMLFormElement, saverTag: string): void {
  const index = postedForms().indexOf(form)
  if (index === -1) return
  store({ state: 'sent', saverTag, address: here(), at: Date.now(), fields: fieldsOf(form, index) })
}

export const forgetKept = (): void => store(null)

/** @returns whether something was put back into the page's forms. */
export function settleKept({ told, saverTag }: Pick<Arrival, 'told' | 'saverTag'>): boolean {
  const kept = stored()
  if (kept === null) return false
  switch (fateOf(kept, { told, saverTag, address: here(), at: Date.now() })) {
    case 'forget':
      store(null)
      return false
    case 'keep':
      return false
    case 'keep-as-ended':
      store({ ...kept, state: 'ended' })
      return false
    case 'restore':
      store(null)
      return putBack(kept.fields)
  }
}

function putBack(fields: readonly KeptField[]): boolean {
  const forms = postedForms().map(controlsOf)
  const found = fields.flatMap((field) => {
    const control = forms[field.form]?.filter(({ name }) => name === field.name)[field.place]
    return control === undefined ? [] : [{ field, control }]
  })
  for (const { field, control } of found) fill(control, field)
  return found.length > 0
}

/** As if it were typed anew, so that whatever listens to the control hears of it. */
function fill(control: Control, { value, checked }: KeptField): void {
  if (hasCheck(control)) {
    if (checked !== null && control.checked !== checked) control.click()
    return
  }
  // React takes a value that was set through its own setter for its own.
  const setter = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control), 'value')
  setter?.set?.call(control, value)
  control.dispatchEvent(new Event('input', { bubbles: true }))
  control.dispatchEvent(new Event('change', { bubbles: true }))
}
