import type { AgeView, FallView, YearColumn } from '#server/services/api.ts'
import { inThousands, useWords } from '../texts/words.ts'
import { isEnd, whatFalls } from './falls.ts'
import type { ChartColumn } from './layout.ts'
import { byFiveYears, byYear, narrowFrame, wideFrame } from './layout.ts'
import { PensionChart } from './pension-chart.tsx'
import { stepsDown } from './steps-down.ts'

export interface CourseChartsProps {
  readonly years: readonly YearColumn[]
  readonly falls: readonly FallView[]
  readonly age: Pick<AgeView, 'chosen' | 'earliest' | 'latest' | 'drawing'>
  readonly salary: number | null
  /** The first age of the column that is opened. */
  readonly selected: number | null
  readonly hrefOf: (column: ChartColumn) => string
  readonly onSelect: (column: ChartColumn) => void
  /** What choosing a column does, by which means: told until one is chosen. */
  readonly hints: Readonly<Record<'wide' | 'narrow', string>>
}

/** The payments over the years: a column a year where there is room, else one for five. */
export function CourseCharts({ years, falls, age, hints, ...shared }: CourseChartsProps) {
  const { t, words } = useWords()
  const choosable = age.earliest < age.latest
  const firstAge = Math.min(Math.floor((choosable ? age.earliest : age.chosen) / 12), years[0]?.age ?? 0)
  const fallTexts = stepsDown(falls).map((step) => {
    const values = { amount: inThousands(step.amount), label: step.falls.map((fall) => whatFalls(fall, t)).join(', ') }
    const key = step.falls.every(isEnd) ? 'overview.chart.fall' : 'overview.chart.fallLowered'
    return { age: step.age, texts: [t(key, values), t('overview.chart.fallShort', values)] }
  })
  const both = {
    ...shared,
    falls: fallTexts,
    retirementAge: choosable && !age.drawing ? age.chosen : null,
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
