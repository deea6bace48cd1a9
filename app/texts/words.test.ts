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

test.each([
  ['2026-11-22T22:59:59.999Z', '22 november 2026', 'kl. 23:59'],
  ['2026-11-22T23:00:00.000Z', '23 november 2026', 'kl. 00:00'],
  ['2026-12-31T23:30:00.000Z', '1 januari 2027', 'kl. 00:30'],
  ['2028-02-28T23:30:00.000Z', '29 februari 2028', 'kl. 00:30'],
  // The hour that summer time leaves out, and the one that comes twice.
  ['2027-03-28T00:59:00.000Z', '28 mars 2027', 'kl. 01:59'],
  ['2027-03-28T01:00:00.000Z', '28 mars 2027', 'kl. 03:00'],
  ['2027-10-31T00:30:00.000Z', '31 oktober 2027', 'kl. 02:30'],
  ['2027-10-31T01:30:00.000Z', '31 oktober 2027', 'kl. 02:30'],
  ['2027-06-30T22:00:00.000Z', '1 juli 2027', 'kl. 00:00'],
])('%s is %s by Swedish clocks, %s', (moment, day, time) => {
  expect(swedish.day(moment)).toBe(day)
  expect(swedish.moment(moment)).toBe(`${day} ${time}`)
})

test('amounts, days and ages in English', () => {
  expect(plain(english.perMonth(24_300))).toBe('SEK 24 300 a month')
  expect(english.day('2026-03-03')).toBe('3 March 2026')
  expect(english.time('06:00', '2026-11-24')).toBe('06:00 on 24 November 2026')
  expect(plain(english.age(807))).toBe('67 years and 3 months')
  expect(english.list(['a', 'b'])).toBe('a and b')
})
