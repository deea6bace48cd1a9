/** A likely working life for any number of the test series; the same number always gets the same. */
import { age, firstMonthAtAge } from '#forecasting/model/age.ts'
import type { Kollektivavtal } from '#forecasting/model/holding.ts'
import type { YearMonth } from '#forecasting/model/year-month.ts'
import { yearMonth, yearOf } from '#forecasting/model/year-month.ts'
import type { PersonalNumber } from '../personal-number.ts'
import type { Employment, Payout, Placement, Saving, WorkingLife } from './career.ts'
import { Chance } from './chance.ts'
import type { ProviderId } from './providers.ts'
import { publicAges, thisYear, valueMonth } from './tables.ts'

type Sector = 'office' | 'industry' | 'municipality' | 'state' | 'bank' | 'insurance' | 'cooperative' | 'own-business'

/** One entry per twentieth of the labour market, roughly. */
const sectors: readonly [Sector, ...Sector[]] = [
  'office',
  ...Array<Sector>(5).fill('office'),
  ...Array<Sector>(6).fill('industry'),
  ...Array<Sector>(4).fill('municipality'),
  'state',
  'bank',
  'insurance',
  'cooperative',
  'own-business',
]

const employers: Readonly<Record<Sector, readonly [string, ...string[]]>> = {
  office: ['Kvarnsten Konsult AB', 'Fjärdens Data AB', 'Stenhammar Teknik AB'],
  industry: ['Norrbruk Stål AB', 'Ulvsbo Lager AB', 'Lanternans Livs AB'],
  municipality: ['Björkboda kommun', 'Region Mellansjö', 'Sjöändans kommun'],
  state: ['Myndigheten för vägledning', 'Gränsbygdens universitet'],
  bank: ['Hamnbanken AB'],
  insurance: ['Skogsvaktens Försäkring'],
  cooperative: ['Samköp Väst'],
  'own-business': ['Egen firma'],
}

/** In these, few earn more, whatever their schooling. Kronor a month. */
const highestPay: Partial<Record<Sector, number>> = { industry: 43_000, municipality: 52_000, cooperative: 50_000 }

const womensNames = [
  'Alva',
  'Birgitta',
  'Camilla',
  'Elin',
  'Fatima',
  'Gunilla',
  'Ingrid',
  'Märta',
  'Sara',
  'Åsa',
] as const
const mensNames = ['Ali', 'Bengt', 'Christer', 'David', 'Erik', 'Fredrik', 'Håkan', 'Jonas', 'Oskar', 'Östen'] as const
const familyNames = [
  'Andersson',
  'Björklund',
  'Dahl',
  'Engström',
  'Fält',
  'Hedlund',
  'Kask',
  'Månsson',
  'Nordin',
  'Ruuth',
  'Söderberg',
  'Åberg',
  'Öhman',
] as const

const chanceFor = (person: PersonalNumber): Chance => new Chance(person.reveal())
const birthYearOf = (person: PersonalNumber): number => Number(person.birthDate.slice(0, 4))

/** The last digit but one of a personal number is odd for men. */
export function generatedName(person: PersonalNumber): { readonly givenName: string; readonly familyName: string } {
  const isMan = Number(person.reveal()[10]) % 2 === 1
  const chance = chanceFor(person)
  return {
    givenName: chance.pick('given-name', isMan ? mensNames : womensNames),
    familyName: chance.pick('family-name', familyNames),
  }
}

const agreementOf = (sector: Sector, birthYear: number, year: number): Kollektivavtal => {
  switch (sector) {
    case 'office':
      return birthYear >= 1979 ? 'ITP1' : 'ITP2'
    case 'industry':
      return 'SAF-LO'
    case 'municipality':
      return year >= 2023 || (birthYear >= 1986 && year >= 2014) ? 'AKAP-KR' : 'KAP-KL'
    case 'state':
      return birthYear >= 1988 ? 'PA16-1' : 'PA16-2'
    case 'bank':
      return birthYear >= 1985 ? 'BTP1' : 'BTP2'
    case 'insurance':
      return 'FTP'
    case 'cooperative':
      return 'KTP'
    case 'own-business':
      return 'none'
  }
}

