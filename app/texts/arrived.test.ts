import { existsSync, readFileSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { bringTexts } from './arrived.ts'
import routes from '../routes.ts'
import { sv } from './sv/index.ts'

const app = fileURLToPath(new URL('..', import.meta.url))
const textsOf = (path: string): string => readFileSync(path, 'utf8')

/** Which file each group of texts is in. */
const files = new Map(
  [...textsOf(`${app}texts/sv/index.ts`).matchAll(/import \{ (\w+) \} from '\.\/([\w-]+)\.ts'/g)].map(
    ([, group = '', file = '']) => [group, file] as const,
  ),
)
const fileOf = (group: string): string | null => files.get(group) ?? (group in sv ? 'common' : null)

/** A module and all of ours that it takes in, but no texts. */
function partsOf(path: string, found = new Set<string>()): Set<string> {
  if (found.has(path) || !existsSync(path)) return found
  found.add(path)
  for (const [, taken = ''] of textsOf(path).matchAll(/from '(\.[^']+\.tsx?)'/g)) {
    const next = resolve(dirname(path), taken)
    if (!/\/texts\/(sv|en)\//.test(next)) partsOf(next, found)
  }
  return found
}

const asked = (path: string): Set<string> =>
  new Set(
    [...partsOf(path)].flatMap((part) =>
      [...textsOf(part).matchAll(/['`](\w+)\.(?=[\w$-])/g)].flatMap(([, group = '']) => fileOf(group) ?? []),
    ),
  )

function brought(path: string): Set<string> {
  const [, named = ''] = /^await bringTexts\(([^)]*)\)$/m.exec(textsOf(path)) ?? []
  return new Set([...named.matchAll(/'([\w-]+)'/g)].map(([, file = '']) => file))
}

const frame = brought(`${app}root.tsx`)

test('the frame brings what every page may ask for', () => {
  expect([...frame].sort()).toEqual(['common', 'session'])
  expect([...asked(`${app}root.tsx`)].filter((file) => !frame.has(file))).toEqual([])
})

test.each([...new Set(routes.map(({ file }) => file))])(
  '%s brings the texts that it asks for, and no others',
  (file) => {
    const path = `${app}${relative('.', file)}`
    const wanted = [...asked(path)].filter((one) => !frame.has(one))
    expect([...brought(path)].sort()).toEqual(wanted.sort())
  },
)

test('the server has all texts at hand', async () => {
  await expect(bringTexts('overview')).resolves.toBeUndefined()
})
