/** One entry in a line or two of words. */
import type { TFunction } from 'i18next'
import type { DrawnFromCapital, OwnEntryContent, PaidMonthly } from '#server/services/api/entries.ts'
import type { Words } from '../../texts/words.ts'

export function summaryOf(content: OwnEntryContent, t: TFunction, words: Words): string {
  if (content.what === 'sparande') return capitalInWords(content, t, words)
  if (content.what !== 'avtal') return monthlyInWords(content, t, words)
  const { gives } = content
  return gives.kind === 'capital' ? capitalInWords(gives, t, words) : monthlyInWords(gives, t, words)
}

function capitalInWords({ value, date, saved, from, months }: DrawnFromCapital, t: TFunction, words: Words): string {
  const years = words.age(months)
  return [
    t('entries.summary.worth', { amount: words.kronor(value), day: words.day(date) }),
    ...(saved === 0 ? [] : [t('entries.summary.put', { amount: words.kronor(saved) })]),
    from === null
      ? t('entries.summary.drawnWithRest', { years })
      : t('entries.summary.drawn', { years, age: words.age(from) }),
  ].join(', ')
}

const monthlyInWords = ({ amount, from, to }: PaidMonthly, t: TFunction, words: Words): string => {
  const values = { amount: words.perMonth(amount), age: words.age(from) }
  return to === null
    ? t('entries.summary.lifelong', values)
    : t('entries.summary.limited', { ...values, end: words.age(to) })
}
