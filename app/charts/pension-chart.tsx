import type { KeyboardEvent, MouseEvent } from 'react'
import { useId, useRef, useState } from 'react'
import type { PillarCode } from '#server/services/api.ts'
import { inThousands, useWords } from '../texts/words.ts'
import type { ChartColumn, ChartFrame, ChartInput } from './layout.ts'
import { layOut, wideFrame } from './layout.ts'
import { fillOf, Patterns, PrintedPatterns } from './patterns.tsx'
import { columnSentence } from './sentences.ts'

export interface PensionChartProps extends ChartInput {
  readonly frame: ChartFrame
  readonly label: string
  readonly retirementLabel: string
  readonly className: string
  /** Told where a column's sentence will stand. */
  readonly hint: string
  /** The chosen column's first year of life. */
  readonly selected: number | null
  readonly hrefOf: (column: ChartColumn) => string
  readonly onSelect: (column: ChartColumn) => void
}

/** Which column an arrow key leads to. */
function nextIndex(key: string, index: number, count: number): number | null {
  switch (key) {
    case 'ArrowRight':
      return Math.min(index + 1, count - 1)
    case 'ArrowLeft':
      return Math.max(index - 1, 0)
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return null
  }
}

/** Columns per year of life. Without JavaScript every column is an ordinary link. */
export function PensionChart(props: PensionChartProps) {
  const { frame, label, retirementLabel, className, hint, selected, salary, hrefOf, onSelect } = props
  const { t, words } = useWords()
  const id = useId()
  const svg = useRef<SVGSVGElement>(null)
  const [active, setActive] = useState<number | null>(null)
  const salaryLabel = salary === null ? '' : t('overview.chart.salary', { amount: inThousands(salary) })
  const layout = layOut({ ...props, salaryLabel }, frame)
  const selectedIndex = layout.columns.findIndex(({ column }) => column.from === selected)
  // One column takes part in the tab order; the arrows lead to the others.
  const reachable = Math.min(Math.max(active ?? selectedIndex, 0), layout.columns.length - 1)
  const shown = layout.columns[active ?? selectedIndex]?.column
  const { retirementX, salaryY } = layout
  const labelOnLeft = retirementX !== null && retirementX + retirementLabel.length * frame.letter > frame.width

  const onKeyDown = (event: KeyboardEvent, index: number) => {
    const next = nextIndex(event.key, index, layout.columns.length)
    if (next === null) return
    event.preventDefault()
    svg.current?.querySelectorAll<SVGAElement>('a')[next]?.focus()
  }
  const onClick = (event: MouseEvent, column: ChartColumn) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    onSelect(column)
  }

  return (
    <div className={`chart ${className}`}>
      <p className="chart-readout">
        {shown ? <span aria-hidden="true">{columnSentence(shown, t, words)}</span> : hint}
      </p>
      <svg
        ref={svg}
        className="chart-svg"
        viewBox={`0 0 ${frame.width} ${frame.height}`}
        role="group"
        aria-label={label}
        onMouseLeave={() => setActive(null)}
      >
        <Patterns id={id} />
        <g aria-hidden="true">
          {layout.amountTicks.map(({ amount, y }) => (
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
          <text className="chart-tick" x="0" y={frame.top - 16}>
            {t('overview.chart.axis')}
          </text>
          <text className="chart-tick" x="0" y={layout.floor + frame.lineHeight + 2}>
            {t('overview.chart.axisAge')}
          </text>
          {layout.ageTicks.map(({ age, x }) => (
            <g key={age}>
              <line className="chart-floor" x1={x} x2={x} y1={layout.floor} y2={layout.floor + 5} />
              <text
                className="chart-tick"
                x={Math.min(x, frame.width - String(age).length * frame.letter)}
                y={layout.floor + frame.lineHeight + 2}
              >
                {age}
              </text>
            </g>
          ))}
        </g>
        {layout.columns.map(({ column, x, width, hit, parts }, index) => (
          <a
            key={column.to}
            className="chart-column"
            href={hrefOf(column)}
            aria-label={columnSentence(column, t, words)}
            aria-current={index === selectedIndex ? 'true' : undefined}
            tabIndex={index === reachable ? 0 : -1}
            onClick={(event) => onClick(event, column)}
            onKeyDown={(event) => onKeyDown(event, index)}
            onFocus={() => setActive(index)}
            onBlur={() => setActive(null)}
            onMouseEnter={() => setActive(index)}
          >
            <rect
              className="chart-hit"
              x={hit.x}
              y={frame.top}
              width={hit.width}
              height={layout.floor - frame.top}
              rx="2"
            />
            {parts.map((part) => (
              <Part key={part.pillar} {...part} x={x} width={width} chartId={id} />
            ))}
          </a>
        ))}
        {frame === wideFrame ? (
          <PrintedPatterns
            parts={layout.columns.flatMap(({ x, width, parts }) => parts.map((part) => ({ ...part, x, width })))}
          />
        ) : null}
        <g aria-hidden="true">
          {salaryY === null ? null : (
            <>
              <line className="chart-salary" x1={frame.left} x2={frame.width - frame.right} y1={salaryY} y2={salaryY} />
              <text className="chart-note" x={frame.width - frame.right} y={salaryY - 6} textAnchor="end">
                {salaryLabel}
              </text>
            </>
          )}
          {retirementX === null ? null : (
            <>
              <line className="chart-retire" x1={retirementX} x2={retirementX} y1={8} y2={layout.floor} />
              <text
                className="chart-label"
                x={retirementX + (labelOnLeft ? -6 : 6)}
                y={18}
                textAnchor={labelOnLeft ? 'end' : 'start'}
              >
                {retirementLabel}
              </text>
            </>
          )}
          {layout.falls.map(({ x, y, anchor, text, stepY }) => (
            <g key={`${x}-${text}`}>
              <line className="chart-fall" x1={x} x2={x} y1={y - frame.lineHeight / 2} y2={stepY + 10} />
              <text className="chart-label" x={x + (anchor === 'start' ? 6 : -6)} y={y} textAnchor={anchor}>
                {text}
              </text>
            </g>
          ))}
        </g>
      </svg>
    </div>
  )
}

interface PartProps {
  readonly pillar: PillarCode
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly chartId: string
}

function Part({ pillar, x, y, width, height, chartId }: PartProps) {
  return (
    <rect
      className={`chart-part part-${pillar}`}
      x={x}
      y={y}
      width={width}
      height={height}
      fill={fillOf(pillar, chartId)}
    />
  )
}
