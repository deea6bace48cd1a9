/** Only addresses of our own: anything that could lead elsewhere becomes the start page. */
export function localPath(text: unknown): string {
  if (typeof text !== 'string' || !/^\/[^\\\s]*$/.test(text)) return '/'
  if (!URL.canParse(text, 'http://portal.invalid')) return '/'
  const url = new URL(text, 'http://portal.invalid')
  // "/.//host" becomes "//host" when the dots are resolved, and would lead elsewhere the next time it is read.
  return url.host === 'portal.invalid' && !url.pathname.startsWith('//') ? url.pathname + url.search : '/'
}

export const loginAddress = (till: string): string => `/login?till=${encodeURIComponent(till)}`
