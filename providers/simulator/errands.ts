/** What a simulated provider makes of an errand: the same for the same errand on the same day. */
import type { ErrandContent, ErrandReply } from '../errands.ts'
import { Chance } from './chance.ts'
import { isNumberOf } from './contracts.ts'
import type { ProviderId } from './providers.ts'

const noticeMonths = 3

/** The first day that a plan handed in today may begin. */
function earliestStart(today: Date): string {
  const day = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + noticeMonths, today.getUTCDate()))
  return day.toISOString().slice(0, 10)
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
  return content.start < earliestStart(today)
    ? [{ kind: 'rejected', reason: `Uttag måste begäras minst ${noticeMonths} månader i förväg.` }]
    : [{ kind: 'received' }]
}
