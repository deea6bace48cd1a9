/** A moment by Swedish clocks, the same on server and browser. */
const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', dateStyle: 'short', timeStyle: 'short' })

/** `2026-11-22T10:05:00.000Z` → day `2026-11-22`, time `11:05` */
export function momentInSweden(iso: string): { readonly day: string; readonly time: string } {
  const [day = '', time = ''] = clock.format(new Date(iso)).split(' ')
  return { day, time }
}
