/** The former basic pension within tilläggspension of a single person. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const folkpensionEnsam: Parameter<'prisbasbelopp'> = {
  kind: 'dated',
  term: 'folkpension i tilläggspensionen, ensamstående',
  english: 'basic pension within tilläggspension, single',
  unit: 'prisbasbelopp',
  holds: 'until-changed',
  values: [
    ...dated<'prisbasbelopp'>({ status: 'decided', source: 'SFB 63 kap. 13-14 §§; lag (1998:702)' }, [
      ['1960', '0.96'],
    ]),
  ],
}
