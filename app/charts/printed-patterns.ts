/**
 * The patterns of a chart's columns as plain lines. A pattern that fills is printed as a picture for each box it fills,
 * which made a page of sixteen megabytes; lines are printed as lines. Pure: boxes in, SVG paths out.
 */

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** As the patterns that are shown on the screen. */
const hatchStep = 7
const dotStep = 6
const dotSize = 2

const short = (value: number): number => Math.round(value * 10) / 10
/** The multiples of a step from `from` on, as far as `to`. */
function* multiples(step: number, from: number, to: number): Generator<number> {
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) yield at
}

/** Diagonals, each cut where its box ends; they meet from box to box. */
export function hatching(boxes: readonly Box[]): string {
  let path = ''
  for (const { x, y, width, height } of boxes) {
    for (const sum of multiples(hatchStep, x + y, x + width + y + height)) {
      const left = Math.max(x, sum - y - height)
      const right = Math.min(x + width, sum - y)
      if (right - left < 0.1) continue
      path += `M${short(left)} ${short(sum - left)}L${short(right)} ${short(sum - right)}`
    }
  }
  return path
}

/** Dots as short dashes: the stroke is as wide as they are long. */
export function dots(boxes: readonly Box[]): string {
  let path = ''
  for (const { x, y, width, height } of boxes) {
    for (const across of multiples(dotStep, y + dotSize / 2, y + height - dotSize / 2)) {
      let begun = false
      for (const along of multiples(dotStep, x + dotSize / 2, x + width - dotSize / 2)) {
        path += begun ? `m${dotStep - dotSize} 0h${dotSize}` : `M${short(along - dotSize / 2)} ${across}h${dotSize}`
        begun = true
      }
    }
  }
  return path
}
