/** Days as eight digits. */
import { adapter } from '../../adapter.ts'
import { rewriteValues } from '../../xml/values.ts'

/** The elements that hold a day, in both versions of MIS. */
const days = new Set(['datering', 'fran', 'till', 'betald_till', 'Datering', 'Fran', 'Till', 'BetaldTill'])

export const datesWithoutDashes = adapter({
  reason:
    'The provider writes days as 20261031. Only elements that hold a day are changed, so an amount or a contract ' +
    'number of eight digits stays as it is; whether the day exists is checked afterwards as for everyone.',
  content(message) {
    // Every such day has a century: 19, 20 or 21.
    for (const digit of ['1', '2']) {
      rewriteValues(message, days, digit, (value) =>
        /^\d{8}$/.test(value) ? `${value.slice(0, 4)}-${value.slice(4, 6)}-${value.slice(6)}` : null,
      )
    }
    return message
  },
})
