/** A partner's theme: what may be chosen of the embedded pages' look, and how it becomes style. */
import type { PartnerTheme } from '#server/db/partners.ts'
import { contrast } from './contrast.ts'

/** What the accent stands on and what stands on it, as app/styles/tokens.css has them (theme.test.ts compares). */
export const grounds = {
  light: { ground: '#faf8f3', raised: '#f2efe6', onAccent: '#ffffff' },
  dark: { ground: '#111917', raised: '#1a2421', onAccent: '#0b1f1b' },
} as const

/** WCAG 2.2 AA for text. */
const least = 4.5

/** Every breach of contrast, in words; none: the theme may be used. */
export function themeFaults({ accent, accentDark }: PartnerTheme): readonly string[] {
  return [
    ...faultsOn('accent', 'in light mode', accent, grounds.light),
    ...faultsOn('accentDark', 'in dark mode', accentDark, grounds.dark),
  ]
}

function faultsOn(
  name: keyof PartnerTheme,
  when: string,
  colour: string,
  { ground, raised, onAccent }: Readonly<Record<'ground' | 'raised' | 'onAccent', string>>,
): readonly string[] {
  return [
    [ground, 'the ground of the page'],
    [raised, 'raised parts of the page'],
    [onAccent, 'the text on buttons'],
  ].flatMap(([other = '', what]) => {
    const found = contrast(colour, other)
    if (found >= least) return []
    return [
      `theme.${name} ${colour} against ${what} (${other}) ${when}: contrast ${found.toFixed(2)}, at least ${least} is needed`,
    ]
  })
}

const fonts = {
  portal: null,
  system: 'system-ui, sans-serif',
  serif: "Georgia, 'Times New Roman', serif",
} as const satisfies Readonly<Record<PartnerTheme['font'], string | null>>
const corners = { square: '0', slight: '4px', round: '12px' } as const

/** Custom properties alone, over those of tokens.css. Every value is one of ours or a colour checked as such. */
export function themeCss({ accent, accentDark, font, corners: corner }: PartnerTheme): string {
  const family = fonts[font]
  return [
    `:root{--brand:${accent};--brand-strong:${accent};--radius:${corners[corner]};`,
    family === null ? '' : `--font:${family};`,
    `}@media (prefers-color-scheme:dark){:root{--brand:${accentDark};--brand-strong:${accentDark}}}`,
  ].join('')
}
