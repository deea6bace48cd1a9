import { inThousands, useWords } from '../texts/words.ts'
import type { PlanLine } from './lines.ts'
import { frame, layOut } from './lines.ts'

export interface PlanLinesProps {
  readonly plans: readonly (PlanLine & { readonly name?: string })[]
}

/** All plans in one chart: one line each, with a pattern of its own and its letter at the end; the same in words below. */
export function PlanLines({ plans }: PlanLinesProps) {
  const { t, words } = useWords()
  const layout = layOut(plans)
  if (layout === null) return null
  return (
    <figure className="plan-lines">
      <svg viewBox={`0 0 ${frame.width} ${frame.height}`} role="img" aria-label={t('plans.chart.label')}>
        {layout.amounts.map(({ amount, y }) => (
          <g key={amount}>
            <line className="lines-grid" x1={frame.left} x2={frame.width - frame.right} y1={y} y2={y} />
            <text className="lines-tick" x={frame.left - 6} y={y + 4} textAnchor="end">
              {inThousands(amount)}
            </text>
          </g>
        ))}
        <text className="lines-tick" x="0" y="10">
          {t('plans.chart.axis')}
        </text>
        {layout.ages.map(({ age, x }) => (
          <text key={age} className="lines-tick" x={x} y={layout.floor + 18} textAnchor="middle">
            {age}
          </text>
        ))}
        {layout.lines.map(({ letter, path, letterY }, index) => (
          <g key={letter}>
            <path className={`lines-plan line-${index + 1}`} d={path} />
            {path === '' ? null : (
              <text className="lines-letter" x={frame.width - frame.right + 7} y={letterY + 5}>
                {letter}
              </text>
            )}
          </g>
        ))}
      </svg>
      <figcaption>
        <ul className="lines-words">
          {plans.map(({ letter, name, years }) => (
            <li key={letter}>
              {years.every(({ gross }) => gross === 0)
                ? t('plans.chart.nothing', { line: lineName(letter, name) })
                : t('plans.chart.sentence', {
                    line: lineName(letter, name),
                    first: words.perMonth(years[0]?.gross ?? 0),
                    last: words.perMonth(years.at(-1)?.gross ?? 0),
                    age: years.at(-1)?.age ?? 95,
                  })}
            </li>
          ))}
        </ul>
      </figcaption>
    </figure>
  )
}

const lineName = (letter: string, name: string | undefined) => (name === undefined ? letter : `${letter}, ${name}`)

export const letters = ['A', 'B', 'C'] as const
