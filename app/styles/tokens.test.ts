/** Contrast of the tokens, by WCAG's formula: text 4.5, figures 7, graphics 3. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

type Tokens = ReadonlyMap<string, string>

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8')

/** The colours named in one block of the file. */
const colours = (block: string): Tokens =>
  new Map([...block.matchAll(/--([\w-]+): (#[\da-f]{6});/g)].map(([, name, value]) => [name ?? '', value ?? '']))

const blocks = css.split(/@media [^{]+\{/)
const light = colours(blocks[0] ?? '')
const dark = new Map([...light, ...colours(blocks[1] ?? '')])

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(tokens: Tokens, one: string, other: string): number {
  const of = (name: string) => {
    const colour = tokens.get(name)
    if (colour === undefined) throw new Error(`no colour ${name}`)
    return luminance(colour)
  }
  const [low = 0, high = 0] = [of(one), of(other)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

const figures = [
  ['ink', 'ground'],
  ['ink', 'raised'],
] as const
const texts = [
  ['ink-soft', 'ground'],
  ['ink-soft', 'raised'],
  ['brand', 'ground'],
  ['brand', 'raised'],
  ['brand-strong', 'ground'],
  ['brand-strong', 'raised'],
  ['on-brand', 'brand'],
  ['on-brand', 'brand-strong'],
  ['warning', 'ground'],
  ['warning', 'warning-ground'],
  ['ink', 'warning-ground'],
] as const
/** `line` is not among them: it only separates rows. */
const graphics = [
  ['public', 'ground'],
  ['occupational-ink', 'occupational'],
  ['private-ink', 'private'],
  ['private-ink', 'ground'],
  ['own-ink', 'ground'],
  ['second-line', 'ground'],
  ['salary', 'ground'],
  ['line-strong', 'ground'],
  ['line-strong', 'raised'],
  ['focus', 'ground'],
  ['focus', 'raised'],
] as const

describe.each([
  ['light', light],
  ['dark', dark],
] as const)('%s', (_name, tokens) => {
  test.each(figures)('figures: %s on %s', (one, other) => {
    expect(contrast(tokens, one, other)).toBeGreaterThanOrEqual(7)
  })
  test.each(texts)('text: %s on %s', (one, other) => {
    expect(contrast(tokens, one, other)).toBeGreaterThanOrEqual(4.5)
  })
  test.each(graphics)('graphics: %s on %s', (one, other) => {
    expect(contrast(tokens, one, other)).toBeGreaterThanOrEqual(3)
  })
  test.each(['occupational', 'private'])('%s is told from the ground by its colour or by its outline', (family) => {
    const best = Math.max(contrast(tokens, family, 'ground'), contrast(tokens, `${family}-ink`, 'ground'))
    expect(best).toBeGreaterThanOrEqual(3)
  })
  test('public is darkest, private lightest', () => {
    const [first = 0, second = 0, third = 0] = ['public', 'occupational', 'private'].map((name) =>
      luminance(tokens.get(name) ?? ''),
    )
    expect(first).toBeLessThan(second)
    expect(second).toBeLessThan(third)
  })
})

test('the dark colours are others than the light ones', () => {
  expect(dark.get('ground')).not.toBe(light.get('ground'))
  expect(dark.size).toBe(light.size)
})
