import type { Texts } from '../sv/index.ts'
import { about } from './about.ts'
import { collection } from './collection.ts'
import { common } from './common.ts'
import { mine } from './mine.ts'
import { overview } from './overview.ts'
import { session } from './session.ts'
import { start } from './start.ts'
import { terms } from './terms.ts'
import { welcome } from './welcome.ts'

/** Every English text: the same voice, not a word-for-word translation. */
export const en: Texts = { ...common, start, welcome, terms, collection, overview, mine, session, about }
