import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ConfigError } from '#server/config/environment.ts'
import { CannotRun, orCannotRun, runCommand } from './command.ts'

let said: string[]
const before = process.exitCode

beforeEach(() => {
  said = []
  vi.spyOn(console, 'error').mockImplementation((line: string) => said.push(line))
})

afterEach(() => {
  process.exitCode = before
})

const failing = (error: unknown) => () => {
  throw error
}

test('a command ends with the number it gives', async () => {
  await runCommand(() => 3)
  expect([process.exitCode, said]).toEqual([3, []])
})

test('what keeps it from running is said, and it ends with 2', async () => {
  for (const error of [new CannotRun('No such file'), new ConfigError(['PORT must be a number'])]) {
    process.exitCode = before
    await runCommand(failing(error))
    expect(process.exitCode).toBe(2)
  }
  expect(said).toEqual(['No such file', 'The configuration cannot be used:\n  PORT must be a number'])
})

test('an error of its own ends it as it says, and any other is thrown', async () => {
  const exitCodeOf = (error: Error) => (error instanceof RangeError ? 1 : null)
  await runCommand(failing(new RangeError('Too old')), exitCodeOf)
  expect([process.exitCode, said]).toEqual([1, ['Too old']])
  await expect(runCommand(failing(new TypeError('ours')), exitCodeOf)).rejects.toThrow('ours')
})

test('words stand for what cannot be made, unless it has words of its own', () => {
  expect(orCannotRun('Not a number', () => 7)).toBe(7)
  expect(() => orCannotRun('Not a file', failing(new Error('ENOENT')))).toThrow(new CannotRun('Not a file'))
  expect(() => orCannotRun('Not a file', failing(new CannotRun('Its own')))).toThrow(new CannotRun('Its own'))
})
