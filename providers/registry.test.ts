import { describe, expect, test } from 'vitest'
import { InvalidProvider, readProviderEntry, readProviderRegister } from './registry.ts'
import { providerEntry } from './testing/messages.ts'

const open = { refuseLoopback: false }
const production = { refuseLoopback: true }
const certificate = {
  use: 'signing',
  sha256: 'ab'.repeat(32),
  validFrom: '2026-01-01T00:00:00.000Z',
  validTo: '2028-01-01T00:00:00.000Z',
}
const row = { ...providerEntry, endpoint: 'https://ssek.nordfjall.example/insamling' }

test('a row in order is taken as it is, and nothing beside its fields', () => {
  expect(readProviderEntry({ ...row, comment: 'x' }, production)).toEqual(row)
})

test.each([
  ['id', 'Nordfjäll Liv'],
  ['id', ''],
  ['name', ' '],
  ['organisationNumber', '5560007777'],
  ['organisationNumber', 165560007777],
  ['kind', 'bank'],
  ['endpoint', 'http://ssek.nordfjall.example/'],
  ['endpoint', 'https://user:secret@ssek.nordfjall.example/'],
  ['endpoint', 'ssek.nordfjall.example'],
  ['endpoint', null],
  ['vocabulary', 'mis-1.5'],
  ['adapter', 'generous'],
  ['adapter', 'toString'],
  ['adapter', null],
  ['flow', 'poll'],
  ['connected', 'true'],
  ['concurrency', 0],
  ['concurrency', 1.5],
  ['resendAllowed', 1],
  ['deadlineSeconds', -1],
  ['acceptsPlans', 'yes'],
  ['questionsPerSecond', 0],
  ['questionsPerSecond', '5'],
  ['questionsPerSecond', undefined],
  ['maintenance', null],
  ['maintenance', 'nights'],
  ['messageSecurity', 'sometimes'],
  ['messageSecurity', undefined],
  ['certificates', undefined],
  ['certificates', certificate],
  ['certificates', [null]],
  ['certificates', [{ ...certificate, use: 'both' }]],
  ['certificates', [{ ...certificate, sha256: 'AB:CD' }]],
  ['certificates', [{ ...certificate, validFrom: 'yesterday' }]],
  ['certificates', [{ ...certificate, validTo: certificate.validFrom }]],
  ['certificates', [certificate, certificate]],
  ['certificates', ['a', 'b', 'c'].map((digit) => ({ ...certificate, sha256: digit.repeat(64) }))],
])('a bad %s is refused (%j), and the message quotes nothing', (field, value) => {
  const reading = () => readProviderEntry({ ...row, [field]: value }, open)
  expect(reading).toThrow(InvalidProvider)
  expect(reading).toThrow(new RegExp(`bad ${field}$`))
  expect(reading).not.toThrow(/secret/)
})

test('an answer that comes later must name its transaction', () => {
  const entry = { ...row, adapter: 'no-transaction-id' }
  expect(readProviderEntry(entry, open).adapter).toBe('no-transaction-id')
  expect(() => readProviderEntry({ ...entry, flow: 'push' }, open)).toThrow(/adapter does not go/)
})

const weekly = { kind: 'weekly', weekday: 7, from: '22:00', to: '06:00' }
const once = { kind: 'once', from: '2026-12-24T11:00:00.000Z', to: '2026-12-26T23:00:00.000Z' }

test('windows and a pace are taken as they are', () => {
  const entry = { ...row, maintenance: [weekly, once], questionsPerSecond: 0.5 }
  expect(readProviderEntry(entry, production)).toEqual(entry)
})

test.each([
  [null, 'neither weekly nor once'],
  [{ ...weekly, kind: 'daily' }, 'neither weekly nor once'],
  [{ ...weekly, weekday: 0 }, 'weekday is not 1 to 7'],
  [{ ...weekly, weekday: 1.5 }, 'weekday is not 1 to 7'],
  [{ ...weekly, from: '24:00' }, 'not a time as 06:00'],
  [{ ...weekly, to: '6' }, 'not a time as 06:00'],
  [{ ...once, from: 'tonight' }, 'not a time as 2026'],
  [{ ...once, to: once.from }, 'ends before it begins'],
])('a window is refused, by its place and what is wrong with it: %j', (window, fault) => {
  const reading = () => readProviderEntry({ ...row, maintenance: [weekly, window] }, open)
  expect(reading).toThrow(InvalidProvider)
  expect(reading).toThrow(`Provider nordfjall-liv: bad maintenance window 2: `)
  expect(reading).toThrow(fault)
})

test('who signs has a signing certificate on file', () => {
  const signs = { ...row, messageSecurity: 'signature', certificates: [certificate] }
  expect(readProviderEntry(signs, production)).toEqual(signs)
  for (const certificates of [[], [{ ...certificate, use: 'tls' }]]) {
    expect(() => readProviderEntry({ ...signs, certificates }, production)).toThrow(/no signing certificate/)
  }
})

describe('loopback', () => {
  test.each([
    'https://localhost:33100/ssek',
    'https://LOCALHOST./ssek',
    'https://a.localhost/ssek',
    'https://127.0.0.1:33100/ssek',
    'https://127.1/ssek',
    'https://2130706433/ssek',
    'https://0.0.0.0/ssek',
    'https://[::1]/ssek',
    'https://[::]/ssek',
    'https://[::ffff:127.0.0.1]/ssek',
  ])('%s is refused in production alone', (endpoint) => {
    expect(() => readProviderEntry({ ...row, endpoint }, production)).toThrow(/loopback/)
    expect(readProviderEntry({ ...row, endpoint }, open).endpoint).toBe(endpoint)
    expect(readProviderEntry({ ...row, endpoint, connected: false }, production).endpoint).toBe(endpoint)
  })

  test.each(['https://128.0.0.1/', 'https://localhost.example/', 'https://[2001:db8::1]/'])('%s is not', (endpoint) => {
    expect(readProviderEntry({ ...row, endpoint }, production).endpoint).toBe(endpoint)
  })
})

test('two providers cannot share id or organisation number', () => {
  const other = { ...row, id: 'vidhem-fond', organisationNumber: '165560008888' }
  expect(readProviderRegister([row, other], production)).toHaveLength(2)
  expect(() => readProviderRegister([row, { ...other, id: row.id }], production)).toThrow(/same id/)
  const renamed = { ...other, organisationNumber: row.organisationNumber }
  expect(() => readProviderRegister([row, renamed], production)).toThrow(/same organisationNumber/)
  expect(readProviderRegister([{ ...row, connected: false }, renamed], production)).toHaveLength(2)
})
