/** The base above which garantipension is lowered by a part of the base only, married. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const brytpunktGarantipensionGift: Parameter<'prisbasbelopp'> = {
  kind: 'dated',
  term: 'brytpunkt för garantipension, gift',
  english: 'base above which the guarantee pension falls slower, married',
  unit: 'prisbasbelopp',
  holds: 'until-changed',
  values: [...dated<'prisbasbelopp'>({ status: 'decided', source: 'SFB 67 kap. 22 §' }, [['1990', '1.14']])],
}
