import { expect, test } from 'vitest'
import { en } from './en/index.ts'
import { createI18n } from './i18n.ts'
import { sv } from './sv/index.ts'
import { inThousands, wordsOf } from './words.ts'

const swedish = wordsOf(createI18n('sv', sv, 'Samlad Pension').t)
const english = wordsOf(createI18n('en', en, 'Samlad Pension').t)
/** Spaces that do not break, written as ordinary ones to be readable here. */
const plain = (text: string): string => text.replaceAll('\u00a0', ' ')

test('amounts and ages have spaces that do not break', () => {
  expect(inThousands(24_300)).toBe('24\u00a0300')
  expect(inThousands(1_234_567)).toBe('1\u00a0234\u00a0567')
  expect(inThousands(999)).toBe('999')
  expect(inThousands(-4200)).toBe('\u22124\u00a0200')
  expect(swedish.perMonth(24_300)).not.toContain(' ')
  expect(swedish.age(804)).toBe('67\u00a0år')
})

test('amounts, days and ages in Swedish', () => {
  expect(plain(swedish.perMonth(24_300))).toBe('24 300 kr/månad')
  expect(swedish.day('2026-03-03')).toBe('3 mars 2026')
  expect(swedish.day('2026-11-22T01:43:11.000Z')).toBe('22 november 2026')
  expect(swedish.time('06:00', null)).toBe('06:00')
  expect(swedish.time('06:00', '2026-11-24')).toBe('24 november 2026 kl. 06:00')
  expect(swedish.month('2027-06')).toBe('juni 2027')
  expect(plain(swedish.age(807))).toBe('67 år och 3 månader')
  expect(plain(swedish.age(805))).toBe('67 år och 1 månad')
  expect(plain(swedish.age(804))).toBe('67 år')
  expect(swedish.list(['a', 'b', 'c'])).toBe('a, b och c')
})

test('amounts, days and ages in English', () => {
  expect(plain(english.perMonth(24_300))).toBe('SEK 24 300 a month')
  expect(english.day('2026-03-03')).toBe('3 March 2026')
  expect(english.time('06:00', '2026-11-24')).toBe('06:00 on 24 November 2026')
  expect(plain(english.age(807))).toBe('67 years and 3 months')
  expect(english.list(['a', 'b'])).toBe('a and b')
})
