/**
 * Quantities: exact decimal numbers that carry their unit in the type, so that kronor per month never meet
 * kronor per year by accident. An amount of money is never a float.
 */
import { Decimal } from 'decimal.js'

/** The project's own decimal arithmetic: 40 significant digits, halves rounded up. Never `Decimal.set`. */
export const Dec = Decimal.clone({ precision: 40, rounding: Decimal.ROUND_HALF_UP, toExpNeg: -30, toExpPos: 40 })
export type Dec = Decimal

declare const unit: unique symbol
/** A decimal number in unit `U`. Arithmetic gives a plain `Dec`; the unit is stated again where the result has one. */
export type Quantity<U extends string> = Decimal & { readonly [unit]: U }

/** An amount of money, SEK. */
export type Kronor = Quantity<'SEK'>
/** A monthly amount, SEK per month. */
export type KronorPerMonth = Quantity<'SEK/month'>
/** A yearly amount, SEK per year. */
export type KronorPerYear = Quantity<'SEK/year'>
/** A part of a whole or a yearly rate: 0.019 is 1.9 %. */
export type Share = Quantity<'share'>

const quantity =
  <U extends string>() =>
  (value: Decimal.Value): Quantity<U> =>
    // A decimal never changes, so it need not be copied: most amounts that are given a unit are results.
    (value instanceof Dec ? value : new Dec(value)) as Quantity<U>

export const kronor = quantity<'SEK'>()
export const kronorPerMonth = quantity<'SEK/month'>()
export const kronorPerYear = quantity<'SEK/year'>()
export const share = quantity<'share'>()
