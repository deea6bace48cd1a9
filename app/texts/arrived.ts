/**
 * The texts that the open page has fetched so far. A page asks for those of its own rooms as its module is loaded, so
 * that they are there before it is shown; the server has all of them at hand.
 */
import type { Texts } from './sv/index.ts'

/** The files of texts, as they are called in each language's folder. */
export type Room =
  | 'about'
  | 'about-you'
  | 'changes'
  | 'collection'
  | 'common'
  | 'entries'
  | 'explanation'
  | 'family'
  | 'forecast'
  | 'help'
  | 'mine'
  | 'ombud'
  | 'overview'
  | 'pin'
  | 'plans'
  | 'session'
  | 'sharing'
  | 'start'
  | 'terms'
  | 'welcome'

/** Filled as rooms arrive; what asks for texts keeps this very object. */
export const arrived: Partial<Texts> = {}

/** To be awaited by the module of a route; arrived.test.ts holds that each names what it and its parts ask for. */
export async function bringTexts(...rooms: readonly Room[]): Promise<void> {
  if (typeof document === 'undefined') return
  const inEnglish = document.documentElement.lang === 'en'
  const files = rooms.map(async (room) => {
    const file = (await (inEnglish ? import(`./en/${room}.ts`) : import(`./sv/${room}.ts`))) as { common?: object }
    Object.assign(arrived, file.common ?? file)
  })
  await Promise.all(files)
}
