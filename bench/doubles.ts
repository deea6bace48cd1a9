/**
 * Stands in for decimal.js where the same code is measured in plain doubles: the methods that forecasting uses, each
 * one operation on a double that lies in an object. ./in-doubles.ts loads it in place of the package.
 */
type Value = Decimal | number | string

const numberOf = (value: Value): number => (typeof value === 'object' ? value.value : Number(value))

export class Decimal {
  static readonly ROUND_HALF_UP = 4
  static readonly ROUND_HALF_EVEN = 6
  readonly value: number

  constructor(value: Value) {
    this.value = numberOf(value)
  }

  static clone(): typeof Decimal {
    return Decimal
  }
  static isDecimal(value: unknown): boolean {
    return value instanceof Decimal
  }
  static max(...values: readonly Value[]): Decimal {
    return new Decimal(Math.max(...values.map(numberOf)))
  }
  static min(...values: readonly Value[]): Decimal {
    return new Decimal(Math.min(...values.map(numberOf)))
  }

  plus(other: Value): Decimal {
    return new Decimal(this.value + numberOf(other))
  }
  minus(other: Value): Decimal {
    return new Decimal(this.value - numberOf(other))
  }
  times(other: Value): Decimal {
    return new Decimal(this.value * numberOf(other))
  }
  div(other: Value): Decimal {
    return new Decimal(this.value / numberOf(other))
  }
  pow(exponent: Value): Decimal {
    return new Decimal(this.value ** numberOf(exponent))
  }
  neg(): Decimal {
    return new Decimal(-this.value)
  }
  abs(): Decimal {
    return new Decimal(Math.abs(this.value))
  }
  sqrt(): Decimal {
    return new Decimal(Math.sqrt(this.value))
  }
  floor(): Decimal {
    return new Decimal(Math.floor(this.value))
  }
  toNearest(step: Value): Decimal {
    const by = numberOf(step)
    return new Decimal(Math.round(this.value / by) * by)
  }
  toDecimalPlaces(places: number): Decimal {
    const unit = 10 ** places
    return new Decimal(Math.round(this.value * unit) / unit)
  }
  comparedTo(other: Value): number {
    return Math.sign(this.value - numberOf(other))
  }
  eq(other: Value): boolean {
    return this.value === numberOf(other)
  }
  gt(other: Value): boolean {
    return this.value > numberOf(other)
  }
  gte(other: Value): boolean {
    return this.value >= numberOf(other)
  }
  lt(other: Value): boolean {
    return this.value < numberOf(other)
  }
  lte(other: Value): boolean {
    return this.value <= numberOf(other)
  }
  isZero(): boolean {
    return this.value === 0
  }
  isFinite(): boolean {
    return Number.isFinite(this.value)
  }
  isInteger(): boolean {
    return Number.isInteger(this.value)
  }
  toNumber(): number {
    return this.value
  }
  toFixed(places?: number): string {
    return places === undefined ? String(this.value) : this.value.toFixed(places)
  }
  toString(): string {
    return String(this.value)
  }
}
