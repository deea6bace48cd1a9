import { describe, expect, test } from 'vitest'
import { InvalidProvider, readProviderEntry, readProviderRegister } from './registry.ts'
import { providerEntry } from './testing/messages.ts'

const open = { refuseLoopback: false }
const production = { refuseLoopback: true }
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
  ['vocabulary', 'mis-1.6'],
  ['flow', 'pull'],
  ['connected', 'true'],
  ['concurrency', 0],
  ['concurrency', 1.5],
  ['resendAllowed', 1],
  ['deadlineSeconds', -1],
])('a bad %s is refused (%j), and the message quotes nothing', (field, value) => {
  const reading = () => readProviderEntry({ ...row, [field]: value }, open)
  expect(reading).toThrow(InvalidProvider)
  expect(reading).toThrow(new RegExp(`bad ${field}$`))
  expect(reading).not.toThrow(/secret/)
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
