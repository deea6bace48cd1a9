/** The forecast command as others meet it: what is committed of its schemas and examples, and what it says and ends with. */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { schemaText } from './forecast.ts'
import { root } from './ready.js'

const folder = join(root, 'forecasting', 'json')
const exampleInput = join(folder, 'example-input.json')
let scratch: string

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'forecast-'))
})
afterAll(() => rm(scratch, { recursive: true, force: true }))

function run(...given: readonly string[]): Promise<{ code: number; out: string; said: string }> {
  return new Promise((resolve) => {
    const command = [join(root, 'scripts', 'forecast.ts'), ...given]
    execFile(process.execPath, command, { maxBuffer: 10_000_000 }, (error, out, said) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, said })
    })
  })
}

const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8')
type Json = Parameters<typeof z.fromJSONSchema>[0]
const schemaIn = async (name: string) => z.fromJSONSchema(JSON.parse(await read(name)) as Json)

describe('what is committed', () => {
  test.each(['input', 'result'] as const)('the schema of the %s is what the code makes', async (name) => {
    expect(await read(`forecast-${name}.schema.json`)).toBe(schemaText(name))
    expect(schemaText(name)).toContain(`"$id": "urn:samlad-pension:forecast-${name}:v1"`)
    expect((await run('--schema', name)).out).toBe(schemaText(name))
  })

  test('the example result is what the command prints for the example input; both are as their schemas say', async () => {
    const printed = await run(exampleInput)
    expect(printed).toMatchObject({ code: 0, said: '' })
    const result = await read('example-result.json')
    expect(printed.out).toBe(result)
    const [ofInput, ofResult] = [
      await schemaIn('forecast-input.schema.json'),
      await schemaIn('forecast-result.schema.json'),
    ]
    expect(ofInput.safeParse(JSON.parse(await read('example-input.json'))).error).toBeUndefined()
    expect(ofResult.safeParse(JSON.parse(result)).error).toBeUndefined()
    expect(ofResult.safeParse(JSON.parse(result.replace('"net":', '"left":'))).success).toBe(false)
  })
})

/** The example input with one place replaced. */
async function exampleWith(path: readonly (string | number)[], value: unknown): Promise<string> {
  const input: unknown = JSON.parse(await readFile(exampleInput, 'utf8'))
  const last = path.at(-1)
  const place = path
    .slice(0, -1)
    .reduce<unknown>((at, key) => (at instanceof Object ? Reflect.get(at, key) : undefined), input)
  if (!(place instanceof Object) || last === undefined) throw new Error(`Not in the example: ${path.join('.')}`)
  Reflect.set(place, last, value)
  const file = join(scratch, `${path.join('-')}.json`)
  await writeFile(file, JSON.stringify(input))
  return file
}

const ap = ['holdings', 0, 'holding']
const itpk = ['holdings', 2, 'holding']
const backwards = { from: '2026-02-01', to: '2026-01-31', amount: 1, state: 'running' }
const overlapping = [
  { from: 60, to: 63, salary: 100_000 },
  { from: 62, to: 65, salary: 200_000 },
]

describe('bad input ends with 1 and the field', () => {
  test.each<[string, readonly (string | number)[], unknown, string]>([
    ['a day that does not exist', ['today'], '2026-02-30', 'today: must be a day that exists'],
    [
      'a day that does not exist, deeper',
      [...itpk, 'capital', 'date'],
      '2026-02-30',
      'holdings.2.holding.capital.date: must be a day that exists',
    ],
    ['a birth after today', ['person', 'birthDate'], '2027-01-01', 'bad-date: person.birthDate'],
    [
      'a negative capital',
      [...itpk, 'capital', 'value'],
      -1,
      'holdings.2.holding.capital.value: must be an amount, not negative',
    ],
    ['an age before the earliest', ['choices', 'retirementAge'], 50, 'age-too-low: choices.retirementAge'],
    [
      'a start before the earliest of the contract',
      ['choices', 'perHolding', 'itpk', 'start'],
      54,
      'age-too-low: choices.perHolding.itpk.start',
    ],
    ['an unknown scheme', [...itpk, 'kollektivavtal'], 'ITP9', 'holdings.2.holding.kollektivavtal: must be one of'],
    ['an unknown kind', [...itpk, 'kind'], 'fond', 'kind must be "avtal" or "allman-pension"'],
    ['an unknown municipality', ['person', 'municipality'], '9999', 'unknown-municipality: person.municipality'],
    ['an id that stands twice', ['holdings', 2, 'id'], 'itp2', 'duplicate-holding: '],
    ['work that overlaps', ['choices', 'work'], overlapping, 'overlapping: choices.work.1.from'],
    ['a choice for a holding that is not there', ['choices', 'perHolding', 'itpx'], {}, 'unknown-holding: '],
    ['a field that is not known', ['choices', 'age'], 67, 'Unrecognized key: "age"'],
    [
      'a capital of a day to come',
      [...itpk, 'capital', 'date'],
      '2027-01-01',
      'holdings.2.holding.capital.date: must not',
    ],
    [
      'a capital before the birth',
      [...itpk, 'capital', 'date'],
      '1950-01-01',
      'holdings.2.holding.capital.date: must not',
    ],
    [
      'an income year to come',
      [...ap, 'rights', 0, 'incomeYear'],
      2030,
      'holdings.0.holding.rights.0.incomeYear: must',
    ],
    ['an income year twice', [...ap, 'rights', 1, 'incomeYear'], 2023, 'rights.1.incomeYear: stands twice'],
    [
      'a payment that ends before it begins',
      [...itpk, 'payments'],
      [backwards],
      'payments.0.to: must not be before from',
    ],
    ['a withdrawal that says nothing', ['choices', 'publicWithdrawal'], [], 'choices.publicWithdrawal: '],
    ['another version', ['version'], 2, 'version: must be 1'],
  ])('%s', async (_, path, value, said) => {
    const ended = await run(await exampleWith(path, value))
    expect(ended).toMatchObject({ code: 1, out: '' })
    expect(ended.said).toContain(said)
    expect(ended.said).not.toMatch(/^\s+at /m)
  })

  test('a figure of law that has lapsed is named with the day that it was asked for', async () => {
    const input: unknown = JSON.parse(await readFile(exampleInput, 'utf8'))
    const file = join(scratch, 'lapsed.json')
    const person = { birthDate: '2100-04-12' }
    const nothingElse = { holdings: [], entries: [], choices: { retirementAge: 74 } }
    await writeFile(file, JSON.stringify({ ...Object(input), ...nothingElse, today: '2140-11-22', person }))
    const ended = await run(file)
    expect(ended).toMatchObject({ code: 1, out: '' })
    expect(ended.said).toMatch(/^today, person\.birthDate: No figure for .+ at 21\d\d-/)
  })

  test('a file that is not there, and one that is not JSON', async () => {
    expect(await run(join(scratch, 'none.json'))).toMatchObject({ code: 1, out: '' })
    expect((await run(join(scratch, 'none.json'))).said).toContain('none.json: cannot be read')
    const file = join(scratch, 'not.json')
    await writeFile(file, '{')
    expect(await run(file)).toMatchObject({ code: 1, out: '', said: `${file}: is not JSON\n` })
  })
})

test.each([[[]], [['--schema']], [['--schema', 'other']], [['a.json', 'b.json']]])(
  '%j is wrong use: 2',
  async (given) => {
    expect(await run(...given)).toMatchObject({ code: 2, out: '', said: expect.stringContaining('Usage: ') as string })
  },
)
