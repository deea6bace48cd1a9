/** What plans are compared by, line by line, in words. */
import type { TFunction } from 'i18next'
import type { ComparedPlan, PlanOutlook } from '#server/services/api/plans.ts'
import { givesNothing } from '../../plans/words.ts'
import type { Words } from '../../texts/words.ts'

export interface ComparisonRow {
  readonly measure: string
  /** One per plan, in their order; each a line, or two. */
  readonly cells: readonly (readonly string[])[]
}

export function comparisonRows(
  compared: readonly ComparedPlan[],
  t: TFunction,
  words: Words,
): readonly ComparisonRow[] {
  const outlooks = compared.map(({ outlook }) => outlook)
  const row = (measure: string, cell: (outlook: PlanOutlook) => string | readonly string[]): ComparisonRow => ({
    measure,
    cells: outlooks.map((outlook) => [cell(outlook)].flat()),
  })
  /** Of a plan that gives nothing, no line of money. */
  const moneyRow = (measure: string, cell: (outlook: PlanOutlook) => string | readonly string[]): ComparisonRow =>
    row(measure, (outlook) => (givesNothing(outlook) ? t('overview.noAmount') : cell(outlook)))
  const afterTax = (net: number | null): string =>
    net === null ? t('plans.compare.noTax') : t('plans.compare.net', { amount: words.kronor(net) })
  const both = (gross: number, net: number | null): readonly string[] => [words.kronor(gross), afterTax(net)]
  const ages = outlooks[0]?.at.map(({ age }) => age) ?? []
  const totals = [...new Set(outlooks.flatMap((outlook) => outlook.totals.map(({ age }) => age)))]
  const left = [...new Set(outlooks.flatMap((outlook) => outlook.left.map(({ age }) => age)))]
  return [
    row(t('plans.compare.row.stop'), ({ age }) => words.age(age)),
    row(t('plans.compare.row.first'), ({ firstMonth }) => words.month(firstMonth)),
    moneyRow(t('plans.compare.row.firstAmount'), ({ gross, net, lowerTax }) => [
      ...both(gross, net),
      ...(lowerTax === null
        ? []
        : [t('overview.lowerTax', { month: words.month(lowerTax.from), amount: words.kronor(lowerTax.monthly) })]),
    ]),
    ...ages.map((age) =>
      moneyRow(t('plans.compare.row.at', { age }), ({ at }) => {
        const paid = at.find((one) => one.age === age)?.paid ?? null
        if (paid === null) return t('plans.compare.past')
        return paid.gross === 0 ? t('plans.compare.nothingYet') : both(paid.gross, paid.net)
      }),
    ),
    moneyRow(t('plans.compare.row.lowest'), ({ lowest }) =>
      t('plans.compare.lowest', { amount: words.kronor(lowest.gross), age: words.age(lowest.age) }),
    ),
    moneyRow(t('plans.compare.row.falls'), ({ falls }) => {
      const count = new Set(falls.flatMap(({ month, minor }) => (minor ? [] : [month]))).size
      return count === 0 ? t('plans.compare.never') : t('plans.compare.times', { count })
    }),
    ...totals.map((age) =>
      moneyRow(t('plans.compare.row.total', { age }), (outlook) => {
        const total = outlook.totals.find((one) => one.age === age)
        return total === undefined ? t('plans.compare.past') : both(total.gross, total.net)
      }),
    ),
    ...left.map((age) =>
      moneyRow(t('plans.compare.row.left', { age }), (outlook) => {
        const amount = outlook.left.find((one) => one.age === age)?.amount ?? 0
        return amount === 0 ? t('plans.compare.nothingLeft') : words.kronor(amount)
      }),
    ),
    row(t('plans.compare.row.irrevocable'), ({ payouts }) => {
      const count = payouts.filter(({ irrevocable }) => irrevocable).length
      return count === 0 ? t('plans.compare.none') : t('plans.compare.contracts', { count })
    }),
  ]
}
