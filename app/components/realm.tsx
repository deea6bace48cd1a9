/** Where a page stands: in the portal, or embedded with a partner, where the same parts lead nowhere else. */
import { createContext, useContext } from 'react'
import type { ComponentProps } from 'react'

/** The embedded pages that there are are called as in the portal, under this. */
const embeddedRoot = '/embed'

export const isEmbeddedPath = (path: string): boolean => /^\/embed(\/|$)/i.test(path)

export const isStaffPath = (path: string): boolean => /^\/ombud(\/|$)/i.test(path)

/** Where one begins who stands at this address: a partner's customer, staff, or anybody else. */
export function homeOf(path: string): string {
  if (isEmbeddedPath(path)) return '/embed/oversikt'
  return isStaffPath(path) ? '/ombud' : '/'
}

const Embedded = createContext(false)
export const EmbeddedProvider = Embedded.Provider

export const useEmbedded = (): boolean => useContext(Embedded)

/** Gives the address of the page where this one stands: `/oversikt` or `/embed/oversikt`. */
export function useAddress(): (path: string) => string {
  return useEmbedded() ? embeddedAddress : portalAddress
}

const embeddedAddress = (path: string): string => `${embeddedRoot}${path}`
const portalAddress = (path: string): string => path

/** A link to a page that is not embedded: there it is left out, with what stands before it. */
export function PortalLink(props: ComponentProps<'a'>) {
  return useEmbedded() ? null : <a {...props} />
}
