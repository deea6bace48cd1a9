import type { TFunction } from 'i18next'
import type { OverviewView } from '#server/services/api.ts'

/** Over the names of the sources that the total lacks; they agree with the count of sources beside the total. */
export function missingWords(
  { missing, missingHeldNothing, count }: Pick<OverviewView, 'missing' | 'missingHeldNothing' | 'count'>,
  anyAmount: boolean,
  t: TFunction,
): string {
  if (missing.length === 0)
    return t(count.answered === count.of ? 'overview.missing.none' : 'overview.missing.noneOlder')
  const lead = t(anyAmount ? 'overview.missing.lead' : 'overview.missing.leadNothing', { count: missing.length })
  return missingHeldNothing === 0 ? lead : `${lead} ${t('overview.missing.heldNothing', { count: missingHeldNothing })}`
}
