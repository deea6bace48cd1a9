import type { TFunction } from 'i18next'
import type { ForecastItem } from '#server/services/api/forecast.ts'
import { agreementName } from '../oversikt/contract-name.ts'

/** What a contract, the public pension or an own entry is called. */
export const itemName = ({ pillar, label }: Pick<ForecastItem, 'pillar' | 'label'>, t: TFunction): string =>
  pillar === 'allman-pension' ? t('overview.pillar.allman-pension') : agreementName(label, t)
