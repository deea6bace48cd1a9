/** The wish as it stands in the address: `?belopp=24000&skatt=efter&ar=64&manader=0`. */
import type { PlanSearch, PlanWish } from '#server/services/api/plans.ts'

export type WishError =
  'amount-missing' | 'amount-unreadable' | Extract<PlanSearch, { kind: 'refused' }>['why'] | 'age-unreadable'

export interface TypedWish {
  readonly amount: string
  readonly tax: 'efter' | 'fore'
  readonly years: string
  readonly months: string
}

export interface WishReading {
  readonly typed: TypedWish
  readonly errors: readonly WishError[]
  /** Set when something is asked, and without errors. */
  readonly wish: PlanWish | null
}

/** "24 000", "24.000 kr", "24000:-" → 24000; null for what is no whole number of kronor. */
function amountFrom(text: string): number | null {
  const plain = text.replace(/(kr|:-|sek)\.?$/i, '').replace(/[\s\u00a0\u202f]/g, '')
  const grouped = /^\d{1,3}([.,]\d{3})+$/.test(plain) ? plain.replace(/[.,]/g, '') : plain
  return /^\d{1,9}$/.test(grouped) ? Number(grouped) : null
}

/** @param riktalder stands in the form before anything is asked */
export function readWish(search: URLSearchParams, riktalder: number): WishReading {
  const given = (name: string): string => (search.get(name) ?? '').trim().slice(0, 40)
  const empty = !search.has('belopp') && !search.has('ar')
  const typed: TypedWish = {
    amount: given('belopp'),
    tax: search.get('skatt') === 'fore' ? 'fore' : 'efter',
    years: empty ? String(Math.floor(riktalder / 12)) : given('ar'),
    months: empty ? String(riktalder % 12) : given('manader') || '0',
  }
  if (empty) return { typed, errors: [], wish: null }
  const amount = amountFrom(typed.amount)
  const isAge = /^\d{1,3}$/.test(typed.years) && /^\d{1,2}$/.test(typed.months) && Number(typed.months) < 12
  const errors: WishError[] = [
    ...(typed.amount === '' ? ['amount-missing' as const] : amount === null ? ['amount-unreadable' as const] : []),
    ...(isAge ? [] : ['age-unreadable' as const]),
  ]
  if (amount === null || errors.length > 0) return { typed, errors, wish: null }
  const from = Number(typed.years) * 12 + Number(typed.months)
  return { typed, errors, wish: { from, amount, afterTax: typed.tax === 'efter' } }
}

/** The field that an error stands beside. */
export const fieldOf = (error: WishError): 'belopp' | 'ar' | 'skatt' => {
  switch (error) {
    case 'amount':
    case 'amount-missing':
    case 'amount-unreadable':
      return 'belopp'
    case 'age-too-low':
    case 'age-too-high':
    case 'age-unreadable':
      return 'ar'
    case 'tax-not-calculated':
      return 'skatt'
  }
}
