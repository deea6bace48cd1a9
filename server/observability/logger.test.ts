import { describe, expect, test } from 'vitest'
import { PersonalNumber } from '#providers/personal-number.ts'
import { createLogger } from './logger.ts'
import { scrub } from './scrub.ts'

const number = '199006012380'
const token = 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxOTkwMDYwMTIzODAifQ.c2lnbmF0dXJl'

function logged(...args: Parameters<ReturnType<typeof createLogger>['info']>): string {
  const lines: string[] = []
  createLogger({ level: 'info', process: 'web', out: { write: (line) => lines.push(line) } }).info(...args)
  expect(lines).toHaveLength(1)
  // Still one line of JSON, whatever was taken out.
  expect(() => JSON.parse(lines[0] ?? '') as unknown).not.toThrow()
  return lines[0] ?? ''
}

describe('a line of the log', () => {
  test('shows what was said, with time and process', () => {
    const line = JSON.parse(logged({ event: 'login', outcome: 'let-in' })) as Record<string, unknown>
    expect(line).toMatchObject({ level: 30, process: 'web', event: 'login', outcome: 'let-in' })
    expect(line.time).toMatch(/^\d{4}-\d{2}-\d{2}T/)
  })

  test.each([
    'cookie',
    'Set-Cookie',
    'authorization',
    'id_token',
    'idToken',
    'body',
    'email',
    'name',
    'familyName',
    'bindings',
  ])('never shows the field %s, however deep', (field) => {
    expect(logged({ [field]: 'hidden value' })).not.toContain('hidden value')
    expect(logged({ a: { b: [{ [field]: 'hidden value' }] } })).not.toContain('hidden value')
  })

  test.each([number, '19900601-2380', '900601-2380', '19900661-2394', token])(
    'never shows %s in any string',
    (secret) => {
      expect(logged({ note: `before ${secret} after` })).not.toContain(secret)
      expect(logged(`before ${secret} after`)).not.toContain(secret)
      expect(logged({ [secret]: 1 })).not.toContain(secret)
      expect(logged({ err: new Error(`bad value ${secret}`) })).not.toContain(secret)
      expect(logged({ deep: { error: new Error('outer', { cause: new Error(`inner ${secret}`) }) } })).not.toContain(
        secret,
      )
    },
  )

  test('shows of an error its kind, code, message and causes, and nothing else that hangs on it', () => {
    const error = Object.assign(new Error('outer', { cause: new TypeError('inner') }), {
      code: 'ECONNREFUSED',
      body: { secret: 'hidden value' },
      detail: 'hidden value',
      response: { headers: { cookie: 'hidden value' } },
    })
    const line = logged({ err: error })
    expect(line).not.toContain('hidden value')
    expect(JSON.parse(line)).toMatchObject({
      err: {
        type: 'Error',
        errorCode: 'ECONNREFUSED',
        message: 'outer',
        cause: { type: 'TypeError', message: 'inner' },
      },
    })
  })

  test('an error passed alone is shown the same way', () => {
    const error = Object.assign(new Error('outer'), { body: 'hidden value' })
    const line = logged(error)
    expect(line).toContain('"message":"outer"')
    expect(line).not.toContain('hidden value')
  })

  test('shows neither bytes nor the inside of classes', () => {
    class Secretive {
      readonly inside = 'hidden value'
    }
    const line = logged({
      key1: Buffer.from('hidden value'),
      thing: new Secretive(),
      who: PersonalNumber.parse(number),
    })
    expect(line).not.toContain('hidden value')
    expect(line).not.toContain(Buffer.from('hidden value').toString('base64'))
    expect(line).toContain('[bytes]')
    expect(line).toContain('[Secretive]')
    expect(line).toContain('[personal number]')
  })

  test('ends, for things that hold each other', () => {
    const ring: Record<string, unknown> = {}
    ring.again = ring
    expect(logged({ ring })).toContain('[deep]')
    const outer = new Error('outer')
    outer.cause = outer
    expect(logged({ err: outer })).toContain('outer')
  })
})

describe('scrubbing', () => {
  test.each([
    '2026-11-22T01:43:11.000Z',
    '0190b8a6-1234-7890-abcd-199001012345',
    'port 35432, 1763775791000 ms',
    '165560001234',
    'collection 4f6f2f8a-900601-2380',
  ])('leaves %s alone, or takes no more than the digits', (text) => {
    const scrubbed = scrub(text)
    expect([text, text.replace(/\d{12}$/, '[personal number]')]).toContain(scrubbed)
  })
})
