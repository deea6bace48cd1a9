/**
 * Whole forecasts against a program of its own, written in Python with 40-digit decimals from the texts of the rules:
 * law, agreements, the projection standard and docs/forecast.md. Its 108 results are forecasting/json/independent.jsonl,
 * one a line: a person, a choice, a market, and what is paid in some months, first, later, last and after the last
 * payment. From line 61 on: providers' own forecasts, pensions in payment, tilläggspension, what the saver has added,
 * part withdrawals that are lowered and paused, and work past 69; from line 101 on premiepension and funds in payment.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { forecastOf } from './forecast.ts'
import { root } from './ready.js'

const amount = z.string().transform(Number)
const independent = z.strictObject({
  market: z.enum(['low', 'expected', 'high']),
  person: z.record(z.string(), z.unknown()),
  salary: z.number().optional(),
  holdings: z.array(z.looseObject({ id: z.string() })),
  entries: z.array(z.record(z.string(), z.unknown())).optional(),
  choices: z.record(z.string(), z.unknown()),
  /** Kronor by month, by holding and component. */
  paid: z.record(z.string(), z.record(z.string(), amount)),
  /** Paid before tax, tax and what is left of it and of pay. */
  months: z.record(z.string(), z.tuple([amount, amount, amount])),
})
const lines = readFileSync(join(root, 'forecasting', 'json', 'independent.jsonl'), 'utf8')
  .trimEnd()
  .split('\n')

/** The program rounds each payment like the engine but for halves. */
const krona = 1.01
/** Income is taxed in whole hundreds: a krona may be 3 kronor of tax a month. */
const taxOfAHundred = 4

test.each(lines.map((line, i) => [i + 1, line] as const))('line %i', (_, line) => {
  const { market, paid, months, holdings, ...known } = independent.parse(JSON.parse(line))
  const result = forecastOf({
    version: 1,
    today: '2026-11-22',
    entries: [],
    ...known,
    holdings: holdings.map(({ id, ...holding }) => ({
      id,
      holding: {
        identity: { insurerOrganisationNumber: '165560001234', contractNumber: id },
        insurer: {},
        ...holding,
      },
    })),
  })
  const { runs, months: spans } = result[market]
  const covers = (month: string) => (span: { readonly from: string; readonly to: string }) =>
    span.from <= month && month <= span.to
  for (const [component, amounts] of Object.entries(paid)) {
    const own = runs.filter((run) => `${run.holdingId} ${run.component}` === component)
    for (const [month, expected] of Object.entries(amounts)) {
      const sum = own.filter(covers(month)).reduce((total, run) => total + Number(run.amount), 0)
      expect(Math.abs(sum - expected), `${component} in ${month}: ${sum}, not ${expected}`).toBeLessThan(krona)
    }
  }
  // Nothing is paid that the program has not.
  const names = new Set(runs.map((run) => `${run.holdingId} ${run.component}`))
  expect([...names].sort()).toEqual(Object.keys(paid).sort())
  for (const [month, [gross, tax, net]] of Object.entries(months)) {
    const span = spans.find(covers(month))
    expect(Math.abs(Number(span?.gross) - gross), `${month}: ${span?.gross}, not ${gross}`).toBeLessThan(3 * krona)
    expect(Math.abs(Number(span?.tax) - tax), `tax in ${month}: ${span?.tax}, not ${tax}`).toBeLessThan(taxOfAHundred)
    expect(Math.abs(Number(span?.net) - net), `net in ${month}: ${span?.net}, not ${net}`).toBeLessThan(
      2 * taxOfAHundred,
    )
  }
})
