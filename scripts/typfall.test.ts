/** The typfall command: what it prints, and what it says about a file that it cannot read. */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { root } from './ready.js'
import { typfallOf } from './typfall.ts'

const golden = join(root, 'forecasting', 'typfall', 'testing', 'golden.csv')
const header = (text: string): string => text.split('\n')[0] ?? ''
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'typfall-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function run(...given: readonly string[]): Promise<{ code: number; out: string; said: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [join(root, 'scripts', 'typfall.ts'), ...given], (error, out, said) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, said })
    })
  })
}

test('prints the 22 columns of the file in full precision', async () => {
  const text = await readFile(golden, 'utf8')
  const printed = typfallOf(text, { compare: false }).split('\n')
  expect(printed).toHaveLength(36)
  expect(printed[0]).toBe(header(text))
  // The last run: the worked case of the model's documentation.
  const last = printed.at(-1)?.split(',') ?? []
  expect(last.slice(0, 5)).toEqual(['1960.', '20.', '67.', '324000.', '0.'])
  expect(last.slice(11, 20)).toEqual([
    '24244',
    '14074',
    '0',
    '2776',
    '1358',
    '600',
    '5436',
    '0',
    `17278.58${'3'.repeat(33)}`,
  ])
})

test('needs no results in the file', async () => {
  const text = await readFile(golden, 'utf8')
  const short = text
    .trim()
    .split('\n')
    .map((line) => line.split(',').slice(0, 10).join(','))
    .join('\n')
  expect(typfallOf(short, { compare: false })).toBe(typfallOf(text, { compare: false }))
  expect(typfallOf(short, { compare: true })).toBe('35 rows, none with results to compare with')
})

test('as a command: compares, and fails on a bad file, naming line and field', async () => {
  const compared = await run(golden, '--compare')
  expect(compared).toMatchObject({ code: 0, said: '' })
  expect(compared.out).toContain('35 rows. Largest difference per column:')
  const bad = join(folder, 'bad.csv')
  await writeFile(bad, `${header(await readFile(golden, 'utf8'))}\n1960.,20.,67.,much,0.,0.,0.017,0.,0.,5.\n`)
  expect(await run(bad)).toEqual({ code: 1, out: '', said: 'line 2: Årslön: "much" is not a number\n' })
  expect(await run(join(folder, 'none.csv'))).toMatchObject({ code: 1, out: '' })
  expect((await run()).said).toContain('Usage')
})

test('--compare finds a changed result and its row', async () => {
  const text = (await readFile(golden, 'utf8')).replace('17278.5833333333', '17279.5833333333')
  const compared = typfallOf(text, { compare: true })
  expect(compared).toMatch(/Efter skatt +35 rows +1\.00e\+0 kr\/month, line 36/)
  expect(compared).toMatch(/Worst rows:\nline +36 +Efter skatt/)
})

test.each([
  ['1929.,20.,67.,324000.,0.,0.,0.017,0.,0.,5.', 'line 2: Födelseår: 1929 is not between 1930 and 2010'],
  ['1960.5,20.,67.,324000.,0.,0.,0.017,0.,0.,5.', 'line 2: Födelseår: 1960.5 is not a whole number'],
  ['1960.,67.,67.,324000.,0.,0.,0.017,0.,0.,5.', 'line 2: Börjar arbeta vid ålder: 67 is not between 15 and 66'],
  ['1960.,20.,60.,324000.,0.,0.,0.017,0.,0.,5.', 'line 2: Går i pension vid ålder: 60 is not between 61 and 75'],
  ['1960.,20.,67.,-1,0.,0.,0.017,0.,0.,5.', 'line 2: Årslön: -1 is not between 0 and 1000000000'],
  ['1960.,20.,67.,324000.,,0.,0.017,0.,0.,5.', 'line 2: Årlig inflation: is empty'],
  ['1960.,20.,67.,324000.,0.,0.,0.017,1.,0.,5.', 'line 2: Egen Lönelista: only 0 is computed'],
  ['1960.,20.,67.,324000.,0.,0.,0.017,0.,0.,9.', 'line 2: Välj tjänstepension: 9 is not between 1 and 8'],
  ['1960.,20.,67.', 'line 2: 3 fields, the header has 22'],
])('%s is refused', async (row, message) => {
  const text = `${header(await readFile(golden, 'utf8'))}\n${row}\n`
  expect(() => typfallOf(text, { compare: false })).toThrow(message)
})

test.each([
  ['', 'line 1: the file is empty'],
  ['Födelseår,Lön', 'line 1: "Lön" is not a column'],
  ['Födelseår,Födelseår', 'line 1: Födelseår: stands twice'],
  ['Födelseår', 'line 1: Börjar arbeta vid ålder: the column is missing'],
])('a file that begins %j is refused', (text, message) => {
  expect(() => typfallOf(text, { compare: false })).toThrow(message)
})
