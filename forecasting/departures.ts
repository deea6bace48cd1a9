/**
 * Where Typfallsmodellen 4.8 departs from the law or the agreements: named options, one for each departure, all off
 * in product mode. A rule that differs takes them as its last argument; what the lawful rule is stands in the rule.
 *
 * What each is worth is measured on 61 runs of the model: how many move by more than 1 kr a month in any column when
 * the lawful rule is used instead, and the largest change, kr a month in the prices of 2025. "Not measured" means
 * that the runs do not show it.
 */
export interface Departures {
  /**
   * Divides the balance by the mean of the delningstal at the age of retirement and one year later, as if drawn in
   * the middle of the year. Lawful: the delningstal at the age. Worth 26 runs, income pension −316, for those born
   * to 1957; with `delningstalModelTable` 45 runs, −316 to +348.
   */
  readonly delningstalMidYear: boolean
  /**
   * Takes the delningstal of those born from 1958 from the model's own table of mortality. Lawful: the published
   * table. Worth 27 runs, income pension up to +706.
   */
  readonly delningstalModelTable: boolean
  /**
   * Credits the right of the last working year at once. Lawful: when it is decided, at the end of the year after.
   * Worth 53 runs, income pension −582, premium pension −84.
   */
  readonly lastRightAtStart: boolean
  /**
   * Applies the factor of early and late withdrawal to tilläggspension twice. Lawful: once. Worth 26 runs,
   * tilläggspension −1,506.
   */
  readonly tillaggspensionFactorTwice: boolean
  /**
   * Counts no inheritance gain in years that its tables do not reach, from 2058 and 2061. Lawful: gains go on; those of
   * the last year are held. Not measured.
   */
  readonly gainsEndWithTables: boolean
  /**
   * Moves the balance of year t by the index of year t. Lawful: at the end of year t by the index of year t + 1.
   * Not measured.
   */
  readonly indexOfSameYear: boolean
  /** Lets the base amount of a coming year follow the income index one year ahead. Lawful: its own. Not measured. */
  readonly inkomstbasbeloppFromNextIndex: boolean
  /** Gives garantipension from four years of residence. Lawful: from three. Not measured. */
  readonly fourResidenceYears: boolean
  /**
   * Bases inkomstpensionstillägg on the pension at the actual age before the last right, with the raised
   * tilläggspension. Lawful: as if drawn at riktålder, all rights. Not measured.
   */
  readonly supplementBaseAtActualAge: boolean
  /**
   * Gives the raised allowance from the year of riktålder + 1 since 2020. Lawful: 66 at the start of the year for
   * those born 1957 to 1959, so that those born 1957 wait a year. Not measured: no run is of that cohort.
   */
  readonly elderAllowanceFromRiktalder: boolean
  /** Keeps the ceiling of the public service fee of 2022, 1.87 inkomstbasbelopp. Worth 20 runs, net +31.3. */
  readonly publicServiceTakOf2022: boolean
  /**
   * Raises skiktgränsen of each coming year by some 5,000 kr beyond prices + 2 %: 51 where 0.51 was meant, it seems.
   * Lawful: prices + 2 %, whole hundreds downwards. Worth 2 runs, net −1,023.
   */
  readonly skiktgransExtra: boolean
  /**
   * Keeps the rent in the prices of the year of 105 years of age. Lawful: prices of the year. Worth 13 runs, housing
   * supplement −1,078.
   */
  readonly rentNotDeflated: boolean
  /** Keeps 2.13 prisbasbelopp in the special housing supplement. Lawful: the level of the year. Not measured. */
  readonly specialSupplementFloorKept: boolean
  /**
   * Gives ITP 1 and PA 16 avdelning 1 their premiums also before the agreements. Lawful: from 2007 and 2016, at the
   * rates of the time. Not measured.
   */
  readonly premiumsBeforeAgreement: boolean
  /** Counts 2.5 instead of 12.5 inkomstbasbelopp in the middle band of ITP 2 for pay above 20. Not measured. */
  readonly itp2NarrowMiddleBand: boolean
  /** Turns the base amounts of the first limit on raises of pay in ITP 2 upside down. Not measured. */
  readonly itp2RaiseLimitInverted: boolean
  /** Lets ITP 2 drawn late or early change twice: per month, and by the delningstal. Lawful: once. Not measured. */
  readonly itp2StartCountedTwice: boolean
  /**
   * Gives those who were 28 before 1995 only what was carried over from PA-KL. Lawful: the benefit of KAP-KL. Worth
   * 7 runs, occupational pension −1,761.
   */
  readonly kapKlCarryOverOnly: boolean
  /** Has its own premiums of KAP-KL 2005 to 2007 and its own share for those born 1966. Not measured. */
  readonly kapKlModelRates: boolean
  /** Pays the higher premium of AKAP-KR to riktålder + 3. Lawful: to LAS-åldern. Not measured. */
  readonly akapKrToRiktalderPlusThree: boolean
  /** Gives the higher premium of PA 16 avdelning 2 from birth year 1965. Lawful: from 1966 (SPV). Not measured. */
  readonly pa16SplitAt1965: boolean
}

/** Product mode: the law and the agreements as they stand. */
export const lawful: Departures = {
  delningstalMidYear: false,
  delningstalModelTable: false,
  lastRightAtStart: false,
  tillaggspensionFactorTwice: false,
  gainsEndWithTables: false,
  indexOfSameYear: false,
  inkomstbasbeloppFromNextIndex: false,
  fourResidenceYears: false,
  supplementBaseAtActualAge: false,
  elderAllowanceFromRiktalder: false,
  publicServiceTakOf2022: false,
  skiktgransExtra: false,
  rentNotDeflated: false,
  specialSupplementFloorKept: false,
  premiumsBeforeAgreement: false,
  itp2NarrowMiddleBand: false,
  itp2RaiseLimitInverted: false,
  itp2StartCountedTwice: false,
  kapKlCarryOverOnly: false,
  kapKlModelRates: false,
  akapKrToRiktalderPlusThree: false,
  pa16SplitAt1965: false,
}

/** Typfall mode: every departure of Typfallsmodellen 4.8. */
export const typfallsmodellen: Departures = {
  delningstalMidYear: true,
  delningstalModelTable: true,
  lastRightAtStart: true,
  tillaggspensionFactorTwice: true,
  gainsEndWithTables: true,
  indexOfSameYear: true,
  inkomstbasbeloppFromNextIndex: true,
  fourResidenceYears: true,
  supplementBaseAtActualAge: true,
  elderAllowanceFromRiktalder: true,
  publicServiceTakOf2022: true,
  skiktgransExtra: true,
  rentNotDeflated: true,
  specialSupplementFloorKept: true,
  premiumsBeforeAgreement: true,
  itp2NarrowMiddleBand: true,
  itp2RaiseLimitInverted: true,
  itp2StartCountedTwice: true,
  kapKlCarryOverOnly: true,
  kapKlModelRates: true,
  akapKrToRiktalderPlusThree: true,
  pa16SplitAt1965: true,
}
