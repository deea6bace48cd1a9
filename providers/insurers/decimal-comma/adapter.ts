/** Amounts and shares with a decimal comma. */
import { adapter } from '../../adapter.ts'
import { rewriteValues } from '../../xml/values.ts'

/** The elements that hold an amount or a share, in both versions of MIS. */
const decimals = new Set([
  ...['belopp', 'belopp_per_manad', 'intjanad_pension_per_manad', 'rorlig', 'fast', 'avkastning_per_ar'],
  ...['Belopp', 'BeloppPerManad', 'AktuellPremie', 'AvkastningPerAr'],
  ...['Fond', 'Traditionell', 'Avtal'].flatMap((applies) =>
    ['Rorlig', 'Fast'].flatMap((form) =>
      ['Administration', 'Forvaltning', 'Premie'].map((kind) => `Avgift${applies}${form}${kind}`),
    ),
  ),
])

export const decimalComma = adapter({
  reason:
    'The provider writes numbers as Swedish text has them, 1234,50. A comma stands once, before one to ten decimals, ' +
    'so it cannot be taken for a separator of thousands; anything else is left, and refused by the schema.',
  content(message) {
    rewriteValues(message, decimals, ',', (value) => (/^-?\d+,\d{1,10}$/.test(value) ? value.replace(',', '.') : null))
    return message
  },
})
