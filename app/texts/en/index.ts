import type { Texts } from '../sv/index.ts'
import { about } from './about.ts'
import { collection } from './collection.ts'
import { common } from './common.ts'
import { explanation } from './explanation.ts'
import { family } from './family.ts'
import { forecast } from './forecast.ts'
import { help } from './help.ts'
import { overview } from './overview.ts'
import { session } from './session.ts'
import { sharing } from './sharing.ts'
import { start } from './start.ts'
import { terms } from './terms.ts'
import { welcome } from './welcome.ts'

/** Every English text: the same voice, not a word-for-word translation. */
export const en: Texts = {
  ...common,
  about,
  collection,
  explanation,
  family,
  forecast,
  help,
  overview,
  session,
  sharing,
  start,
  terms,
  welcome,
}
