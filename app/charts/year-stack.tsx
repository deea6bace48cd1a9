/** Columns per calendar year, each a stack: a picture of what the table beside it says. */
import { useId } from 'react'
import type { PillarCode } from '#server/services/api.ts'
import { inThousands, useWords } from '../texts/words.ts'
import type { ChartFrame } from './layout.ts'
import { amountScale, narrowFrame, wideFrame } from './layout.ts'
import { fillOf, Patterns, PrintedPatterns } from './patterns.tsx'

export interface StackedYear {
  readonly year: number
  /** From the bottom up: each in the colour and pattern of a family. */
  readonly parts: readonly { readonly mark: PillarCode; readonly monthly: number }[]
}

export interface YearStackProps {
  readonly years: readonly StackedYear[]
  /** What the picture shows, in a sentence. */
  readonly label: string
}

/** The same picture for wide and for narrow screens. */
export function YearStack(props: YearStackProps) {
  return (
    <>
      <Picture {...props} frame={wideFrame} className="wide" />
      <Picture {...props} frame={narrowFrame} className="narrow-chart" />
    </>
  )
}

/** Where the columns stand. Pure: years and kronor in, SVG units out. */
export function layOutYears(years: readonly StackedYear[], frame: ChartFrame) {
  const highest = Math.max(1000, ...years.map(({ parts }) => parts.reduce((sum, { monthly }) => sum + monthly, 0)))
  const { ticks, top } = amountScale(highest)
  const floor = frame.height - frame.bottom
  const y = (amount: number): number => floor - (amount / top) * (floor - frame.top)
  const step = (frame.width - frame.left - frame.right) / Math.max(years.length, 1)
  const gap = Math.min(2, step / 6)
  // A few years are no reason for columns as broad as walls.
  const width = Math.min(step, 80) - 2 * gap
  const every = years.length > 12 ? 5 : frame.width < 500 && years.length > 6 ? 2 : 1
  return {
    floor,
    columns: years.map(({ year, parts }, index) => {
      let below = 0
      const x = frame.left + index * step + gap
      return {
        year,
        x,
        width,
        isTick: year % every === 0,
        parts: parts
          .filter(({ monthly }) => monthly > 0)
          .map(({ mark, monthly }) => {
            const bottom = y(below)
            below += monthly
            return { mark, y: y(below), height: bottom - y(below) }
          }),
      }
    }),
    amountTicks: ticks.map((amount) => ({ amount, y: y(amount) })),
  }
}

function Picture({ years, label, frame, className }: YearStackProps & { frame: ChartFrame; className: string }) {
  const { t } = useWords()
  const id = useId()
  const { floor, columns, amountTicks } = layOutYears(years, frame)
  return (
    <div className={`chart ${className}`}>
      <svg className="chart-svg" viewBox={`0 0 ${frame.width} ${frame.height}`} role="img" aria-label={label}>
        <Patterns id={id} />
        <text className="chart-tick" x="0" y={frame.top - 10}>
          {t('overview.chart.axis')}
        </text>
        {amountTicks.map(({ amount, y }) => (
          <g key={amount}>
            <line
              className={amount === 0 ? 'chart-floor' : 'chart-grid'}
              x1={frame.left}
              x2={frame.width - frame.right}
              y1={y}
              y2={y}
            />
            <text className="chart-tick" x={frame.left - 8} y={y} dy="0.35em" textAnchor="end">
              {inThousands(amount)}
            </text>
          </g>
        ))}
        {columns.map(({ year, x, width, isTick, parts }) => (
          <g key={year}>
            {parts.map(({ mark, ...box }) => (
              <rect
                key={mark}
                className={`chart-part part-${mark}`}
                x={x}
                width={width}
                {...box}
                fill={fillOf(mark, id)}
              />
            ))}
            {isTick ? (
              <text className="chart-tick" x={x + width / 2} y={floor + frame.lineHeight + 2} textAnchor="middle">
                {year}
              </text>
            ) : null}
          </g>
        ))}
        {frame === wideFrame ? (
          <PrintedPatterns
            parts={columns.flatMap(({ x, width, parts }) =>
              parts.map(({ mark, ...box }) => ({ pillar: mark, x, width, ...box })),
            )}
          />
        ) : null}
      </svg>
    </div>
  )
}
