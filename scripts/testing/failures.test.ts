import { expect, test } from 'vitest'
import { failuresOfJourneys } from './failures.js'

test('each failed journey is named with what it said, however deep it stands, and what stopped the run outside them', () => {
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
    errors: [{ message: '\u001b[31mBrowsers\u001b[39m reported 1 breaches' }],
  }
  expect(failuresOfJourneys(report)).toEqual([
    '  pin.spec.ts: a place in the queue\n    timed out\n    > 3 | expect\n    again\n    > 3 | expect',
    '  outside every journey\n    Browsers reported 1 breaches',
  ])
  expect(failuresOfJourneys(undefined)).toEqual([])
})