const single = (provider: ProviderId, form: 'traditionell' | 'fond', part = 1): Placement => ({
  provider,
  form,
  part,
  benefit: 'premiebestamd',
})
const defined = (provider: ProviderId): Placement => ({
  ...single(provider, 'traditionell', 0),
  benefit: 'formansbestamd',
})

function placementsOf(agreement: Kollektivavtal, chance: Chance): readonly Placement[] {
  const chosenFund = chance.pick('fund', ['granstrand-fondliv', 'klippudden-fond', 'sjohall-liv', 'tuvull-pension'])
  const splits = chance.happens('splits', 0.5)
  switch (agreement) {
    case 'ITP1': {
      const reported = chance.happens('also-by-centre', 0.2)
        ? { alsoReportedBy: 'tallbacken-pensionsval' as const }
        : {}
      const main = { ...single('nordfjall-liv', 'traditionell', splits ? 0.5 : 1), ...reported }
      return splits ? [main, single(chosenFund, 'fond', 0.5)] : [main]
    }
    case 'ITP2':
      return [defined('nordfjall-liv'), { ...single('bjorkvik-tjanstepension', 'traditionell'), agreement: 'ITPK' }]
    case 'SAF-LO': {
      const reported = chance.happens('also-by-centre', 0.2) ? { alsoReportedBy: 'lindveden-pensionsval' as const } : {}
      const fund = chance.pick('saf-lo-fund', ['vidhem-fond', 'ekbladet-liv', 'myrklint-liv'])
      const main = { ...single('arbetsmark-pension', 'traditionell', splits ? 0.5 : 1), ...reported }
      return splits ? [main, single(fund, 'fond', 0.5)] : [main]
    }
    case 'AKAP-KR':
    case 'KAP-KL': {
      const reported = chance.happens('also-by-centre', 0.2) ? { alsoReportedBy: 'asvalvet-kommunval' as const } : {}
      return [
        {
          ...(chance.happens('municipal-fund', 0.3)
            ? single('landsbo-fondpension', 'fond')
            : single(chance.pick('municipal', ['hembygd-pension', 'hembygd-pension', 'socknen-liv']), 'traditionell')),
          ...reported,
        },
      ]
    }
    case 'PA16-1':
      return [single('manteln-tjanstepension', 'traditionell', 0.55), single('kronvalv-fond', 'fond', 0.45)]
    case 'PA16-2':
    case 'PA03':
      return [
        defined('spv'),
        single('manteln-tjanstepension', 'traditionell', 0.55),
        single('kronvalv-fond', 'fond', 0.45),
      ]
    case 'BTP1':
      return [single('silverskrin-bankpension', 'traditionell', 0.5), single('myntgatan-fond', 'fond', 0.5)]
    case 'BTP2':
      return [defined('silverskrin-bankpension'), single('myntgatan-fond', 'fond')]
    case 'FTP':
      return [single('stavskans-pension', 'traditionell')]
    case 'KTP':
      return [single('samkorn-pension', 'traditionell')]
    case 'ITPK':
    case 'other':
    case 'none':
      return []
  }
}

function savingsOf(chance: Chance, firstYear: number, lastYear: number): readonly Saving[] {
  const savings: Saving[] = []
  if (firstYear < 2008 && chance.happens('private-pension', 0.35)) {
    savings.push({
      provider: chance.pick('private-at', ['havsorn-privatpension', 'sparhamn-liv', 'lovskog-liv', 'norrskensdepan']),
      skatteklass: 'P',
      form: chance.pick('private-form', ['fond', 'traditionell']),
      from: yearMonth(Math.max(1988, firstYear + 3), chance.between('private-month', 1, 12)),
      // The tax deduction ended in 2016, and with it nearly all paying in.
      to: yearMonth(Math.min(2016, lastYear + 1), 1),
      monthly: chance.between('private-amount', 2, 10) * 100,
    })
  }
  if (chance.happens('endowment', 0.25) && lastYear >= 2016) {
    savings.push({
      provider: chance.pick('endowment-at', ['kornblixt-spar', 'myrklint-liv']),
      skatteklass: 'K',
      form: 'fond',
      from: yearMonth(Math.max(2012, firstYear + 2), chance.between('endowment-month', 1, 12)),
      to: lastYear < thisYear ? yearMonth(lastYear + 1, 1) : null,
      monthly: chance.between('endowment-amount', 2, 20) * 100,
    })
  }
  return savings.filter((saving) => saving.from <= valueMonth && (saving.to === null || saving.from < saving.to))
}

