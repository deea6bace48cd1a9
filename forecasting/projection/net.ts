/** The tax of a projection: on pensions and pay together, by year, age and municipality. */
import { monthInText, Steps } from '../explanation/steps.ts'
import type { LawReader } from '../law.ts'
import type { Dec, KronorPerYear } from '../model/quantity.ts'
import { yearOf } from '../model/year-month.ts'
import { inkomstbasbelopp } from '../parameters/inkomstbasbelopp.ts'
import { kommunalskatt } from '../parameters/kommunalskatt.ts'
import type { Parameter } from '../parameters/parameter.ts'
import { prisbasbelopp } from '../parameters/prisbasbelopp.ts'
import { skiktgrans } from '../parameters/skiktgrans.ts'
import type { ComputedTax } from '../rules/skatt/index.ts'
import { calculateSlutligSkatt, isOlder } from '../rules/skatt/index.ts'
import type { TaxOfYear } from './months.ts'
import { taxedPerYear } from './months.ts'
import type { MonthRun, Person, Step } from './types.ts'

/** The year from which a figure changes no more: projected figures stand still in today's money. */
function settledFrom({ values }: Parameter): number {
  const changed = values.findLast((figure, i) => !(values[i - 1]?.value.eq(figure.value) ?? false))
  return Number(changed?.from.slice(0, 4) ?? 0)
}

/** From the year after it, all figures that taxes rest on stand still. */
export const lastYearOfChange = Math.max(
  ...[prisbasbelopp, inkomstbasbelopp, skiktgrans, kommunalskatt].map(settledFrom),
)

const hundreds = (yearly: Dec): number => yearly.divToInt(100).toNumber()

interface Taxed {
  readonly person: Person
  readonly birthYear: number
  readonly law: LawReader
}

type Incomes = Parameters<TaxOfYear>[1]

/** @returns null where no Swedish tax is calculated */
function computed({ person, birthYear, law }: Taxed, year: number, incomes: Incomes): ComputedTax | null {
  const tax = calculateSlutligSkatt(
    {
      birthYear,
      year,
      ...incomes,
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

/** Remembers what it has calculated: for one person, from one choice to the next. */
export function taxOfYear(taxed: Taxed): TaxOfYear {
  const known = new Map<string, KronorPerYear | null>()
  return (year, incomes) => {
    const older = isOlder({ birthYear: taxed.birthYear, year }, taxed.law)
    // The law counts in whole hundreds of all income, and of work.
    const [all, work] = [incomes.pension.plus(incomes.work), incomes.work].map(hundreds)
    const key = `${Math.min(year, lastYearOfChange)} ${older} ${all} ${work}`
    const before = known.get(key)
    if (before !== undefined) return before
    const tax = computed(taxed, year, incomes)?.tax ?? null
    known.set(key, tax)
    return tax
  }
}

/** How the tax of each run of months came about. */
export function taxSteps(taxed: Taxed, months: readonly MonthRun[]): readonly Step[] {
  const steps = new Steps(taxed.law)
  for (const run of months) {
    const incomes = taxedPerYear(run)
    const tax = computed(taxed, yearOf(run.from), incomes)
    if (tax === null) return []
    const parts = Object.fromEntries(
      Object.entries<KronorPerYear>({ ...tax.parts }).filter(([, part]) => !part.isZero()),
    )
    steps.add(
      'skatt',
      { from: monthInText(run.from), ...incomes, grundavdrag: tax.grundavdrag, taxable: tax.taxable, ...parts },
      tax.tax,
    )
  }
  return steps.all()
}
