import { useId } from 'react'
import type { PillarCode } from '#server/services/api.ts'
import { byYear, layOut } from './layout.ts'
import { fillOf, Patterns } from './patterns.tsx'

const frame = { width: 480, height: 360, left: 0, right: 0, top: 8, bottom: 8, letter: 7, lineHeight: 18 }
/** Nobody's figures: a shape to recognise. */
const exampleParts = (age: number): readonly { readonly pillar: PillarCode; readonly monthly: number }[] => [
  { pillar: 'allman-pension', monthly: 14_500 },
  { pillar: 'tjanstepension', monthly: age < 77 ? 8200 : 4600 },
  ...(age < 72 ? [{ pillar: 'privat-sparande' as const, monthly: 3400 }] : []),
]
const columns = byYear(
  Array.from({ length: 20 }, (_, index) => ({
    age: 67 + index,
    months: 12,
    total: exampleParts(67 + index).reduce((sum, { monthly }) => sum + monthly, 0),
    parts: exampleParts(67 + index),
    contracts: [],
  })),
)

/** The chart's shape as a picture on the start page. */
export function ExampleChart({ className }: { readonly className: string }) {
  const id = useId()
  const layout = layOut({ columns, firstAge: 67, retirementAge: null, salary: null, falls: [] }, frame)
  const last = layout.columns.at(-1)
  const width = last ? last.x + last.width : frame.width
  return (
    <svg className={className} viewBox={`0 0 ${Math.ceil(width)} ${frame.height}`} aria-hidden="true" focusable="false">
      <Patterns id={id} />
      {layout.columns.map(({ column, x, width: columnWidth, parts }) =>
        parts.map(({ pillar, y, height }) => (
          <rect
            key={`${column.from}-${pillar}`}
            className={`chart-part part-${pillar}`}
            x={x}
            y={y}
            width={columnWidth}
            height={height}
            fill={fillOf(pillar, id)}
          />
        )),
      )}
      <line className="chart-floor" x1="0" x2={width} y1={layout.floor} y2={layout.floor} />
    </svg>
  )
}
