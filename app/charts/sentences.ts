/** What the chart says, in words: the same sentences above it, under it, on hover and for screen readers. */
import type { TFunction } from 'i18next'
import type { AgeView, OverviewView } from '#server/services/api.ts'
import type { Words } from '../texts/words.ts'
import type { ChartColumn } from './layout.ts'
import { pillarOrder } from './layout.ts'

/** "Vid 70 års ålder: i snitt cirka 20 100 kr/månad. Av det: allmän pension 15 200 kr och tjänstepension 4 900 kr." */
export function columnSentence(column: ChartColumn, t: TFunction, words: Words): string {
  const amount = words.perMonth(column.total)
  const head =
    column.from === column.to
      ? t('overview.chart.column', { age: column.from, amount })
      : t('overview.chart.columns', { from: column.from, to: column.to, amount })
  const parts = pillarOrder.flatMap((pillar) => {
    const part = column.parts.find((candidate) => candidate.pillar === pillar)
    if (!part || part.monthly <= 0) return []
    return [
      t('overview.chart.columnPart', {
        pillar: t(`overview.pillarPlain.${pillar}`),
        amount: words.kronor(part.monthly),
      }),
    ]
  })
  return parts.length < 2 ? head : `${head} ${t('overview.chart.columnParts', { parts: words.list(parts) })}`
}

const numberNames = { 2: 'two', 3: 'three', 4: 'four', 5: 'five' } as const
const hasName = (count: number): count is keyof typeof numberNames => count in numberNames

/** Less than this is rounding, not a change worth a sentence. */
const noticeable = 200

export interface ChartedCourse extends Pick<OverviewView, 'years' | 'stepsDown' | 'monthly' | 'firstMonth'> {
  readonly age: Pick<AgeView, 'chosen' | 'moves'>
}

/** The whole chart in a few short sentences. */
export function chartSentence(
  { years, stepsDown, monthly, age, firstMonth }: ChartedCourse,
  t: TFunction,
  words: Words,
): string {
  const last = years.at(-1)
  if (!last) return ''
  const highest = years.reduce((best, year) => (year.total > best.total ? year : best))
  const rises = highest.total > monthly + noticeable
  const [firstFall] = stepsDown
  const paidBefore = years.find((year) => (year.age + 1) * 12 <= age.chosen && year.total > 0)
  const changes = paidBefore !== undefined && Math.abs(monthly - paidBefore.total) > noticeable
  const isPaidNow = age.moves === 'work' || age.moves === 'nothing'
  const begins = changes
    ? t('overview.chart.rises', {
        now: words.perMonth(paidBefore.total),
        then: words.perMonth(monthly),
        month: words.month(firstMonth),
      })
    : t(isPaidNow ? 'overview.chart.now' : 'overview.chart.begins', { first: words.perMonth(monthly) })
  if (!changes && !firstFall && !rises && Math.abs(last.total - monthly) <= noticeable) {
    return t('overview.chart.steady', { first: words.perMonth(monthly) })
  }
  const sentences = [begins]
  if (rises) sentences.push(t('overview.chart.peak', { age: highest.age, amount: words.perMonth(highest.total) }))
  if (firstFall) {
    const count = stepsDown.length
    const times = hasName(count)
      ? t(`overview.chart.timesInWords.${numberNames[count]}`)
      : t('overview.chart.times', { number: count })
    const values = { age: words.age(firstFall.age), amount: words.kronor(firstFall.amount), times }
    sentences.push(
      stepsDown.length === 1 ? t('overview.chart.fallsOnce', values) : t('overview.chart.fallsMore', values),
    )
  }
  sentences.push(t('overview.chart.ends', { last: words.perMonth(last.total) }))
  return sentences.join(' ')
}
