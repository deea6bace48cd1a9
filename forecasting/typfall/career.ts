/** A hypothetical working life year by year: pay, PGI, rights, points, premiums and the balances they make. */
import type { Departures } from '../departures.ts'
import type { LawReader } from '../law.ts'
import type { Kronor, KronorPerYear } from '../model/quantity.ts'
import { Dec, kronor, kronorPerYear } from '../model/quantity.ts'
import { inkomstindex } from '../parameters/inkomstindex.ts'
import { inkomstpensionYear, stepInkomstpension } from '../rules/inkomstpension/index.ts'
import {
  calculatePgi,
  pensionsrattInkomstpension,
  pensionsrattPremiepension,
  pensionsrattUtanPremiepension,
  reformedShare,
} from '../rules/pensionsratt/index.ts'
import { stepPremiepension } from '../rules/premiepension/index.ts'
import { atpPoints } from '../rules/tillaggspension/index.ts'
import { stepCapital } from '../rules/tjanstepension/index.ts'
import { rulesOf } from './agreement.ts'
import type { TypfallInput } from './input.ts'

/** The year that the salary is given in. */
export const referenceYear = 2025
const firstYear = 1960
const firstIndexYear = 1958
const growthBeforeIndex = new Dec('1.08')

export interface Rights {
  readonly inkomstpension: KronorPerYear
  readonly premiepension: KronorPerYear
  /** As if everything were inkomstpension. */
  readonly undivided: KronorPerYear
}

export interface Balances {
  readonly inkomstpension: Kronor
  readonly undivided: Kronor
  readonly premiepension: Kronor
  readonly tjanstepension: Kronor
}

export interface CareerYear {
  readonly year: number
  readonly pay: KronorPerYear
  readonly pgi: KronorPerYear
  readonly points: Dec
  /** Earned by this year's income, credited the year after. */
  readonly rights: Rights
  readonly premium: KronorPerYear
  /** At the end of the year, after the rights of the year before are credited. */
  readonly balances: Balances
}

export interface Career {
  /** From 1960, or the year after birth, to the year before the pension starts. */
  readonly years: readonly CareerYear[]
  readonly payAt: (years: number) => Dec
  readonly pointsAt: (years: number) => Dec
}

const noRights: Rights = {
  inkomstpension: kronorPerYear(0),
  premiepension: kronorPerYear(0),
  undivided: kronorPerYear(0),
}
const noBalances: Balances = {
  inkomstpension: kronor(0),
  undivided: kronor(0),
  premiepension: kronor(0),
  tjanstepension: kronor(0),
}

/** Pay of a year: the salary of the reference year moved by inkomstindex. */
function payOf(input: TypfallInput, year: number, law: LawReader): KronorPerYear {
  const years = year - input.birthYear
  if (years < input.workStartAge || years >= input.retirementAge) return kronorPerYear(0)
  const index = law.ofYear(inkomstindex, Math.max(year, firstIndexYear))
  const pay = input.salary.times(index).div(law.ofYear(inkomstindex, referenceYear))
  return kronorPerYear(year < firstIndexYear ? pay.div(growthBeforeIndex.pow(firstIndexYear - year)) : pay)
}

export function buildCareer(input: TypfallInput, law: LawReader, departures: Departures): Career {
  const { birthYear, retirementAge } = input
  const years: CareerYear[] = []
  let [balances, credited] = [noBalances, noRights]
  for (let year = Math.max(firstYear, birthYear + 1); year < birthYear + retirementAge; year += 1) {
    const earned = earnedIn(input, year, law)
    const premium = rulesOf[input.agreement].premium({ pay: earned.pay, year, birthYear }, law, departures)
    balances = balancesAfter({ balances, credited, premium, birthYear, year }, law, departures)
    years.push({ year, ...earned, premium, balances })
    credited = earned.rights
  }
  const byYear = new Map(years.map((row) => [row.year, row]))
  return {
    years,
    payAt: (at) => byYear.get(birthYear + at)?.pay ?? payOf(input, birthYear + at, law),
    pointsAt: (at) => byYear.get(birthYear + at)?.points ?? new Dec(0),
  }
}

function earnedIn(
  input: TypfallInput,
  year: number,
  law: LawReader,
): Pick<CareerYear, 'pay' | 'pgi' | 'points' | 'rights'> {
  const { birthYear } = input
  const pay = payOf(input, year, law)
  if (pay.isZero()) return { pay, pgi: kronorPerYear(0), points: new Dec(0), rights: noRights }
  const pgi = calculatePgi({ salary: pay, year }, law)
  const points = atpPoints({ pgi, year, birthYear }, law)
  const share = reformedShare({ birthYear, year }, law)
  const rights = {
    inkomstpension: pensionsrattInkomstpension({ pgi, year }, law, share),
    premiepension: pensionsrattPremiepension({ pgi, year }, law, share),
    undivided: pensionsrattUtanPremiepension({ pgi, year }, law, share),
  }
  return { pay, pgi, points, rights }
}

interface Turn {
  readonly balances: Balances
  readonly credited: Rights
  readonly premium: KronorPerYear
  readonly birthYear: number
  readonly year: number
}

function balancesAfter(
  { balances, credited, premium, birthYear, year }: Turn,
  law: LawReader,
  departures: Departures,
): Balances {
  const tjanstepension = stepCapital({ capital: balances.tjanstepension, premium, birthYear, year }, law, departures)
  const untouched = balances.undivided.isZero() && credited.undivided.isZero()
  if (untouched) return { ...balances, tjanstepension }
  const factors = inkomstpensionYear({ birthYear, year }, law, departures)
  return {
    inkomstpension: stepInkomstpension({ balance: balances.inkomstpension, right: credited.inkomstpension }, factors),
    undivided: stepInkomstpension({ balance: balances.undivided, right: credited.undivided }, factors),
    premiepension: stepPremiepension(
      { balance: balances.premiepension, right: credited.premiepension, birthYear, year },
      law,
      departures,
    ),
    tjanstepension,
  }
}
