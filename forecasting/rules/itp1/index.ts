/**
 * ITP 1: the premium scheme of salaried employees in private service born from 1979.
 *
 * Law:     ITP-planen avdelning 1; premiums in parameters/premier-itp1.ts.
 * Formula: 4.5 % of pay up to 7.5 inkomstbasbelopp, 30 % above it, since 2023 up to 30, ages 25 to 64, since 2023 to 65;
 *          whole kronor a month.
 * In:      pay, SEK/year; year; birth year.
 * Out:     SEK/year.
 * Outside: flexpension. By month: ../avtal/premium-for.ts.
 */
import type { Departures } from '../../departures.ts'
import { lawful } from '../../departures.ts'
import type { LawReader } from '../../law.ts'
import type { KronorPerYear } from '../../model/quantity.ts'
import { premierItp1Typfall } from '../../parameters/premier-itp1-typfall.ts'
import { premierItp1 } from '../../parameters/premier-itp1.ts'
import type { PremiumYear } from '../tjanstepension/index.ts'
import { calculatePremium } from '../tjanstepension/index.ts'

export function premiumItp1(year: PremiumYear, law: LawReader, departures: Departures = lawful): KronorPerYear {
  return calculatePremium(departures.premiumsBeforeAgreement ? premierItp1Typfall : premierItp1, year, law)
}
