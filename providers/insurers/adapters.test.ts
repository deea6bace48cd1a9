import { describe, expect, test } from 'vitest'
import { kronorPerYear, share } from '#forecasting/model/quantity.ts'
import { isoDateOf } from '#forecasting/model/year-month.ts'
import type { ContractHolding } from '#forecasting/model/holding.ts'
import type { AdapterName } from '../adapters.ts'
import { adapters } from '../adapters.ts'
import { readAnswer } from '../answer.ts'
import { ProviderError } from '../errors.ts'
import type { Original } from '../pension-source.ts'
import { quirks } from '../simulator/quirks.ts'
import {
  answerHeader,
  answerWith,
  contract,
  expected,
  misMessage,
  misVersions,
  original,
  plain,
  providerEntry,
  secretName,
  someoneElse,
} from '../testing/messages.ts'
import type { Xml } from '../xml/write.ts'

/** Å, Ä and Ö, days, amounts and shares; and text that looks like an amount or a day. */
const held: ContractHolding = {
  ...contract,
  identity: { ...contract.identity, contractNumber: '20261031' },
  productName: '1234,50',
  businessType: '12.5',
  policyholder: { name: secretName, organisationNumber: '165560001111' },
  premium: {
    amount: contract.capital === 'not-reported' ? expectNever() : contract.capital.value,
    interval: 'month',
    paidUntil: isoDateOf('2026-12-31'),
  },
  fees: [
    { kind: 'management', applies: 'fund', amount: { variable: share('0.0041') } },
    { kind: 'administration', applies: 'contract', amount: { fixed: kronorPerYear('65.5') } },
  ],
}

function expectNever(): never {
  throw new Error('The test contract has a capital')
}

type Mended = Exclude<AdapterName, 'none'>
const mended = Object.keys(adapters).filter((name): name is Mended => name !== 'none')

const asWrittenBy = (name: Mended, message: Original): Original =>
  original(Buffer.from(quirks[name].write(Buffer.from(message.bytes).toString()), quirks[name].encoding))

const reading = (message: Original, adapter: AdapterName, vocabulary: (typeof misVersions)[number] = 'mis-2.0') =>
  readAnswer(message, { ...expected, provider: { ...providerEntry, adapter, vocabulary } })

function outcome(message: Original, adapter: AdapterName): string {
  try {
    return reading(message, adapter).kind
  } catch (error) {
    if (error instanceof ProviderError) return error.code
    throw error
  }
}

const valid = answerWith(misMessage('mis-2.0', [held]))

describe.each(mended)('%s', (name) => {
  test.each(misVersions)('is mended by its adapter and by no other, in %s', (version) => {
    const message = asWrittenBy(name, answerWith(misMessage(version, [held])))
    const answer = reading(message, name, version)
    expect(answer.kind === 'answered' ? answer.holdings.map(plain) : []).toEqual([plain(held)])
    // What is stored is what came.
    expect(answer.original.bytes).toBe(message.bytes)
    for (const other of ['none' as const, ...mended.filter((each) => each !== name)]) {
      expect(() => reading(message, other, version), other).toThrow(ProviderError)
    }
  })

  test('a message without the quirk is read as it is', () => {
    const answer = reading(valid, name)
    expect(answer.kind === 'answered' ? answer.holdings.map(plain) : []).toEqual([plain(held)])
  })

  test('says why', () => {
    expect(adapters[name].reason.length).toBeGreaterThan(60)
  })

  test('does not soften what holds for everyone', () => {
    const quirky = (text: Xml) => asWrittenBy(name, answerWith(text))
    expect(outcome(quirky(misMessage('mis-2.0', [held], someoneElse)), name)).toBe('wrong-person')
    expect(outcome(quirky('<other xmlns="urn:x"/>' as Xml), name)).toBe('malformed-response')
    const elsewhere = { ...answerHeader, txId: '00000000-0000-4000-8000-000000000000' }
    expect(outcome(answerWith(misMessage('mis-2.0', [held]), elsewhere), name)).toBe('wrong-transaction')
    const sender = { ...answerHeader, senderId: '165560009999' }
    expect(outcome(answerWith(misMessage('mis-2.0', [held]), sender), name)).toBe('unknown-sender')
  })
})

const replaced = (from: string, to: string): Original => {
  const text = Buffer.from(valid.bytes).toString()
  expect(text).toContain(from)
  return original(text.replace(from, to))
}

describe('what an adapter must not do', () => {
  test.each([
    ['decimal-comma', '>412345.67<', '>412.345,67<'],
    ['decimal-comma', '>412345.67<', '>412,345.67<'],
    ['decimal-comma', '>412345.67<', '>4123<!-- -->45,67<'],
    ['dates-without-dashes', '>2026-10-31<', '>20260230<'],
    ['dates-without-dashes', '>2026-10-31<', '>99991231<'],
    ['dates-without-dashes', '>412345.67<', '>2026-10-31<'],
    ['latin-1-called-utf-8', '>412345.67<', '>å<'],
  ] as const)('%s leaves %s as %s refused', (name, from, to) => {
    expect(outcome(replaced(from, to), name)).toBe('malformed-response')
  })

  test('take one of two messages out of a wrapper', () => {
    const body = misMessage('mis-2.0', [held])
    const wrapped = `<hamtaForsakringarSvar>${body}${body}</hamtaForsakringarSvar>` as Xml
    expect(outcome(answerWith(wrapped), 'extra-wrapper')).toBe('malformed-response')
    expect(outcome(answerWith('<hamtaForsakringarSvar/>' as Xml), 'extra-wrapper')).toBe('malformed-response')
  })

  // What reads in the square of the length meets the test's own time limit.
  test('take time without bound', () => {
    const many = replaced('<moment>', `${'<datering>1</datering>'.repeat(200_000)}<moment>`)
    expect(outcome(many, 'dates-without-dashes')).toBe('too-large')
  })
})
