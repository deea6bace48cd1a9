/**
 * The shape of a figure of law, agreement or standard: what it is called, in which unit, since when, how sure, and
 * who says so. The figures themselves are one file per term in this folder; `forecasting/law.ts` reads them.
 */
import type { Kollektivavtal } from '../model/holding.ts'
import type { Quantity } from '../model/quantity.ts'
import { Dec, share } from '../model/quantity.ts'
import type { IsoDate } from '../model/year-month.ts'
import { isoDateOf } from '../model/year-month.ts'

/**
 * `decided` by law or agreement; `derived` by us from decided figures, the arithmetic in the source; `projected` by an
 * authority's forecast or held constant; `assumed` by us.
 */
export type FigureStatus = 'decided' | 'derived' | 'projected' | 'assumed'

/** Where a figure comes from: told beside every result that rests on it. */
export interface Origin {
  readonly status: FigureStatus
  readonly source: string
}

export interface DatedFigure<U extends string> extends Origin {
  readonly from: IsoDate
  readonly value: Quantity<U>
}

/** A figure that changes by date. */
export interface Parameter<U extends string = string> {
  readonly kind: 'dated'
  readonly term: string
  readonly english: string
  readonly unit: U
  /** `one-year`: each value holds for its calendar year alone, so a missing year is never filled by an older one. */
  readonly holds: 'until-changed' | 'one-year'
  /** Oldest first. */
  readonly values: readonly DatedFigure<U>[]
}

export interface CohortFigure<U extends string> extends Origin {
  /** First birth year it holds for; it holds until the next row. */
  readonly bornFrom: number
  readonly value: Quantity<U>
}

/** A figure that is set by birth year. */
export interface CohortParameter<U extends string = string> {
  readonly kind: 'cohort'
  readonly term: string
  readonly english: string
  readonly unit: U
  /** Oldest cohort first. */
  readonly values: readonly CohortFigure<U>[]
}

export interface TableRow extends Origin {
  readonly bornFrom: number
  readonly firstAge: number
  /** One value per whole year of age from `firstAge`. */
  readonly values: readonly number[]
}

/** A figure that is set by birth year and age in whole years. */
export interface TableParameter {
  readonly kind: 'table'
  readonly term: string
  readonly english: string
  readonly unit: string
  /** The last birth year the last row was made for. */
  readonly bornTo: number
  /** Oldest cohort first. */
  readonly rows: readonly TableRow[]
}

export interface MortalityRow extends Origin {
  readonly bornFrom: number
  /** Force of mortality a + b·exp(c·x) up to the age `linearFrom`, then rising by `slope` per year. */
  readonly a: number
  readonly b: number
  readonly c: number
  readonly linearFrom: number
  readonly slope: number
}

/** Mortality by cohort, as curves. */
export interface MortalityParameter {
  readonly kind: 'mortality'
  readonly term: string
  readonly english: string
  readonly unit: string
  /** Oldest cohort first. */
  readonly rows: readonly MortalityRow[]
}

/** A figure that each collective agreement sets for itself. */
export interface AgreementParameter<U extends string = string> {
  readonly kind: 'agreement'
  readonly term: string
  readonly english: string
  readonly unit: U
  /** Oldest first. An agreement that is left out has no rule. */
  readonly values: Readonly<Partial<Record<Kollektivavtal, readonly DatedFigure<U>[]>>>
}

export interface GridRow extends Origin {
  readonly year: number
  readonly firstAge: number
  /** One value per whole year of age from `firstAge`. */
  readonly values: readonly number[]
}

/** A factor by calendar year and age in whole years. Outside it nothing happens: the factor is 1. */
export interface GridParameter {
  readonly kind: 'grid'
  readonly term: string
  readonly english: string
  readonly unit: 'factor'
  /** Oldest year first. */
  readonly rows: readonly GridRow[]
}

export interface CurveRow extends Origin {
  readonly year: number
  /** The factor at age x is 1 + k · (exp(a + b · exp(c · x)) − 1). */
  readonly a: number
  readonly b: number
  readonly c: number
  readonly k: number
}

/** A factor by calendar year and age in closed form, one curve a year. */
export interface CurveParameter {
  readonly kind: 'curve'
  readonly term: string
  readonly english: string
  readonly unit: 'factor'
  /** Below this age nothing happens: the factor is 1. */
  readonly firstAge: number
  /** Oldest year first. */
  readonly rows: readonly CurveRow[]
}

/** One straight piece: up to and including `upTo` (null: without end) the result is constant + slope · argument. */
export interface BracketPiece {
  readonly upTo: Dec | null
  readonly constant: Dec
  readonly slope: Dec
}

export interface BracketRow extends Origin {
  readonly from: IsoDate
  readonly pieces: readonly BracketPiece[]
}

/** A figure that is set by an amount, as straight pieces; amount and result are both in `unit`. */
export interface BracketParameter {
  readonly kind: 'brackets'
  readonly term: string
  readonly english: string
  readonly unit: string
  /** Oldest first; each holds until changed. */
  readonly rows: readonly BracketRow[]
}

