/**
 * Figures that are set anew for each year before it begins. Until a maintainer has put in those of a new year, the
 * forecast goes on with projected ones: it says so, and whoever runs the portal is told which are missing.
 */
import { balansindex } from './parameters/balansindex.ts'
import { begravningsavgiftPerKommun } from './parameters/begravningsavgift-per-kommun.ts'
import { begravningsavgift } from './parameters/begravningsavgift.ts'
import { enhetligBegravningsavgift } from './parameters/enhetlig-begravningsavgift.ts'
import { forhojtPrisbasbelopp } from './parameters/forhojt-prisbasbelopp.ts'
import { inkomstbasbelopp } from './parameters/inkomstbasbelopp.ts'
import { inkomstindex } from './parameters/inkomstindex.ts'
import { kommunalskattPerKommun } from './parameters/kommunalskatt-per-kommun.ts'
import { kommunalskatt } from './parameters/kommunalskatt.ts'
import { kyrkoavgift } from './parameters/kyrkoavgift.ts'
import type { MunicipalityParameter, Parameter } from './parameters/parameter.ts'
import { prisbasbelopp } from './parameters/prisbasbelopp.ts'
import { skiktgrans } from './parameters/skiktgrans.ts'
import { studiebidrag } from './parameters/studiebidrag.ts'

const setForTheYear: readonly (Parameter | MunicipalityParameter)[] = [
  prisbasbelopp,
  forhojtPrisbasbelopp,
  inkomstbasbelopp,
  inkomstindex,
  balansindex,
  skiktgrans,
  kommunalskatt,
  kommunalskattPerKommun,
  begravningsavgift,
  begravningsavgiftPerKommun,
  enhetligBegravningsavgift,
  kyrkoavgift,
  studiebidrag,
]

const lastDecided = new Map(
  setForTheYear.map((parameter) => {
    const rows = parameter.kind === 'dated' ? parameter.values : parameter.rows
    const last = rows.findLast(({ status }) => status === 'decided' || status === 'derived')
    return [parameter.term, Number(last?.from.slice(0, 4) ?? 0)]
  }),
)

/** @returns the terms whose decided figures end before that year */
export const missingFiguresOf = (year: number): readonly string[] =>
  [...lastDecided].filter(([, last]) => last < year).map(([term]) => term)
