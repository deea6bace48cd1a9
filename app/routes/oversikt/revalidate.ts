import type { ShouldRevalidateFunctionArgs } from '@remix-run/react'

const withoutColumn = (url: URL): string => {
  const search = new URLSearchParams(url.search)
  search.delete('vid')
  return url.pathname + search.toString()
}

/** Opening a column in the chart changes the address, but nothing the server knows. */
export const shouldRevalidate = ({ currentUrl, nextUrl, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) =>
  currentUrl.search !== nextUrl.search && withoutColumn(currentUrl) === withoutColumn(nextUrl)
    ? false
    : defaultShouldRevalidate
