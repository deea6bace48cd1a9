/** The former basic pension within tilläggspension of a married person. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const folkpensionGift: Parameter<'prisbasbelopp'> = {
  kind: 'dated',
  term: 'folkpension i tilläggspensionen, gift',
  english: 'basic pension within tilläggspension, married',
  unit: 'prisbasbelopp',
  holds: 'until-changed',
  values: [
    ...dated<'prisbasbelopp'>({ status: 'decided', source: 'SFB 63 kap. 13-14 §§; lag (1998:702)' }, [
      ['1960', '0.785'],
    ]),
  ],
}
