/** The tax of a projection: on pensions, pay and benefits in its place together, by year, age and municipality. */
import { monthInText, Steps } from '../explanation/steps.ts'
import type { LawReader } from '../law.ts'
import type { Dec, KronorPerYear } from '../model/quantity.ts'
import { kronorPerMonth, kronorPerYear } from '../model/quantity.ts'
import { wholeKronor } from '../model/rounding.ts'
import { yearOf } from '../model/year-month.ts'
import { inkomstbasbelopp } from '../parameters/inkomstbasbelopp.ts'
import { kommunalskatt } from '../parameters/kommunalskatt.ts'
import { prisbasbelopp } from '../parameters/prisbasbelopp.ts'
import { skiktgrans } from '../parameters/skiktgrans.ts'
import type { ComputedTax } from '../rules/skatt/index.ts'
import { calculateSlutligSkatt, isOlder } from '../rules/skatt/index.ts'
import type { TaxedIncomes, TaxOfMonth } from './months.ts'
import type { MonthRun, Person, Step } from './types.ts'

/** From the year after it, all figures that taxes rest on stand still. */
export const lastYearOfChange = (law: LawReader): number =>
  Math.max(...[prisbasbelopp, inkomstbasbelopp, skiktgrans, kommunalskatt].map((figure) => law.settledFrom(figure)))

interface Taxed {
  readonly person: Person
  readonly birthYear: number
  readonly law: LawReader
}

/** A twelfth of a year's pay is paid to the öre: twelve of them are the year's whole kronor again. */
const payOfYear = (perMonth: Dec): KronorPerYear => kronorPerYear(wholeKronor(perMonth.times(12)))

/** @returns null where no Swedish tax is calculated */
function computed(
  { person, birthYear, law }: Taxed,
  year: number,
  { pension, work, benefit }: TaxedIncomes,
): ComputedTax | null {
  const tax = calculateSlutligSkatt(
    {
      birthYear,
      year,
      pension: kronorPerYear(pension.times(12)),
      work: payOfYear(work.minus(benefit)),
      benefit: payOfYear(benefit),
      residence:
        person.resident === 'abroad'
          ? 'abroad'
          : person.municipality === undefined
            ? 'average'
            : { municipality: person.municipality },
      ...(person.churchFee && { kyrkoavgift: person.churchFee }),
    },
    law,
  )
  return tax.computed ? tax : null
}

/** The law counts all income, and what is earned, in whole hundreds a year: incomes within the same are taxed alike. */
const hundreds = (yearly: number): number => Math.floor(yearly / 100 + 1e-9)

/** So many taxes are remembered for a person, then all are forgotten: a prepared person is kept, and stays small. */
const mostRemembered = 200

/** One number where only pensions are taxed, as mostly: of what is remembered the keys are the largest part. */
function keyOf(yearsToChange: number, older: boolean, { pension, work, benefit }: TaxedIncomes): number | string {
  const rules = yearsToChange * 2 + Number(older)
  const pensions = pension.toNumber() * 12
  if (work.isZero()) return hundreds(pensions) * 1000 + rules
  const pay = payOfYear(work.minus(benefit)).toNumber()
  const earned = benefit.isZero() ? pay : pay + payOfYear(benefit).toNumber()
  return `${rules} ${hundreds(pensions + earned)} ${hundreds(earned)} ${hundreds(pay)}`
}

/** Remembers what it has calculated: for one person, from one choice to the next. */
export function taxOfMonth(taxed: Taxed): TaxOfMonth {
  const known = new Map<number | string, number>()
  const settled = lastYearOfChange(taxed.law)
  return (year, incomes) => {
    const key = keyOf(Math.max(0, settled - year), isOlder({ birthYear: taxed.birthYear, year }, taxed.law), incomes)
    const before = known.get(key)
    if (before !== undefined) return kronorPerMonth(before)
    if (known.size === mostRemembered) known.clear()
    const tax = computed(taxed, year, incomes)
    // What a tax was read for is told by its steps, which read it anew.
    taxed.law.takeRead()
    if (tax === null) return null
    const monthly = wholeKronor(tax.tax.div(12))
    known.set(key, monthly.toNumber())
    return kronorPerMonth(monthly)
  }
}

/** How the tax of each run of months came about. */
export function taxSteps(taxed: Taxed, months: readonly MonthRun[]): readonly Step[] {
  const steps = new Steps(taxed.law)
  for (const run of months) {
    const incomes = { pension: run.taxed, work: run.work, benefit: run.benefit }
    const tax = computed(taxed, yearOf(run.from), incomes)
    if (tax === null) return []
    const parts = Object.fromEntries(
      Object.entries<KronorPerYear>({ ...tax.parts }).filter(([, part]) => !part.isZero()),
    )
    steps.add(
      'skatt',
      {
        from: monthInText(run.from),
        pension: incomes.pension,
        work: incomes.work,
        ...(!incomes.benefit.isZero() && { benefit: incomes.benefit }),
        grundavdrag: tax.grundavdrag,
        taxable: tax.taxable,
        ...parts,
      },
      tax.tax,
    )
  }
  return steps.all()
}
