import type { ShouldRevalidateFunctionArgs } from '@remix-run/react'

/** A new choice is answered by /prognos/svar, and only then written into the address. */
export const shouldRevalidate = ({ currentUrl, nextUrl, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) =>
  currentUrl.pathname === nextUrl.pathname && currentUrl.search !== nextUrl.search ? false : defaultShouldRevalidate
