/** Where a saver is led after login: only ever a path of this site. */

/** Parsed against an origin that nobody owns, so that every way of naming another host shows. */
const nowhere = 'https://nowhere.invalid'

/** @returns the path with its query, or the fallback when the text could lead away from this site. */
export function returnPath(text: unknown, fallback: string): string {
  if (typeof text !== 'string' || text.length > 500) return fallback
  // One slash first, and no backslash or control character anywhere: browsers turn "/\" into "//", and drop tabs and
  // line breaks before they read an address.
  if (!/^\/(?!\/)/.test(text) || /[\\\s\p{Cc}]/u.test(text)) return fallback
  if (!URL.canParse(text, nowhere)) return fallback
  const url = new URL(text, nowhere)
  if (url.origin !== nowhere) return fallback
  // "/.//host" becomes "//host" when the dots are resolved.
  if (url.pathname.startsWith('//')) return fallback
  // Back to the login itself would go round and round.
  if (/^\/(login|logga-ut)(\/|$)/.test(url.pathname)) return fallback
  return `${url.pathname}${url.search}`
}
