import { diag } from 'libxml2-wasm'
import { describe, expect, test } from 'vitest'
import { readAnswer, readReply } from './answer.ts'
import { ProviderError } from './errors.ts'
import type { Original } from './pension-source.ts'
import { writeEnvelope, writeFault, writeReceipt } from './ssek/envelope.ts'
import {
  arrival,
  answerHeader,
  answerWith,
  contract,
  expected,
  mislife,
  original,
  someoneElse,
} from './testing/messages.ts'

/** How reading ends: the kind of answer, or the code of the fault. Anything else is thrown. */
function outcome(message: Original, read: typeof readReply = readReply): string {
  try {
    return read(message, expected, arrival).kind
  } catch (error) {
    if (error instanceof ProviderError) return error.code
    throw error
  }
}

const valid = answerWith(mislife([contract, contract]))
const receipt = original(writeEnvelope({ header: answerHeader, bodyXml: writeReceipt() }))

test('a receipt is a promise as a reply, and no answer', () => {
  expect(outcome(receipt)).toBe('later')
  expect(outcome(receipt, readAnswer)).toBe('malformed-response')
})

test('a fault without a header is a fault; with another transaction’s header it is not ours', () => {
  const fault = writeFault('MessageNotProcessed', null)
  const other = '00000000-0000-4000-8000-000000000000'
  expect(outcome(original(writeEnvelope({ header: null, bodyXml: fault })))).toBe('fault')
  expect(outcome(original(writeEnvelope({ header: { ...answerHeader, txId: other }, bodyXml: fault })))).toBe(
    'wrong-transaction',
  )
})

describe('whatever comes', () => {
  const bytes = Buffer.from(valid.bytes)
  // What reads in the square of the count meets the test's own time limit.
  test.each([
    ['envelope', /<soap:Header>/, '$&<x/>'],
    ['header', /<\/soap:Header>/, '<x/>$&'],
    ['body', /<\/soap:Body>/, '<x/>$&'],
    ['mislife', /<\/mislife>/, '<x/>$&'],
    ['mislife, as comments', /<\/mislife>/, '<!---->$&'],
  ])('a million small nodes in the %s take no time', (_name, at, what) => {
    const many = what.replace(/<x\/>|<!---->/, (node) => node.repeat(600_000))
    const message = original(bytes.toString().replace(at, many))
    expect(['malformed-response', 'too-large']).toContain(outcome(message))
  })

  test('every document read is disposed of', () => {
    // Schemas are compiled once and kept, so they are compiled before the count begins.
    expect(outcome(valid)).toBe('answered')
    expect(outcome(receipt)).toBe('later')
    diag.configure({ enabled: true })
    try {
      const messages = [
        valid,
        receipt,
        answerWith(mislife([])),
        answerWith(mislife([contract], someoneElse)),
        answerWith(mislife([contract]), { ...answerHeader, txId: null }),
        original(bytes.subarray(0, 900)),
        original(bytes.toString().replace('?>', '?><!DOCTYPE x>')),
        original(bytes.toString().replace('</soap:Header>', '</soap:Header><soap:Header/>')),
        original(bytes.toString().replace('ORGNR', 'PNR')),
        original(bytes.toString().replace('412345.67', 'x')),
        original(writeEnvelope({ header: null, bodyXml: writeFault('Timeout', null) })),
      ]
      const outcomes = messages.map((message) => outcome(message))
      expect(new Set(outcomes).size).toBeGreaterThan(4)
      expect(diag.report()).toEqual({})
    } finally {
      diag.configure({ enabled: false })
    }
  })
})
