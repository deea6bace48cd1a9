import type { Texts } from '../sv/index.ts'
import { about } from './about.ts'
import { aboutYou } from './about-you.ts'
import { changes } from './changes.ts'
import { collection } from './collection.ts'
import { common } from './common.ts'
import { entries } from './entries.ts'
import { explanation } from './explanation.ts'
import { family } from './family.ts'
import { forecast } from './forecast.ts'
import { help } from './help.ts'
import { mine } from './mine.ts'
import { ombud } from './ombud.ts'
import { overview } from './overview.ts'
import { pin } from './pin.ts'
import { plans } from './plans.ts'
import { session } from './session.ts'
import { sharing } from './sharing.ts'
import { start } from './start.ts'
import { terms } from './terms.ts'
import { welcome } from './welcome.ts'

/** Every English text: the same voice, not a word-for-word translation. */
export const en: Texts = {
  ...common,
  about,
  aboutYou,
  changes,
  collection,
  entries,
  explanation,
  family,
  forecast,
  help,
  mine,
  ombud,
  overview,
  pin,
  plans,
  session,
  sharing,
  start,
  terms,
  welcome,
}
