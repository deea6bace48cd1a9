import { about } from './about.ts'
import { collection } from './collection.ts'
import { common } from './common.ts'
import { mine } from './mine.ts'
import { overview } from './overview.ts'
import { session } from './session.ts'
import { start } from './start.ts'
import { terms } from './terms.ts'
import { welcome } from './welcome.ts'

/** Every Swedish text. English has the same keys: the type says so, and index.test.ts checks it. */
export const sv = { ...common, start, welcome, terms, collection, overview, mine, session, about }

export type Texts = typeof sv
