import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isoDateOf } from '#forecasting/model/year-month.ts'
import type { ErrandContent, ErrandReply } from './errands.ts'
import { decodeErrand, decodeErrandReply, encodeErrand, encodeErrandReply } from './errands.ts'
import { secretName } from './testing/messages.ts'
import { UnreadableXml } from './xml/document.ts'

const errandId = '7d5f2c1e-1f0e-4b7a-9a57-0b9a4a3b2c1d'
const plan: ErrandContent = {
  operation: 'lamnaUttagsplan',
  contractNumber: 'NL-100200',
  start: isoDateOf('2031-06-01'),
  duration: { months: 120 },
}
const complaint: ErrandContent = {
  operation: 'anmalFel',
  contractNumber: 'NL-100200',
  text: `${secretName}: premien för "mars" < 3 000 kr & fel sedan 2019`,
}

/** As xs:token has it: what a person writes arrives without its line breaks. */
const words = fc
  .string({ minLength: 1, maxLength: 200, unit: 'grapheme' })
  .map((text) => text.replace(/[\p{C}\p{Z}\uFFFE\uFFFF]+/gu, ' ').trim())
  .filter((text) => text !== '')
const days = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => isoDateOf(date.toISOString().slice(0, 10)))
const numbers = fc.stringMatching(/^[A-Z]{1,3}-[0-9]{1,10}$/)
const contents: fc.Arbitrary<ErrandContent> = fc.oneof(
  fc.record({
    operation: fc.constant('lamnaUttagsplan' as const),
    contractNumber: numbers,
    start: days,
    duration: fc.oneof(fc.constant('lifelong' as const), fc.record({ months: fc.integer({ min: 1, max: 9999 }) })),
  }),
  fc.record({ operation: fc.constant('anmalFel' as const), contractNumber: numbers, text: words }),
)
const replies: fc.Arbitrary<ErrandReply> = fc.oneof(
  fc.constant({ kind: 'received' as const }),
  fc.record({ kind: fc.constant('rejected' as const), reason: words }),
  fc.record({ kind: fc.constant('answered' as const), answer: words }),
)

test('an errand arrives as it was sent', () => {
  fc.assert(
    fc.property(fc.uuid(), contents, (id, content) => {
      expect(decodeErrand(encodeErrand({ errandId: id, content }))).toEqual({ errandId: id, content })
    }),
    { numRuns: 200 },
  )
})

test('so does its reply', () => {
  fc.assert(
    fc.property(fc.uuid(), replies, (id, reply) => {
      expect(decodeErrandReply(encodeErrandReply({ errandId: id, ...reply }))).toEqual({ errandId: id, ...reply })
    }),
    { numRuns: 200 },
  )
})

describe('refused before it is sent', () => {
  test.each([
    ['no words', ''],
    ['nothing but white space', ' \n '],
    ['4,001 characters', 'x'.repeat(4001)],
    ['a sign that XML has no room for', 'a\u0000b'],
    ['another such', 'a\u001bb'],
  ])('%s', (_name, text) => {
    expect(() => encodeErrand({ errandId, content: { ...complaint, text } })).toThrow(UnreadableXml)
    expect(() => encodeErrandReply({ errandId, kind: 'rejected', reason: text })).toThrow(UnreadableXml)
    expect(() => encodeErrandReply({ errandId, kind: 'answered', answer: text })).toThrow(UnreadableXml)
  })

  test('a contract without a number, an errand without an id', () => {
    expect(() => encodeErrand({ errandId, content: { ...plan, contractNumber: '' } })).toThrow(UnreadableXml)
    expect(() => encodeErrand({ errandId: '1', content: plan })).toThrow(UnreadableXml)
  })
})

const planXml = encodeErrand({ errandId, content: plan })
const complaintXml = encodeErrand({ errandId, content: complaint })

test.each([
  ['another operation', planXml.replaceAll('lamnaUttagsplan', 'hamtaForsakringar')],
  ['a reply', encodeErrandReply({ errandId, kind: 'received' })],
  ['another namespace', planXml.replace('insamling:1', 'insamling:2')],
  ['a plan with a complaint’s content', planXml.replaceAll('lamnaUttagsplan', 'anmalFel')],
  ['a complaint with a plan’s name', complaintXml.replaceAll('anmalFel', 'lamnaUttagsplan')],
  ['a day that does not exist', planXml.replace('2031-06-01', '2031-02-30')],
  ['a day long gone', planXml.replace('2031-06-01', '1031-06-01')],
  ['no months', planXml.replace('>120<', '>0<')],
  ['both lifelong and for a time', planXml.replace('<manader>', '<livsvarig/><manader>')],
  ['neither', planXml.replace('<manader>120</manader>', '')],
  ['an id that is none', planXml.replace(errandId, 'x')],
  ['something more', planXml.replace('<start>', '<brist/><start>')],
  ['a document type', `<!DOCTYPE x>${planXml}`],
])('%s is refused', (_name, text) => {
  expect(text).not.toBe(planXml)
  expect(() => decodeErrand(text)).toThrow(UnreadableXml)
})

const rejected = encodeErrandReply({ errandId, kind: 'rejected', reason: 'Avtalet finns inte' })

test.each([
  ['an errand', planXml],
  ['a rejection without a reason', rejected.replace(/<skal>.*<\/skal>/, '')],
  ['both taken in hand and rejected', rejected.replace('<avvisad>', '<mottagen/><avvisad>')],
  ['neither', rejected.replace(/<avvisad>.*<\/avvisad>/, '')],
  [
    'words in what is empty',
    encodeErrandReply({ errandId, kind: 'received' }).replace('<mottagen/>', '<mottagen>ja</mottagen>'),
  ],
  ['an answer of no words', encodeErrandReply({ errandId, kind: 'answered', answer: 'x' }).replace('>x<', '> <')],
])('%s is no reply', (_name, text) => {
  expect(() => decodeErrandReply(text)).toThrow(UnreadableXml)
})
