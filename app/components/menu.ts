/** Which entry of the menu a page belongs to. */

/** Pages that stand under an entry without standing under its address: they are reached from there. */
const pagesOf = {
  '/oversikt': ['/egna-uppgifter', '/forandringar', '/sa-raknade-vi'],
  '/prognos': ['/om-dig'],
  '/planer': [],
  '/familj': ['/hjalper'],
  '/hamta': [],
  '/mina-uppgifter': [],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type MenuAddress = keyof typeof pagesOf

/** @returns what `aria-current` says of an entry: the very page, the section that the page is of, or nothing. */
export function currentIn(entry: MenuAddress, pathname: string): 'page' | 'true' | undefined {
  const path = pathname.replace(/\/$/, '')
  if (path === entry) return 'page'
  return [entry, ...pagesOf[entry]].some((address) => `${path}/`.startsWith(`${address}/`)) ? 'true' : undefined
}
