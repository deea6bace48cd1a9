/**
 * Persons of the test series, each for one journey alone: what a journey stores of its person no other one meets. Their
 * working lives are made from the number by the simulator. Take a new one for a new journey.
 */
export const persons = {
  accessibilitySv: '196706142384',
  accessibilityEn: '196710142388',
  keyboard: '196703142387',
  forcedColours: '196807142382',
  forecast: '197903142383',
  explanation: '196812142385',
  ownEntries: '196805142392',
  ownEntriesPlain: '196905142391',
  changes: '197105142389',
  householdFirst: '196611142388',
  householdSecond: '196309142393',
  helperGiver: '196405142388',
  helper: '196501142399',
  partnerFrame: '198001042384',
  partnerPage: '198001042392',
  partnerData: '197802052386',
  partnerPlain: '197802052394',
  partnerSwitched: '197703062385',
  agreement: '197204142389',
  agreementPlain: '197306142386',
  pin: '196205142380',
  pinPlain: '196305142389',
  pinEnglish: '196105142381',
  slowLine: '196711142387',
  ombudNew: '197104142380',
  ombudKnown: '197409142382',
  ombudPlain: '197602142395',
} as const
