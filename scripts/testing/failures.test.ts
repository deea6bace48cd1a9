import { expect, test } from 'vitest'
import { failuresOfPlaywright, failuresOfVitest } from './failures.js'

test('each failed test is named with what it said, and a file that could not be read with why', () => {
  const passed = { fullName: 'adds', status: 'passed', failureMessages: [] }
  const failed = { fullName: 'rounds down', status: 'failed', failureMessages: ['expected 2\nto be 1'] }
  const report = {
    testResults: [
      { name: 'a.test.ts', status: 'failed', message: '', assertionResults: [passed, failed] },
      { name: 'b.test.ts', status: 'failed', message: 'Cannot find module', assertionResults: [] },
      { name: 'c.test.ts', status: 'passed', message: '', assertionResults: [passed] },
    ],
  }
  expect(failuresOfVitest(report)).toEqual([
    '  a.test.ts: rounds down\n    expected 2\n    to be 1',
    '  b.test.ts\n    Cannot find module',
  ])
  expect(failuresOfVitest(undefined)).toEqual([])
})

test('so is each failed journey, however deep it stands, and what stopped the run outside them', () => {
  const journey = (title: string, ...messages: string[]) => ({
    title,
    ok: messages.length === 0,
    tests: [{ results: [{ errors: messages.map((message) => ({ message, snippet: '> 3 | expect' })) }] }],
  })
  const file = 'pin.spec.ts'
  const report = {
    suites: [
      {
        file,
        title: file,
        specs: [journey('in English too')],
        suites: [{ file, title: 'without JavaScript', specs: [journey('a place in the queue', 'timed out', 'again')] }],
      },
    ],
    errors: [{ message: 'Browsers reported 1 breaches' }],
  }
  expect(failuresOfPlaywright(report)).toEqual([
    '  pin.spec.ts: a place in the queue\n    timed out\n    > 3 | expect\n    again\n    > 3 | expect',
    '  outside every journey\n    Browsers reported 1 breaches',
  ])
  expect(failuresOfPlaywright(undefined)).toEqual([])
})
