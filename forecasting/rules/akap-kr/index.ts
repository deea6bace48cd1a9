/**
 * AKAP-KR: the premium scheme of municipalities and regions since 2023, with the schemes before it.
 *
 * Law:     AKAP-KR; AKAP-KL and KAP-KL before it; premiums in parameters/premier-akap-kr.ts.
 * Formula: 6 % of pay up to 7.5 inkomstbasbelopp, 31.5 % above it up to 30, to LAS-åldern; then 6 % of all pay up to 30;
 *          whole kronor a year.
 * In:      pay, SEK/year; year; birth year.
 * Out:     SEK/year.
 * Outside: the defined benefit kept by those with KAP-KL (../kap-kl).
 */
import type { Departures } from '../../departures.ts'
import { lawful } from '../../departures.ts'
import type { LawReader } from '../../law.ts'
import type { KronorPerYear } from '../../model/quantity.ts'
import { lasAlder } from '../../parameters/las-alder.ts'
import { premierAkapKr } from '../../parameters/premier-akap-kr.ts'
import { riktalder } from '../../parameters/riktalder.ts'
import type { PremiumYear } from '../tjanstepension/index.ts'
import { calculatePremium } from '../tjanstepension/index.ts'

const firstYear = 2023

export function premiumAkapKr(paid: PremiumYear, law: LawReader, departures: Departures = lawful): KronorPerYear {
  const { year, birthYear } = paid
  const row = law.premiumAt(premierAkapKr, { year, birthYear })
  if (row === null || year < firstYear || year - birthYear <= lastHigherAge(paid, law, departures)) {
    return calculatePremium(premierAkapKr, paid, law, row)
  }
  return calculatePremium(premierAkapKr, paid, law, { ...row, high: row.low })
}

/** The last age reached in a year of the higher premium. */
function lastHigherAge({ year, birthYear }: PremiumYear, law: LawReader, departures: Departures): number {
  if (departures.akapKrToRiktalderPlusThree) return law.forCohort(riktalder, birthYear).toNumber() + 3
  return law.ofYear(lasAlder, year).toNumber() - 1
}
