/**
 * What a saver chooses in a forecast. The address of the page holds it, a plan stores it, the engine is asked with it.
 *
 * Ages are completed months, amounts whole kronor per month in today's money. Everything left out is as the engine
 * takes it by itself: the riktålder, the expected market, everything drawn as soon as it may be, pay as today.
 */
export interface ForecastChoices {
  readonly retirementAge?: number
  readonly market?: 'low' | 'high'
  /** Kronor of the month of payment instead of today's. */
  readonly nominal?: true
  /** Pay in place of what is known, until work ends. */
  readonly salary?: number
  /** Spans of another pay, in order: part-time, parental leave, work beside the pension. */
  readonly work?: readonly ChosenWork[]
  /** How much of the public pension is drawn from an age on, in order. Left out: all of it. */
  readonly withdrawal?: readonly ChosenWithdrawal[]
  /** By contract id. */
  readonly contracts?: Readonly<Record<string, ChosenPayout>>
}

export interface ChosenWork {
  readonly from: number
  /** The first age that is not in it. */
  readonly to: number
  readonly salary: number
  /** Föräldrapenning, sjukpenning: pensionable in place of pay. */
  readonly benefit?: number
}

export interface ChosenWithdrawal {
  readonly from: number
  /** Per cent of the whole. */
  readonly share: WithdrawalShare
}
export type WithdrawalShare = 0 | 25 | 50 | 75 | 100

export interface ChosenPayout {
  readonly start?: number
  /** Months, or for life. */
  readonly duration?: number | 'lifelong'
}