export interface BandRow extends Origin {
  readonly bornFrom: number
  /** The share of pay that a full benefit is, one per band. */
  readonly shares: readonly [Dec, Dec, Dec]
}

/** A final-salary benefit: shares of pay by band and birth year. */
export interface BandParameter {
  readonly kind: 'bands'
  readonly term: string
  readonly english: string
  readonly unit: 'share'
  /** Where each band ends, in inkomstbasbelopp. */
  readonly limits: readonly [string, string, string]
  /** Oldest cohort first. */
  readonly rows: readonly BandRow[]
}

export interface PremiumRow extends Origin {
  /** First and last calendar year. */
  readonly from: number
  readonly to: number
  /** First and last age, in whole years reached during the year. */
  readonly ageFrom: number
  readonly ageTo: number
  readonly bornFrom?: number
  readonly bornTo?: number
  /** Share of pay up to the limit, and above it. */
  readonly low: string
  readonly high: string
  /** Pay above this many inkomstbasbelopp gives no premium. */
  readonly payCap?: string
  /** Where the shares change within the year: those from each month, 1 to 12. The row's own are their mean. */
  readonly within?: readonly { readonly fromMonth: number; readonly low: string; readonly high: string }[]
}

/** The premiums of an agreement by calendar year, age and birth year: the first row that fits. */
export interface PremiumParameter {
  readonly kind: 'premium'
  readonly term: string
  readonly english: string
  readonly unit: 'share'
  /** Where the higher share begins, in inkomstbasbelopp. */
  readonly limit: string
  /** Whole kronor a month, whole kronor a year, or as it comes. */
  readonly rounding: 'month' | 'year' | 'none'
  readonly rows: readonly PremiumRow[]
}

export interface MunicipalityRate {
  /** SCB's code of four digits. */
  readonly code: string
  readonly name: string
  readonly value: Quantity<'share'>
}

export interface MunicipalityRow extends Origin {
  readonly from: IsoDate
  /** By code. */
  readonly rates: readonly MunicipalityRate[]
}

/** A rate that each municipality sets for itself. */
export interface MunicipalityParameter {
  readonly kind: 'municipality'
  readonly term: string
  readonly english: string
  readonly unit: 'share'
  /** Oldest first; each holds until changed. */
  readonly rows: readonly MunicipalityRow[]
}

export type AnyParameter =
  | Parameter
  | CohortParameter
  | TableParameter
  | MortalityParameter
  | MunicipalityParameter
  | AgreementParameter
  | GridParameter
  | CurveParameter
  | BracketParameter
  | BandParameter
  | PremiumParameter

type Literal = readonly [from: string, value: string]

/** Dated literals that share status and source; `from` is a day, or a year for the first of January. */
export const dated = <U extends string>(origin: Origin, literals: readonly Literal[]): DatedFigure<U>[] =>
  literals.map(([from, value]) => ({
    ...origin,
    from: isoDateOf(from.length === 4 ? `${from}-01-01` : from),
    value: new Dec(value) as Quantity<U>,
  }))

/** Cohort literals that share status and source. */
export const cohorts = <U extends string>(
  origin: Origin,
  literals: readonly (readonly [bornFrom: number, value: string])[],
): CohortFigure<U>[] =>
  literals.map(([bornFrom, value]) => ({ ...origin, bornFrom, value: new Dec(value) as Quantity<U> }))

/** One value for each year of a span: how a one-year figure is projected constant in today's money. */
export const constantYears = <U extends string>(
  origin: Origin,
  years: { readonly first: number; readonly last: number },
  value: string,
): DatedFigure<U>[] =>
  dated(
    origin,
    Array.from({ length: years.last - years.first + 1 }, (_, i) => [String(years.first + i), value] as const),
  )

/** The straight pieces that hold from a day, or from the first of January of a year. */
export const brackets = (
  origin: Origin,
  from: string,
  pieces: readonly (readonly [upTo: string | null, constant: string, slope: string])[],
): BracketRow => ({
  ...origin,
  from: isoDateOf(from.length === 4 ? `${from}-01-01` : from),
  pieces: pieces.map(([upTo, constant, slope]) => ({
    upTo: upTo === null ? null : new Dec(upTo),
    constant: new Dec(constant),
    slope: new Dec(slope),
  })),
})

/** The shares of a final-salary benefit for those born from a year. */
export const bandRow = (
  origin: Origin,
  bornFrom: number,
  [low, middle, high]: readonly [string, string, string],
): BandRow => ({ ...origin, bornFrom, shares: [new Dec(low), new Dec(middle), new Dec(high)] })

/** Rates by municipality. */
export const municipalities = (
  literals: readonly (readonly [code: string, name: string, rate: string])[],
): readonly MunicipalityRate[] => literals.map(([code, name, rate]) => ({ code, name, value: share(rate) }))
