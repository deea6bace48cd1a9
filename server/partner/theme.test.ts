import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readPartner } from './read-partner.ts'
import { grounds, themeCss } from './theme.ts'

const file = {
  id: 'banken',
  name: 'Banken',
  clientId: 'https://banken.example',
  jwksUrl: 'https://banken.example/jwks.json',
  frameOrigins: ['https://banken.example'],
  theme: { accent: '#0f4a41', accentDark: '#8fd3c1' },
  perMinute: 60,
  perDay: 1000,
}
const read = (changes: object, loopbackAllowed = false) => readPartner({ ...file, ...changes }, { loopbackAllowed })
const faults = (changes: object, loopbackAllowed = false) => {
  const result = read(changes, loopbackAllowed)
  return 'faults' in result ? result.faults : []
}

test('the grounds are those of tokens.css', () => {
  const css = readFileSync(new URL('../../app/styles/tokens.css', import.meta.url), 'utf8')
  const [light = '', dark = ''] = css.split(/@media [^{]+\{/)
  for (const [block, { ground, raised, onAccent }] of [
    [light, grounds.light],
    [dark, grounds.dark],
  ] as const) {
    for (const [name, value] of [
      ['ground', ground],
      ['raised', raised],
      ['on-brand', onAccent],
    ]) {
      expect(block).toContain(`--${name ?? ''}: ${value ?? ''};`)
    }
  }
})

test('a good partner is taken, with what it left out', () => {
  expect(read({})).toEqual({
    partner: { ...file, redirectOrigins: [], theme: { ...file.theme, font: 'portal', corners: 'slight' } },
  })
})

describe('refused in words', () => {
  test.each([
    [
      'a pale accent',
      { theme: { accent: '#ffd400', accentDark: '#8fd3c1' } },
      /theme\.accent #ffd400 against the ground.*contrast 1\.\d+/,
    ],
    [
      'a dark accent in the dark',
      { theme: { accent: '#0f4a41', accentDark: '#0f4a41' } },
      /theme\.accentDark.*in dark mode/,
    ],
    [
      'style smuggled in as a colour',
      { theme: { accent: 'red;}body{display:none', accentDark: '#8fd3c1' } },
      /theme\.accent: must be a colour/,
    ],
    ['a token that there is not', { theme: { ...file.theme, mark: 'none' } }, /theme: .*mark/],
    ['another font', { theme: { ...file.theme, font: 'Comic Sans' } }, /theme\.font/],
    ['keys over http', { jwksUrl: 'http://banken.example/jwks.json' }, /jwksUrl: must be an https address/],
    ['keys on this machine', { jwksUrl: 'https://localhost/jwks.json' }, /jwksUrl/],
    ['a name in the address', { jwksUrl: 'https://a:b@banken.example/' }, /jwksUrl/],
    [
      'an origin with a path',
      { frameOrigins: ['https://banken.example/pension'] },
      /frameOrigins\.0: must be an origin/,
    ],
    ['any origin', { frameOrigins: ['*'] }, /frameOrigins/],
    ['every host', { frameOrigins: ['https://*.example'] }, /frameOrigins\.0: must be an origin/],
    ['no origin', { frameOrigins: [] }, /frameOrigins/],
    [
      'a policy smuggled in as an origin',
      { frameOrigins: ["https://a.example; script-src 'unsafe-inline'"] },
      /frameOrigins/,
    ],
    ['a day that is less than a minute', { perMinute: 60, perDay: 10 }, /perDay/],
    ['a name with a dot', { id: 'banken.se' }, /id: /],
  ])('%s', (_what, changes, said) => {
    expect(faults(changes).join('\n')).toMatch(said)
  })
  test('this machine over http is for development alone', () => {
    const here = { jwksUrl: 'http://127.0.0.1:4000/jwks.json', frameOrigins: ['http://127.0.0.1:4000'] }
    expect(faults(here)).toHaveLength(2)
    expect(faults(here, true)).toEqual([])
  })
})

test('the style holds custom properties and nothing else', () => {
  const css = themeCss({ accent: '#123456', accentDark: '#abcdef', font: 'serif', corners: 'round' })
  expect(css).toBe(
    ":root{--brand:#123456;--brand-strong:#123456;--radius:12px;--font:Georgia, 'Times New Roman', serif;}" +
      '@media (prefers-color-scheme:dark){:root{--brand:#abcdef;--brand-strong:#abcdef}}',
  )
  expect(themeCss({ accent: '#123456', accentDark: '#abcdef', font: 'portal', corners: 'slight' })).not.toContain(
    'font',
  )
})
