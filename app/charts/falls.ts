/** Why the pension falls, in words: in sentences and, shorter, at its place in the chart. */
import type { TFunction } from 'i18next'
import type { FallView } from '#server/services/api.ts'
import { agreementName } from '../routes/oversikt/contract-name.ts'

/** "ITPK tar slut" */
export const whyItFalls = ({ reason, label }: FallView, t: TFunction): string =>
  t(`overview.chart.fallWhy.${reason}`, { label: agreementName(label, t) })

/** "ITPK", or the rule or choice that lowers the amount. */
export const whatFalls = ({ reason, label }: FallView, t: TFunction): string =>
  reason === 'temporary-payout-ends' || reason === 'payment-ends'
    ? agreementName(label, t)
    : t(`overview.chart.fallShortWhy.${reason}`)

/** What is worth a sentence of its own, apart from what is hardly felt. */
export const majorFalls = (falls: readonly FallView[]): readonly FallView[] => falls.filter(({ minor }) => !minor)
