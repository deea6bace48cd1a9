import { afterAll, expect, test } from 'vitest'
import { messages, testEnvironments } from '#scripts/testing/environments.ts'
import { loadWebConfig } from './web.ts'

const { local, production, remove } = await testEnvironments()
afterAll(remove)

test('has letters only with a queue for them and a register that knows addresses', () => {
  const queue = { ...local, PRINT_QUEUE_DIR: '/var/spool/letters' }
  expect(loadWebConfig(queue).letters).toBeNull()
  expect(loadWebConfig({ ...queue, LOCAL_ADDRESSES_FILE: local.SSEK_CA_FILE }).letters).toEqual({
    printQueueFolder: '/var/spool/letters',
    addressesFile: local.SSEK_CA_FILE,
  })
  expect(messages(() => loadWebConfig({ ...production, LOCAL_ADDRESSES_FILE: local.SSEK_CA_FILE }))).toEqual([
    'LOCAL_ADDRESSES_FILE must not be set in production: it is made up',
  ])
})
