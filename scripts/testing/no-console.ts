/**
 * Set-up file of vitest: output nobody asked for fails the test during which it came. A test that expects output says
 * so with `vi.spyOn(console, 'error').mockImplementation(…)`.
 */

import { afterAll, afterEach } from 'vitest'

const said: string[] = []

for (const method of ['log', 'info', 'debug', 'warn', 'error', 'trace'] as const) {
  console[method] = (...words: unknown[]) => {
    said.push(`console.${method}: ${words.map(String).join(' ')}`)
  }
}

function expectSilence(): void {
  if (said.length > 0) throw new Error(`Unexpected console output:\n${said.splice(0).join('\n')}`)
}

afterEach(expectSilence)
afterAll(expectSilence)
