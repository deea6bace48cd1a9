/**
 * The premium that an agreement gives for a month of pay.
 *
 * Law:     the agreements; premiums in parameters/premier-*.ts, LAS-åldern in parameters/las-alder.ts.
 * Formula: low · min(pay, 7.5 inkomstbasbelopp / 12) + high · what lies above it, to the agreement's cap. Ages are
 *          half-open by month: from the month in which the first age is reached to the month before the last one is.
 *          AKAP-KR: from LAS-åldern the lower share on all pay. PA 16 avdelning 2 and PA 03: Kåpan and the individual
 *          premium together.
 * In:      pay of the month, SEK/month; the month; birth date.
 * Out:     SEK/month: whole kronor where the agreement says so, else whole öre; 0 outside the ages; null for an
 *          agreement without a rule here, whose reported premium is then what is known.
 * Outside: deltidspension and flexpension; the premium an employer pays for a defined benefit; parts of a month. A
 *          contract that holds one part of what the agreement gives should move its reported premium by the change of
 *          this amount.
 */
import type { LawReader } from '../../law.ts'
import type { Kollektivavtal } from '../../model/holding.ts'
import type { KronorPerMonth } from '../../model/quantity.ts'
import { Dec, kronorPerMonth } from '../../model/quantity.ts'
import { toOre, wholeKronor } from '../../model/rounding.ts'
import type { IsoDate, YearMonth } from '../../model/year-month.ts'
import { monthOfDate, monthOfYear, yearMonth, yearOf } from '../../model/year-month.ts'
import { inkomstbasbelopp } from '../../parameters/inkomstbasbelopp.ts'
import { lasAlder } from '../../parameters/las-alder.ts'
import type { PremiumParameter, PremiumRow } from '../../parameters/parameter.ts'
import { premierAkapKr } from '../../parameters/premier-akap-kr.ts'
import { premierBtp1 } from '../../parameters/premier-btp1.ts'
import { premierItp1 } from '../../parameters/premier-itp1.ts'
import { premierItpk } from '../../parameters/premier-itpk.ts'
import { premierKapKl } from '../../parameters/premier-kap-kl.ts'
import { premierKapan } from '../../parameters/premier-kapan.ts'
import { premierPa16Avdelning1 } from '../../parameters/premier-pa16-avdelning1.ts'
import { premierPa16Individuell } from '../../parameters/premier-pa16-individuell.ts'
import { premierSafLo } from '../../parameters/premier-saf-lo.ts'
import { premiumOnPay } from '../tjanstepension/index.ts'

const premiumsOf: Readonly<Partial<Record<Kollektivavtal, readonly PremiumParameter[]>>> = {
  ITP1: [premierItp1],
  ITPK: [premierItpk],
  'SAF-LO': [premierSafLo],
  'AKAP-KR': [premierAkapKr],
  'KAP-KL': [premierKapKl],
  'PA16-1': [premierPa16Avdelning1],
  'PA16-2': [premierKapan, premierPa16Individuell],
  PA03: [premierKapan, premierPa16Individuell],
  BTP1: [premierBtp1],
}

interface PaidMonth {
  readonly salary: KronorPerMonth
  readonly month: YearMonth
  readonly birthDate: IsoDate
}

export function premiumFor(agreement: Kollektivavtal, paid: PaidMonth, law: LawReader): KronorPerMonth | null {
  const parameters = premiumsOf[agreement]
  if (parameters === undefined) return null
  return kronorPerMonth(parameters.reduce((sum, parameter) => sum.plus(premiumBy(parameter, paid, law)), new Dec(0)))
}

function premiumBy(parameter: PremiumParameter, { salary, month, birthDate }: PaidMonth, law: LawReader): Dec {
  const year = yearOf(month)
  const birthMonth = monthOfDate(birthDate)
  const years = Math.floor((month - birthMonth) / 12)
  const row = law.premiumAt(parameter, { year, birthYear: yearOf(birthMonth), years })
  if (row === null) return new Dec(0)
  const base = law.ofYear(inkomstbasbelopp, year).div(12)
  const { low, high } = sharesIn(row, month)
  const onlyLow = parameter === premierAkapKr && years >= law.ofYear(lasAlder, year).toNumber()
  const premium = premiumOnPay(parameter, { pay: salary, base }, { ...row, low, high: onlyLow ? low : high })
  return parameter.rounding === 'month' ? wholeKronor(premium) : toOre(premium)
}

export const hasPremiumRule = (agreement: Kollektivavtal): boolean => agreement in premiumsOf

/** The months of a year, January left out, in which the shares of an agreement change. */
export const changesWithin = (agreement: Kollektivavtal, year: number): readonly YearMonth[] =>
  (premiumsOf[agreement] ?? []).flatMap(({ rows }) =>
    rows.flatMap(({ from, to, within = [] }) =>
      from <= year && year <= to ? within.map(({ fromMonth }) => yearMonth(year, fromMonth)) : [],
    ),
  )

const sharesIn = (row: PremiumRow, month: YearMonth): Pick<PremiumRow, 'low' | 'high'> =>
  row.within?.findLast(({ fromMonth }) => fromMonth <= monthOfYear(month)) ?? row
