import { describe, expect, it } from 'vitest'
import { addressOf, readChoices } from './address.ts'
import { ageOf, amountOf, readForm } from './form.ts'

const form = (fields: Readonly<Record<string, string>>) => readForm(new URLSearchParams(fields))

it.each([
  ['32 000', 32_000],
  ['32\u00a0000 kr', 32_000],
  ['0', 0],
  ['', undefined],
  ['mycket', null],
  ['-5', null],
  ['12,50', null],
  ['99000000', null],
])('reads the amount %j as %j', (text, amount) => {
  expect(amountOf(text)).toBe(amount)
})

it.each([
  ['67', '3', 807],
  ['67', '', 804],
  ['', '0', undefined],
  ['', '4', null],
  ['67', '12', null],
  ['sextiosju', '0', null],
  ['-1', '0', null],
  ['131', '0', null],
])('reads the age %j and %j as %j', (years, months, age) => {
  expect(ageOf(years, months)).toBe(age)
})

describe('the form', () => {
  it('gives the choices that its address gives', () => {
    const { choices, errors } = form({
      ar: '66',
      manader: '5',
      marknad: 'lag',
      pengar: 'lopande',
      lon: '38 000',
      'arbete1-fran-ar': '66',
      'arbete1-fran-man': '5',
      'arbete1-till-ar': '68',
      'arbete1-till-man': '',
      'arbete1-lon': '10 000',
      'arbete1-ers': '',
      'arbete0-fran-ar': '60',
      'arbete0-fran-man': '0',
      'arbete0-till-ar': '61',
      'arbete0-till-man': '0',
      'arbete0-lon': '0',
      'arbete0-ers': '25000',
      'uttag0-ar': '66',
      'uttag0-man': '5',
      'uttag0-andel': '50',
      'avtal-Ab-c_d-ar': '65',
      'avtal-Ab-c_d-man': '',
      'avtal-Ab-c_d-tid': '120',
      'avtal-x-ar': '',
      'avtal-x-man': '',
      'avtal-x-tid': '',
    })
    expect(errors).toEqual({})
    expect(choices).toEqual({
      retirementAge: 797,
      market: 'low',
      nominal: true,
      salary: 38_000,
      work: [
        { from: 720, to: 732, salary: 0, benefit: 25_000 },
        { from: 797, to: 816, salary: 10_000 },
      ],
      withdrawal: [{ from: 797, share: 50 }],
      contracts: { 'Ab-c_d': { start: 780, duration: 120 } },
    })
    expect(readChoices(new URL(addressOf('/prognos', choices), 'http://x').searchParams)).toEqual({
      choices,
      unreadable: [],
    })
  })

  it('says of each field what is wrong, and keeps the rest', () => {
    const { choices, errors } = form({
      ar: 'sent',
      lon: '1e9',
      marknad: 'hog',
      'arbete0-fran-ar': '66',
      'arbete0-till-ar': '65',
      'arbete1-fran-ar': '',
      'arbete1-till-ar': '70',
      'arbete2-fran-ar': '50',
      'arbete2-till-ar': '55',
      'arbete3-fran-ar': '54',
      'arbete3-till-ar': '56',
      'uttag0-ar': '65',
      'uttag0-andel': '33',
      'avtal-a-ar': 'x',
      'avtal-a-tid': 'länge',
    })
    expect(errors).toEqual({
      ar: 'age',
      lon: 'amount',
      'arbete0-till-ar': 'order',
      'arbete1-fran-ar': 'missing-age',
      'arbete3-fran-ar': 'overlap',
      'uttag0-andel': 'choice',
      'avtal-a-ar': 'age',
      'avtal-a-tid': 'choice',
    })
    expect(choices).toEqual({ market: 'high', work: [{ from: 600, to: 660, salary: 0 }] })
  })
})
