/**
 * Typfall mode: a hypothetical career to the twelve results of the agency's model, by the same rules as product mode
 * with the model's departures. Results are those of the first pension year, in the prices of 2025.
 *
 * Law:     Typfallsmodellen 4.8; the rules in rules/, the departures in departures.ts.
 * Formula: accounts to the year before → pensions of the balances → base of the supplement → the last right →
 *          guarantee → occupational pension → tax → housing supplement; / 12 · prices 2025 / prices of the year.
 * In:      ./input.ts.
 * Out:     SEK/month, and what it was made of in the kronor of the year.
 * Outside: couples, children, private saving, own lists of pay, part of a year.
 */
import type { Departures } from '../departures.ts'
import { typfallsmodellen } from '../departures.ts'
import type { Scenario } from '../law.ts'
import { LawReader } from '../law.ts'
import { age } from '../model/age.ts'
import type { Kronor, KronorPerYear } from '../model/quantity.ts'
import { Dec, kronor, kronorPerMonth, kronorPerYear } from '../model/quantity.ts'
import { kronorPerMonthDown, wholeKronorPerMonth } from '../model/rounding.ts'
import { delningstalInkomstpension } from '../parameters/delningstal-inkomstpension.ts'
import { lagstaUttagsalder } from '../parameters/lagsta-uttagsalder.ts'
import { prisindex } from '../parameters/prisindex.ts'
import { riktalder } from '../parameters/riktalder.ts'
import { calculateBostadstillagg } from '../rules/bostadstillagg/index.ts'
import { calculateDelningstal } from '../rules/delningstal/index.ts'
import { calculateGarantipension } from '../rules/garantipension/index.ts'
import {
  calculateInkomstpension,
  closingRight,
  delningstalAtStart,
  inkomstpensionYear,
  withLaterRight,
} from '../rules/inkomstpension/index.ts'
import { calculateInkomstpensionstillagg } from '../rules/inkomstpensionstillagg/index.ts'
import { calculatePremiepension, premiepensionWithLaterRight } from '../rules/premiepension/index.ts'
import { calculateTaxOnPension } from '../rules/skatt/index.ts'
import { calculateTillaggspension, withdrawalFactor } from '../rules/tillaggspension/index.ts'
import { pensionFromCapital } from '../rules/tjanstepension/index.ts'
import { rulesOf } from './agreement.ts'
import type { Balances, Career, Rights } from './career.ts'
import { buildCareer, referenceYear } from './career.ts'
import type { Assumed } from './economy.ts'
import { typfallEconomy } from './economy.ts'
import type { TypfallInput } from './input.ts'

const rentPerMonth = 6300
const residenceYears = 40
const lastAge = 105
const firstReformedCohort = 1938

/** The model's results, SEK/month in the prices of 2025. */
export interface TypfallResult {
  readonly finalSalary: Dec
  readonly gross: Dec
  readonly inkomstpension: Dec
  readonly tillaggspension: Dec
  readonly premiepension: Dec
  readonly garantipension: Dec
  readonly inkomstpensionstillagg: Dec
  readonly tjanstepension: Dec
  readonly ownSaving: Dec
  readonly afterTax: Dec
  readonly bostadstillagg: Dec
  readonly disposable: Dec
}

/** What the results were made of, in the kronor of the first pension year. */
export interface TypfallSteps {
  readonly balances: Balances
  readonly rightsLast: Rights
  readonly delningstal: Dec
  readonly inkomstpensionBefore: Dec
  readonly premiepensionBefore: Dec
  readonly closing: Dec
  readonly closingUndivided: Dec
  readonly supplementBase: Dec
  readonly guaranteeBase: Dec
  readonly yearsWithIncome: number
  readonly fromCapital: Dec
  readonly grundavdrag: Dec
  readonly taxable: Dec
  readonly net: Dec
}

export interface Typfall {
  readonly result: TypfallResult
  readonly steps: TypfallSteps
  readonly career: Career
}

/** The economies made so far, by what they assume: a file of typfall most often has one. */
export class Economies {
  readonly #made = new Map<string, Scenario>()

  of({ inflation, realGrowth, realReturn }: Assumed, departures: Departures): Scenario {
    const key = JSON.stringify([inflation, realGrowth, realReturn, departures])
    const made = this.#made.get(key) ?? typfallEconomy({ inflation, realGrowth, realReturn }, departures)
    this.#made.set(key, made)
    return made
  }
}