/** @returns the life, or null for someone too young to have worked. */
export function generateWorkingLife(person: PersonalNumber): WorkingLife | null {
  const chance = chanceFor(person)
  const birthYear = birthYearOf(person)
  const cameAt = person.isCoordinationNumber || chance.happens('immigrated', 0.15) ? chance.between('came', 18, 40) : 0
  const startAge = Math.max(chance.between('start-age', 19, 25), cameAt)
  const start = yearMonth(birthYear + startAge, chance.between('start-month', 1, 12))
  if (start > valueMonth) return null

  const retirementAge = Math.max(chance.between('retirement-age', 64, 67), publicAges(birthYear).earliest)
  const retirement = firstMonthAtAge(person.birthDate, age(retirementAge))
  const isRetired = retirement <= valueMonth
  const end = isRetired ? retirement : yearMonth(thisYear + 1, 1)
  const count = Math.min(chance.between('employments', 1, 4), Math.max(1, Math.floor((end - start) / 36)))
  const pay = chance.pick(
    'pay',
    [28_000, 31_000, 33_000, 35_000, 37_000, 39_500, 42_000, 46_000, 52_000, 61_000, 74_000],
  )

  const payoutOf = (of: Chance, benefit: Placement['benefit']): { readonly payout?: Payout } => {
    if (!isRetired) return {}
    const years = benefit === 'formansbestamd' ? 'lifelong' : of.pick('years', ['lifelong', 'lifelong', 10, 15, 20])
    const duration = years === 'lifelong' ? years : { months: years * 12 }
    // A payout that is over is no longer reported, so this one chose otherwise.
    const isOver = duration !== 'lifelong' && retirement + duration.months <= valueMonth
    return { payout: { from: retirement, duration: isOver ? 'lifelong' : duration, state: 'running' } }
  }

  const employments = Array.from({ length: count }, (_, index): Employment => {
    const of = chance.of(`employment-${index}`)
    const from = (start + Math.round(((end - start) * index) / count)) as YearMonth
    const to = (start + Math.round(((end - start) * (index + 1)) / count)) as YearMonth
    const sector = of.pick('sector', sectors)
    const agreement = agreementOf(sector, birthYear, yearOf(from))
    return {
      from,
      to: index === count - 1 && !isRetired ? null : to,
      agreement,
      employer: of.pick('employer', employers[sector]),
      pay: Math.min(pay * (1 + index * 0.06), highestPay[sector] ?? Infinity),
      placements: placementsOf(agreement, of).map((placement) => ({
        ...placement,
        ...payoutOf(of.of(placement.provider), placement.benefit),
      })),
    }
  })

  const childCount = chance.between('children', 0, 3)
  const firstChild = birthYear + chance.between('first-child', 25, 34)
  return {
    residentSince: birthYear + cameAt,
    employments,
    savings: savingsOf(chance.of('savings'), yearOf(start), Math.min(yearOf(end), thisYear)).map((saving) => ({
      ...saving,
      ...(saving.skatteklass === 'P' ? payoutOf(chance.of(saving.provider), 'premiebestamd') : {}),
    })),
    childYears: Array.from({ length: childCount }, (_, index) => firstChild + index * 2).filter(
      (year) => year >= birthYear + cameAt && year < thisYear,
    ),
    studyYears: cameAt === 0 && startAge > 22 ? [birthYear + 20, birthYear + 21, birthYear + 22] : [],
    publicPensionFrom: isRetired ? retirement : null,
  }
}
