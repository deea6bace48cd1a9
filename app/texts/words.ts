/** Amounts, days and ages in words. Written out by hand so that server and browser always give the same text. */
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { momentInSweden } from '../components/moment.ts'

const narrow = '\u00a0'

/** 24300 → `24 300`, with spaces that do not break. */
export const inThousands = (amount: number): string =>
  `${amount < 0 ? '\u2212' : ''}${String(Math.abs(Math.round(amount))).replace(/\B(?=(\d{3})+$)/g, narrow)}`

/** 0.35 → `0,35`; the sign stands in the text around it. */
export const percent = (value: number, t: TFunction): string => String(value).replace('.', t('format.decimalPoint'))
const monthNumbers = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const

export interface Words {
  /** `24 300 kr` */
  kronor(amount: number): string
  /** `24 300 kr/månad` */
  perMonth(amount: number): string
  /** `2026-03-03`, or a moment as ISO text, by Swedish clocks → `3 mars 2026` */
  day(isoDate: string): string
  /** `06:00`, or with a day `24 november 2026 kl. 06:00` */
  time(time: string, isoDate: string | null): string
  /** A moment as ISO text, by Swedish clocks: `3 mars 2026 kl. 14:05` */
  moment(iso: string): string
  /** `2027-06` → `juni 2027` */
  month(yearMonth: string): string
  /** 807 → `67 år och 3 månader` */
  age(months: number): string
  /** `a, b och c` */
  list(items: readonly string[]): string
}

export function wordsOf(t: TFunction): Words {
  const monthName = (text: string): string => {
    const number = monthNumbers[Number(text.slice(5, 7)) - 1]
    return number === undefined ? '' : t(`format.monthName.m${number}`)
  }
  const day = (text: string): string => {
    const date = text.includes('T') ? momentInSweden(text).day : text
    return t('format.day', { day: String(Number(date.slice(8))), month: monthName(date), year: date.slice(0, 4) })
  }
  return {
    kronor: (amount) => t('format.kronor', { amount: inThousands(amount) }).replaceAll(' ', narrow),
    perMonth: (amount) => t('format.perMonth', { amount: inThousands(amount) }).replaceAll(' ', narrow),
    day,
    time: (time, isoDate) => (isoDate === null ? time : t('format.dayAndTime', { day: day(isoDate), time })),
    moment: (iso) => {
      const at = momentInSweden(iso)
      return t('format.dayAndTime', { day: day(at.day), time: at.time })
    },
    month: (text) => t('format.month', { month: monthName(text), year: text.slice(0, 4) }),
    age: (months) => {
      const part = (unit: 'years' | 'months', count: number) => t(`format.${unit}`, { count }).replaceAll(' ', narrow)
      const years = part('years', Math.floor(months / 12))
      const extra = months % 12
      return extra === 0 ? years : t('format.yearsAndMonths', { years, months: part('months', extra) })
    },
    list: (items) =>
      items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} ${t('format.and')} ${items.at(-1) ?? ''}`,
  }
}

/** Each part of a page asks for them. */
const made = new WeakMap<TFunction, Words>()

export function useWords(): { readonly t: TFunction; readonly words: Words } {
  const { t } = useTranslation()
  const words = made.get(t) ?? wordsOf(t)
  made.set(t, words)
  return { t, words }
}
