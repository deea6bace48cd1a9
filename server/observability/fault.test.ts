import { expect, test } from 'vitest'
import { logFault } from './fault.ts'
import { createLogger } from './logger.ts'

/** As Remix makes it. */
class ErrorResponseImpl {
  readonly status: number
  readonly statusText = 'Method Not Allowed'
  readonly internal = true
  readonly data = 'hidden value'
  readonly error = new Error('hidden value')
  constructor(status: number) {
    this.status = status
  }
}

function logged(error: unknown): unknown {
  const lines: string[] = []
  const logger = createLogger({ level: 'info', process: 'web', out: { write: (line) => lines.push(line) } })
  logFault(logger, { requestId: 'r1', path: '/oversikt' }, error)
  expect(lines).toHaveLength(1)
  expect(lines[0]).not.toContain('hidden value')
  return JSON.parse(lines[0] ?? '')
}

test.each([400, 404, 405])('a refusal, %s, is a warning with its status and no error', (status) => {
  const line = logged(new ErrorResponseImpl(status))
  expect(line).toMatchObject({ level: 40, event: 'refused', requestId: 'r1', path: '/oversikt', status })
  expect(line).not.toHaveProperty('err')
})

test('an answer that says we are at fault is an error, with its status', () => {
  expect(logged(new ErrorResponseImpl(503))).toMatchObject({ level: 50, event: 'fault', status: 503 })
})

test('an error is one whatever status a library hung on it', () => {
  const error = Object.assign(new Error('broke'), { status: 404, data: 'hidden value' })
  expect(logged(error)).toMatchObject({ level: 50, event: 'fault', err: { type: 'Error', message: 'broke' } })
})

test.each(['thrown text', null, { status: 404 }])('whatever else is thrown, as %j, is an error', (thrown) => {
  expect(logged(thrown)).toMatchObject({ level: 50, event: 'fault' })
})
