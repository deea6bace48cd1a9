import type { LoggedOutView } from '../routes/visitor.ts'
import type { Texts } from '../texts/sv/index.ts'

/** What a route tells the frame around it, as its `handle`. */
export interface PageHandle {
  readonly title: keyof Texts['titles']
  /** Whether the page, with this loader data, should load itself again where there is no JavaScript. */
  refreshes?(data: unknown): boolean
}

const isPageHandle = (handle: unknown): handle is PageHandle =>
  typeof handle === 'object' && handle !== null && 'title' in handle

export const isLoggedOutView = (data: unknown): data is LoggedOutView =>
  typeof data === 'object' && data !== null && 'kind' in data && data.kind === 'logged-out'

/** The title says what is shown: a page that needs a login shows something else without one. */
export const pageTitle = (handle: unknown, data: unknown): keyof Texts['titles'] =>
  isLoggedOutView(data) ? loggedOutTitle(data.reason) : pageHandleOf(handle).title

export const loggedOutTitle = (reason: LoggedOutView['reason']) =>
  reason === 'needsEid' || reason === 'notHere' ? 'refused' : 'notLoggedIn'

export const pageHandleOf = (handle: unknown): PageHandle => (isPageHandle(handle) ? handle : { title: 'start' })
