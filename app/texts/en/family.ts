import type { Texts } from '../sv/index.ts'

export const family: Texts['family'] = {
  lead: 'What do those you leave behind receive? Here is what each contract pays, for how long, and what nobody has told us.',
  when: {
    title: 'Choose when',
    tomorrow: 'If I die tomorrow',
    at70: 'If I die at 70',
    label: 'If I die at',
    help: 'Between {{youngest}} and {{oldest}} years.',
    years: 'years',
    apply: 'Show',
    bad: 'The age could not be read. Write it in whole years, for example 70. We show what holds tomorrow.',
    moved: 'That age cannot be chosen. We show the nearest that can: {{age}}.',
  },
  answer: {
    tomorrow: 'If you die tomorrow',
    at: 'If you die at {{age}}',
    condition: 'before tax, from {{month}}',
    knownOnly: 'Only what we know the amount of is in the sum.',
    nothing: 'No known amount a month',
    nothingText:
      'That does not mean that nothing is paid. It means that no source has given us an amount to reckon with.',
    retire: 'Until then we take it that all goes as in the overview, and that you stop working at {{age}}.',
    money: 'In today’s money. A calculation, not a promise.',
  },
  count: {
    paid_one: '{{count}} contract pays',
    paid_other: '{{count}} contracts pay',
    'amount-unknown_one': '{{count}} contract has cover, but the amount is not known',
    'amount-unknown_other': '{{count}} contracts have cover, but the amounts are not known',
    none_one: '{{count}} contract pays nothing',
    none_other: '{{count}} contracts pay nothing',
    unknown_one: '{{count}} contract we have no answer about',
    unknown_other: '{{count}} contracts we have no answer about',
    assumed_one: '{{count}} future contract is our assumption',
    assumed_other: '{{count}} future contracts are our assumption',
  },
  chart: {
    title: 'Year by year',
    label:
      'Chart: payments to survivors a month, for each calendar year. The same figures are in the table under the chart.',
    sentence: 'The payments begin at about {{first}} and end in {{last}}.',
    table: 'The same as a table',
    caption: 'Payments to survivors in kronor a month before tax, the mean of each calendar year',
    year: 'Year',
    partOfYear: '{{year}} ({{months}} months)',
    total: 'Total',
  },
  contracts: {
    title: 'Contract by contract',
    none: 'We know of no contract. Sources that have not answered may have some that do not show here.',
    groupTitle: {
      paid: 'Is paid',
      'amount-unknown': 'There is cover, but the amount is not known',
      none: 'Without cover',
      unknown: 'We do not know',
      assumed: 'Not there yet',
    },
    groupText: {
      paid: 'Repayment cover: what is saved goes to the beneficiaries instead of to other savers.',
      'amount-unknown': 'The source says that there is cover, but not how much. Ask the one who holds the contract.',
      none: 'Nothing is paid if you die.',
      unknown: 'The source has not said whether the contract has any cover. Ask the one who holds the contract.',
      assumed:
        'Our assumption of future payments. What survivors get depends on the contract that is then made, and is not counted here.',
    },
    payment: '{{amount}} from {{from}} through {{to}}',
    worth: 'Together worth about {{amount}}',
    atOnce: 'About {{amount}} is left to those who inherit',
    covers: 'Cover: {{covers}}',
    alsoUnknown: 'The contract also has {{covers}}. The amount is not known and not in the sum.',
    cover: {
      aterbetalningsskydd: 'repayment cover',
      efterlevandepension: 'survivors’ pension',
      familjeskydd: 'family cover',
    },
    beneficiaries: {
      named: 'You have named beneficiaries.',
      'not-named': 'You have not named beneficiaries. Then the contract’s own order applies.',
      'not-reported': 'The source has not said whether you have named beneficiaries.',
    },
  },
  more: {
    title: 'Share with someone',
    householdText: 'Two people invite each other and see their pensions together, year by year.',
    helpersText: 'A relative may see what you choose, until the day you choose. You can take it back at any time.',
    helpingText: 'See what others have shared with you.',
  },
  state: {
    title: 'From Pensionsmyndigheten',
    lead: 'Survivors’ benefits from Pensionsmyndigheten (the Swedish Pensions Agency) are not calculated here. They may be a large part of the whole.',
    omstallningspension:
      'Adjustment pension (omställningspension): for the one who lived with the person who died and is below an age limit. The conditions depend on whether you were married, on how long you have lived together and on whether you have children.',
    barnpension: 'Child’s pension and survivors’ support: for children below 18, or below 20 if still at school.',
    ankepension:
      'Widow’s pension (änkepension): for some women who were married to the one who died already before 1990.',
    premiepension:
      'Premium pension (premiepension): for the one you are married to or live with, if you choose survivors’ cover when you draw it.',
    turn: 'Ask Pensionsmyndigheten what applies to you: pensionsmyndigheten.se, telephone 0771\u2011776\u00a0776.',
  },
}
