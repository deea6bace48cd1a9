/** The base above which garantipension is lowered by a part of the base only, single. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const brytpunktGarantipensionEnsam: Parameter<'prisbasbelopp'> = {
  kind: 'dated',
  term: 'brytpunkt för garantipension, ensamstående',
  english: 'base above which the guarantee pension falls slower, single',
  unit: 'prisbasbelopp',
  holds: 'until-changed',
  values: [...dated<'prisbasbelopp'>({ status: 'decided', source: 'SFB 67 kap. 21 §' }, [['1990', '1.26']])],
}