export function runTypfall(
  input: TypfallInput,
  departures: Departures = typfallsmodellen,
  economies = new Economies(),
): Typfall {
  const law = new LawReader(economies.of(input, departures))
  const career = buildCareer(input, law, departures)
  const person = { input, career, law, departures, year: input.birthYear + input.retirementAge }
  const publicPension = publicPensions(person)
  const occupational = tjanstepensionOf(person, publicPension.tillaggspension)
  const { inkomstpension, tillaggspension, premiepension, garantipension, inkomstpensionstillagg } = publicPension
  const withoutSupplement = inkomstpension
    .plus(tillaggspension)
    .plus(premiepension)
    .plus(garantipension)
    .plus(occupational.total)
  const gross = withoutSupplement.plus(inkomstpensionstillagg)
  const { birthYear } = input
  const { grundavdrag, taxable, tax } = calculateTaxOnPension(
    { income: gross, birthYear, year: person.year },
    law,
    departures,
  )
  const net = gross.minus(tax)
  const { paid: bostadstillagg } = calculateBostadstillagg(
    {
      birthYear,
      year: person.year,
      income: withoutSupplement,
      garantipension,
      tjanstepension: occupational.total,
      rent: rentOf(person),
      grundavdrag,
    },
    law,
    departures,
  )
  const shown = (yearly: Dec): Dec =>
    yearly.div(12).times(law.ofYear(prisindex, referenceYear)).div(law.ofYear(prisindex, person.year))
  return {
    career,
    result: {
      finalSalary: finalSalary(person),
      gross: shown(gross),
      inkomstpension: shown(inkomstpension),
      tillaggspension: shown(tillaggspension),
      premiepension: shown(premiepension),
      garantipension: shown(garantipension),
      inkomstpensionstillagg: shown(inkomstpensionstillagg),
      tjanstepension: shown(occupational.total),
      ownSaving: new Dec(0),
      afterTax: shown(net),
      bostadstillagg: shown(bostadstillagg),
      disposable: shown(net.plus(bostadstillagg)),
    },
    steps: { ...publicPension.steps, fromCapital: occupational.fromCapital, grundavdrag, taxable, net },
  }
}

interface Person {
  readonly input: TypfallInput
  readonly career: Career
  readonly law: LawReader
  readonly departures: Departures
  /** The first pension year. */
  readonly year: number
}

/** The mean pay of the last five years, a month, in the prices of 2025. */
function finalSalary({ input, career, law }: Person): Dec {
  const prices = law.ofYear(prisindex, referenceYear)
  const paid = Array.from({ length: 5 }, (_, i) => input.retirementAge - 1 - i).map((at) =>
    career
      .payAt(at)
      .times(prices)
      .div(law.ofYear(prisindex, input.birthYear + at)),
  )
  return paid.reduce((sum, pay) => sum.plus(pay), new Dec(0)).div(5 * 12)
}

function rentOf({ input, law, departures, year }: Person): Dec {
  const at = departures.rentNotDeflated ? input.birthYear + lastAge : year
  return law
    .ofYear(prisindex, at)
    .times(12 * rentPerMonth)
    .div(law.ofYear(prisindex, referenceYear))
}

function publicPensions(person: Person) {
  const { input, career, law, departures, year } = person
  const { birthYear, retirementAge } = input
  const last = career.years.at(-1)
  if (last === undefined) throw new RangeError('A career has at least one year')
  const { balances, rights } = last
  const drawn = { birthYear, at: age(retirementAge) }
  const reformed = birthYear >= firstReformedCohort
  const before = reformed
    ? {
        inkomstpension: calculateInkomstpension(
          { ...drawn, balance: balances.inkomstpension, rights: kronor(0) },
          law,
          departures,
        ),
        premiepension: calculatePremiepension({ ...drawn, capital: balances.premiepension }, law),
      }
    : { inkomstpension: kronorPerMonth(0), premiepension: kronorPerMonth(0) }
  const married = false
  const tillaggspension = calculateTillaggspension(
    {
      birthYear,
      retirementAge,
      married,
      earned: career.years,
      inkomstpension: kronorPerYear(before.inkomstpension.times(12)),
    },
    law,
    departures,
  )
  const closing = closingRights(person, balances, rights)
  const withRight = departures.lastRightAtStart && reformed
  const inkomstpension = withRight
    ? withLaterRight(before.inkomstpension, { ...drawn, credited: closing.inkomstpension }, law)
    : kronorPerYear(before.inkomstpension.times(12))
  const premiepension = withRight
    ? premiepensionWithLaterRight(before.premiepension, { ...drawn, right: rights.premiepension }, law)
    : kronorPerYear(before.premiepension.times(12))
  const base = guaranteeBase(person, { balances, tillaggspension, credited: closing.undivided })
  const garantipension = calculateGarantipension({ birthYear, year, married, residenceYears, base }, law, departures)
  const target = law.forCohort(riktalder, birthYear).toNumber()
  const yearsWithIncome = career.years.filter(
    (row) => row.year - birthYear < target && (row.rights.undivided.gt(0) || row.points.gt(0)),
  ).length
  const supplementBase = baseOfSupplement(person, { balances, tillaggspension, credited: closing.undivided })
  const inkomstpensionstillagg = calculateInkomstpensionstillagg(
    { base: supplementBase, yearsWithIncome, birthYear, year },
    law,
  )
  return {
    inkomstpension,
    tillaggspension,
    premiepension,
    garantipension,
    inkomstpensionstillagg,
    steps: {
      balances,
      rightsLast: rights,
      delningstal: reformed ? delningstalAtStart(drawn, law, departures) : new Dec(0),
      inkomstpensionBefore: before.inkomstpension,
      premiepensionBefore: before.premiepension,
      closing: closing.inkomstpension,
      closingUndivided: closing.undivided,
      supplementBase,
      guaranteeBase: base,
      yearsWithIncome,
    },
  }
}

