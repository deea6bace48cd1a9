import type { AgeView, StepDown, YearColumn } from '#server/services/api.ts'
import { inThousands, useWords } from '../texts/words.ts'
import { isEnd, whatFalls } from './falls.ts'
import type { ChartColumn } from './layout.ts'
import { byFiveYears, byYear, narrowFrame, wideFrame } from './layout.ts'
import { PensionChart } from './pension-chart.tsx'

export interface CourseChartsProps {
  readonly years: readonly YearColumn[]
  readonly stepsDown: readonly StepDown[]
  readonly age: Pick<AgeView, 'chosen' | 'earliest' | 'publicEarliest' | 'moves'>
  readonly salary: number | null
  /** The first age of the column that is opened. */
  readonly selected: number | null
  readonly hrefOf: (column: ChartColumn) => string
  readonly onSelect: (column: ChartColumn) => void
  /** What choosing a column does, by which means: told until one is chosen. */
  readonly hints: Readonly<Record<'wide' | 'narrow', string>>
}

/** The payments over the years: a column a year where there is room, else one for five. */
export function CourseCharts({ years, stepsDown, age, hints, ...shared }: CourseChartsProps) {
  const { t, words } = useWords()
  const firstPaid = years[0]?.age ?? 0
  // The axis stands still along the slider, but for ages at which there is no public pension yet.
  const usual = Math.floor(Math.max(age.earliest, age.publicEarliest) / 12)
  const firstAge = age.moves === 'start' ? Math.min(firstPaid, usual) : firstPaid
  const fallTexts = stepsDown.map((step) => {
    const values = { amount: inThousands(step.amount), label: step.falls.map((fall) => whatFalls(fall, t)).join(', ') }
    const key = step.falls.every(isEnd) ? 'overview.chart.fall' : 'overview.chart.fallLowered'
    return { age: step.age, texts: [t(key, values), t('overview.chart.fallShort', values)] }
  })
  const both = {
    ...shared,
    falls: fallTexts,
    retirementAge: age.moves === 'start' ? age.chosen : null,
    label: t('overview.chart.label'),
    retirementLabel: t('overview.chart.retire', { age: words.age(age.chosen) }),
  }
  return (
    <>
      <PensionChart
        {...both}
        columns={byYear(years)}
        frame={wideFrame}
        firstAge={firstAge}
        className="wide"
        hint={hints.wide}
      />
      <PensionChart
        {...both}
        columns={byFiveYears(years)}
        frame={narrowFrame}
        firstAge={Math.floor(firstAge / 5) * 5}
        className="narrow-chart"
        hint={hints.narrow}
      />
    </>
  )
}
