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

/** Whether a payment ends, or only becomes lower. */
export const isEnd = ({ reason }: FallView): boolean => reason === 'payment-ends' || reason === 'temporary-payout-ends'