/** The last working year's right as the account of the year of retirement would credit it. */
function closingRights({ input, law, departures, year }: Person, balances: Balances, rights: Rights) {
  const { birthYear, retirementAge } = input
  const factors = inkomstpensionYear({ birthYear, year }, law, departures)
  const atLowestAge = retirementAge >= law.forCohort(lagstaUttagsalder, birthYear).toNumber()
  const of = (balance: Kronor, right: KronorPerYear) => closingRight({ balance, right }, factors, atLowestAge)
  return {
    inkomstpension: of(balances.inkomstpension, rights.inkomstpension),
    undivided: of(balances.undivided, rights.undivided),
  }
}

interface Shadow {
  readonly balances: Balances
  readonly tillaggspension: KronorPerYear
  readonly credited: Dec
}

/** What garantipension is counted on: as if everything were inkomstpension, drawn at riktålder. */
function guaranteeBase(
  { input, law, departures }: Person,
  { balances, tillaggspension, credited }: Shadow,
): KronorPerYear {
  const { birthYear } = input
  if (birthYear < firstReformedCohort) return tillaggspension
  const at = age(law.forCohort(riktalder, birthYear).toNumber())
  const delningstal = calculateDelningstal(delningstalInkomstpension, { birthYear, at }, law)
  const pension = wholeKronorPerMonth(balances.undivided.div(delningstal))
  const later = departures.lastRightAtStart ? credited.div(delningstal) : 0
  return kronorPerYear(kronorPerMonthDown(pension.plus(later)).plus(tillaggspension))
}

/** What inkomstpensionstillägg is counted on: by law as if drawn at riktålder, with every right. */
function baseOfSupplement(
  { input, law, departures }: Person,
  { balances, tillaggspension, credited }: Shadow,
): KronorPerYear {
  const { birthYear, retirementAge } = input
  const factor = withdrawalFactor({ birthYear, retirementAge }, law)
  const actual = departures.supplementBaseAtActualAge
  const earlier = actual ? tillaggspension.times(Dec.max(1, factor)) : tillaggspension.div(factor)
  if (birthYear < firstReformedCohort) return kronorPerYear(earlier)
  const at = age(actual ? retirementAge : law.forCohort(riktalder, birthYear).toNumber())
  const delningstal = calculateDelningstal(delningstalInkomstpension, { birthYear, at }, law)
  const capital = actual ? balances.undivided : balances.undivided.plus(credited)
  return kronorPerYear(wholeKronorPerMonth(capital.div(delningstal)).plus(earlier))
}

function tjanstepensionOf({ input, career, law, departures }: Person, tillaggspension: KronorPerYear) {
  const { balances } = career.years.at(-1) ?? { balances: null }
  const fromCapital = balances ? pensionFromCapital(balances.tjanstepension, input, law) : kronorPerYear(0)
  const service = { ...input, payAt: career.payAt, pointsAt: career.pointsAt, tillaggspension }
  const benefit = rulesOf[input.agreement].benefit(service, law, departures)
  return { fromCapital, total: kronorPerYear(wholeKronorPerMonth(fromCapital.plus(benefit))) }
}
