import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { simulatedProviders } from '#providers/simulator/providers.ts'
import type { Simulator } from '#providers/simulator/start.ts'
import { startSimulator } from '#providers/simulator/start.ts'
import { issueLocalCertificates } from './local-certificates.ts'
import { root } from './ready.js'

const providers = simulatedProviders.filter(({ id }) => id === 'granstrand-fondliv' || id === 'nordfjall-liv')

let dir: string
let simulator: Simulator

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'conformance-'))
  await issueLocalCertificates(dir, providers)
  simulator = await startSimulator({ caDir: dir, ports: 'free', clockFactor: 100, providers })
})

afterAll(async () => {
  await simulator.close()
  await rm(dir, { recursive: true, force: true })
})

interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

const conformance = (...args: readonly string[]): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(process.execPath, ['scripts/conformance.ts', ...args], { cwd: root }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    )
  })

const file = (name: string): string => join(dir, name)

function agreement(id: 'granstrand-fondliv' | 'nordfjall-liv'): readonly string[] {
  const entry = simulator.entries.find((each) => each.id === id)
  if (entry === undefined) throw new Error('No such provider')
  const signed = ['--signing-cert', file('portal-signing.crt'), '--signing-key', file('portal-signing.key')]
  return [
    ...['--url', entry.endpoint, '--orgnr', entry.organisationNumber, '--cert', file('portal.crt')],
    ...(entry.messageSecurity === 'none' ? [] : [...signed, '--provider-signing-cert', file(`${id}-signing.crt`)]),
  ]
}

test('a provider in order: 0, and its messages kept', async () => {
  const kept = file('kept')
  const beside = ['--key', file('portal.key'), '--ca', file('ca.crt')]
  const { code, stdout, stderr } = await conformance(...agreement('nordfjall-liv'), ...beside, '--keep', kept)
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toContain('30 godkända, 0 underkända, 0 varningar, 6 ej prövade\n')
  const names = await readdir(kept)
  const [came = ''] = names.filter((name) => name.includes('-came-'))
  expect(await readFile(join(kept, came), 'utf8')).toContain('soap:Envelope')
  expect(names.some((name) => name.includes('-sent-'))).toBe(true)
})

test('a broken one: 1, as JSON, in English, for the scenarios that are asked for', async () => {
  const [{ id } = { id: '' }] = providers.filter((provider) => provider.id === 'granstrand-fondliv')
  const body = JSON.stringify({ fault: 'accepts-wrong-receiver' })
  await fetch(`${simulator.controlUrl}/providers/${id}`, { method: 'POST', body })
  const only = ['--only', 'happy,wrong-receiver', '--language', 'en']
  const { code, stdout } = await conformance(...agreement('granstrand-fondliv'), ...only, '--json', '-')
  expect(code).toBe(1)
  expect(JSON.parse(stdout)).toMatchObject({
    formatVersion: 1,
    language: 'en',
    provider: { mis: '2.0', flow: 'sync', messageSecurity: 'none', adapter: 'none' },
    counts: { passed: 1, failed: 1, warning: 0, 'not-applicable': 0 },
    results: [
      { scenario: 'happy', verdict: 'passed', advice: null, exchanges: [{ came: 'answer', contracts: 2 }] },
      {
        scenario: 'wrong-receiver',
        verdict: 'failed',
        advice: { code: 'accepted' },
        exchanges: [{ sent: 'question', signed: false, came: 'answer', status: 200 }],
        text: { title: 'Another receiver than you' },
      },
    ],
  })
})

test('nobody there: 3', async () => {
  const { code, stdout, stderr } = await conformance(
    ...agreement('granstrand-fondliv'),
    '--url',
    'https://127.0.0.1:9/x',
  )
  expect([code, stdout]).toEqual([3, ''])
  expect(stderr).toContain('(ECONNREFUSED)')
})

test('wrong use: 2, in words of its own', async () => {
  await writeFile(file('persons.json'), '{"happy": "1"}')
  const granstrand = agreement('granstrand-fondliv')
  const wrong: readonly (readonly [readonly string[], string])[] = [
    [['--nonsense'], 'Use: npm run'],
    [[], '--url is missing'],
    [[...granstrand, '--key', file('none.key')], '--key: cannot read'],
    [[...granstrand, '--flow', 'push'], '--callback-port'],
    [[...granstrand, '--persons', file('persons.json')], 'happy: not a personal number'],
  ]
  for (const [args, words] of wrong) {
    const { code, stderr } = await conformance(...args)
    expect(stderr).toContain(words)
    expect(code).toBe(2)
  }
})
