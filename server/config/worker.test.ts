import { afterAll, describe, expect, test } from 'vitest'
import { messages, testEnvironments } from '#scripts/testing/environments.ts'
import { loadWorkerConfig } from './worker.ts'

const { local, production, remove } = await testEnvironments()
afterAll(remove)

describe('the worker configuration', () => {
  test('is read, with defaults', () => {
    expect(loadWorkerConfig(local)).toMatchObject({ concurrency: 20 })
    expect(loadWorkerConfig(production).environment).toBe('production')
  })

  test.each([
    ['WORKER_CONCURRENCY', '0'],
    ['WORKER_CONCURRENCY', 'many'],
    ['DATABASE_WORKER_URL', undefined],
  ])('says so when %s is %s', (name, value) => {
    expect(messages(() => loadWorkerConfig({ ...local, [name]: value }))).toEqual([
      expect.stringMatching(new RegExp(`^${name} `)),
    ])
  })
})

test.each(['SMTP_URL', 'MAIL_FROM', 'ACCESS_LOG_ROOTS_DIR', 'ACCESS_LOG_SIGNING_KEY_FILE'])(
  'a worker wants %s with its other half',
  (name) => {
    const said = messages(() => loadWorkerConfig({ ...production, [name]: undefined }))
    expect(said).toEqual([expect.stringMatching(new RegExp(`^${name} is missing`))])
  },
)

test('wants mail and signed ends in production', () => {
  const without = { SMTP_URL: '', MAIL_FROM: '', ACCESS_LOG_ROOTS_DIR: '', ACCESS_LOG_SIGNING_KEY_FILE: '' }
  expect(loadWorkerConfig({ ...local, ...without })).toMatchObject({ mail: null, accessLogRoots: null })
  expect(messages(() => loadWorkerConfig({ ...production, ...without })).map((said) => said.split(' ')[0])).toEqual([
    'SMTP_URL',
    'ACCESS_LOG_ROOTS_DIR',
  ])
})
