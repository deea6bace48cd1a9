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
      work: kronorPerYear(work.minus(benefit).times(12)),
      benefit: kronorPerYear(benefit.times(12)),
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
const hundredsPerYear = (perMonth: Dec): number => Math.floor(perMonth.toNumber() * 0.12 + 1e-9)

/** So many taxes are remembered for a person, then all are forgotten: a prepared person is kept, and stays small. */
const mostRemembered = 200

/** One number where only pensions are taxed, as mostly: of what is remembered the keys are the largest part. */
function keyOf(yearsToChange: number, older: boolean, { pension, work, benefit }: TaxedIncomes): number | string {
  const rules = yearsToChange * 2 + Number(older)
  if (work.isZero()) return hundredsPerYear(pension) * 1000 + rules
  const earned = hundredsPerYear(work)
  const pay = benefit.isZero() ? earned : hundredsPerYear(work.minus(benefit))
  return `${rules} ${hundredsPerYear(pension.plus(work))} ${earned} ${pay}`
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
