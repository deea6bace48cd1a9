/** What a simulated provider makes of an errand: the same for the same errand on the same day. */
import type { IsoDate } from '#forecasting/model/year-month.ts'
import { addMonths, formatYearMonth, monthOfDate } from '#forecasting/model/year-month.ts'
import type { ErrandContent, ErrandReply } from '../errands.ts'
import { dayOf } from '../swedish-clock.ts'
import { Chance } from './chance.ts'
import { isNumberOf } from './contracts.ts'
import type { ProviderId } from './providers.ts'

const noticeMonths = 3

/** The first day that a plan handed in today may begin. As text, a day that its month lacks is before the next month. */
function earliestStart(today: IsoDate): string {
  return `${formatYearMonth(addMonths(monthOfDate(today), noticeMonths))}${today.slice(7)}`
}

/** The first word about it, and what came of a complaint that was taken in hand. */
export function repliesTo(provider: ProviderId, content: ErrandContent, today: Date): readonly ErrandReply[] {
  if (!isNumberOf(provider, content.contractNumber)) {
    return [{ kind: 'rejected', reason: 'Avtalet finns inte hos oss.' }]
  }
  if (content.operation === 'anmalFel') {
    const isRight = new Chance(content.contractNumber).happens('found-right', 0.5)
    const answer = isRight
      ? 'Uppgiften stämmer med vårt register och ändras inte.'
      : 'Uppgiften var fel. Den är rättad och syns vid nästa hämtning.'
    return [{ kind: 'received' }, { kind: 'answered', answer }]
  }
  return content.start < earliestStart(dayOf(today))
    ? [{ kind: 'rejected', reason: `Uttag måste begäras minst ${noticeMonths} månader i förväg.` }]
    : [{ kind: 'received' }]
}
