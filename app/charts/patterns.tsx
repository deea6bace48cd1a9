import { useId } from 'react'
import type { PillarCode } from '#server/services/api.ts'
import type { Box } from './printed-patterns.ts'
import { dots, hatching } from './printed-patterns.ts'

/** Solid, diagonal, dots, outline: the families differ without colour too. */
export function Patterns({ id }: { readonly id: string }) {
  return (
    <defs>
      <pattern id={`${id}-tjanstepension`} width="7" height="7" patternUnits="userSpaceOnUse">
        <rect className="ground-tjanstepension" width="7" height="7" />
        <path className="ink-tjanstepension" d="M-1 8 8 -1M-1 1 1 -1M6 8 8 6" />
      </pattern>
      <pattern id={`${id}-privat-sparande`} width="6" height="6" patternUnits="userSpaceOnUse">
        <rect className="ground-privat-sparande" width="6" height="6" />
        <circle className="ink-privat-sparande" cx="1.5" cy="1.5" r="1" />
        <circle className="ink-privat-sparande" cx="4.5" cy="4.5" r="1" />
      </pattern>
    </defs>
  )
}

/** Solid families take their colour from the stylesheet; patterned ones from the chart's own pattern. */
export const fillOf = (pillar: PillarCode, id: string): string | undefined =>
  pillar === 'tjanstepension' || pillar === 'privat-sparande' ? `url(#${id}-${pillar})` : undefined

export interface PrintedPatternsProps {
  readonly parts: readonly (Box & { readonly pillar: PillarCode })[]
}

/** Over the columns in print, where they are filled with their colour alone (styles/print.css). */
export function PrintedPatterns({ parts }: PrintedPatternsProps) {
  const of = (pillar: PillarCode) => parts.filter((part) => part.pillar === pillar)
  return (
    <g className="chart-printed" aria-hidden="true">
      <path className="ink-tjanstepension" d={hatching(of('tjanstepension'))} />
      <path className="ink-privat-sparande" d={dots(of('privat-sparande'))} />
    </g>
  )
}

/** The mark beside a family's name in text. */
export function Swatch({ pillar }: { readonly pillar: PillarCode }) {
  const id = useId()
  return (
    <svg className="swatch" viewBox="0 0 18 18" aria-hidden="true" focusable="false">
      <Patterns id={id} />
      <rect
        className={`chart-part part-${pillar}`}
        x="1"
        y="1"
        width="16"
        height="16"
        rx="2"
        fill={fillOf(pillar, id)}
      />
    </svg>
  )
}
