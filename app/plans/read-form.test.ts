import { expect, test } from 'vitest'
import { hiddenMark, hiddenPlan } from './hidden.ts'
import { readPlanForm } from './read-form.ts'

const read = (fields: Readonly<Record<string, string>>) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return readPlanForm(form)
}

test('a plan in a form is read as it was written', () => {
  const plan = {
    choices: { retirementAge: 780, contracts: { 'Ab3-_': { start: 790, duration: 'lifelong' as const } } },
    wish: { from: 768, amount: 24_000, afterTax: true },
  }
  const mark = { planId: '0c8ad22c-5a30-4d0f-8f3e-6b1a2f0e7d11', version: 3 }
  expect(read({ namn: '  Sluta vid 65 ', ...hiddenPlan(plan), ...hiddenMark(mark) })).toEqual({
    typed: { name: 'Sluta vid 65', ...plan },
    error: null,
    mark,
  })
  expect(read({ namn: 'x', ...hiddenPlan({ choices: {}, wish: null }) })).toEqual({
    typed: { name: 'x', choices: {}, wish: null },
    error: null,
    mark: null,
  })
})

test.each([
  [{ namn: '   ', val: '' }, 'name-missing'],
  [{}, 'name-missing'],
  [{ namn: 'x'.repeat(61) }, 'name-too-long'],
  [{ namn: 'a\u0000b' }, 'name-bad'],
  [{ namn: 'x', val: 'alder=xx' }, 'choices-unreadable'],
])('%j is told as %s', (fields, error) => {
  expect(read(fields).error).toBe(error)
})

test.each(['64-0.24000', '64-0.x.efter', '64-0.24000.kanske', '64-0.24000.efter.1', '999.1.fore', ''])(
  'a wish that cannot be read is none: %j',
  (onskan) => {
    expect(read({ namn: 'x', onskan }).typed.wish).toBeNull()
  },
)

test('a version that is no number names no plan', () => {
  for (const version of ['', 'x', '-1', '1e3']) expect(read({ namn: 'x', plan: 'p', version }).mark).toBeNull()
})
