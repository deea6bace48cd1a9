import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeRequest, encodeRequest } from './operations.ts'
import { testNumbers } from './testing/arbitraries.ts'
import { question } from './testing/messages.ts'
import { UnreadableXml } from './xml/document.ts'

test('what is asked is what is understood', () => {
  const versions = fc.string({ minLength: 1, maxLength: 40 }).filter((text) => /^[!-~]+( [!-~]+)*$/.test(text))
  const times = fc.date({ min: new Date('2020-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  const ages = fc.array(fc.integer({ min: 55, max: 75 }), { maxLength: 20 })
  fc.assert(
    fc.property(testNumbers, versions, times, ages, (person, version, time, wishedAges) => {
      const asked = decodeRequest(encodeRequest({ person, approval: { version, time }, wishedAges }))
      expect(asked.person.equals(person)).toBe(true)
      expect(asked).toMatchObject({ purpose: 'pensionsoversikt', approval: { version, time }, wishedAges })
    }),
    { numRuns: 100 },
  )
})

const xml = encodeRequest(question)

test.each([
  ['another element', xml.replaceAll('hamtaForsakringar', 'anmalFel')],
  ['another namespace', xml.replace('insamling:1', 'insamling:2')],
  ['no number', xml.replace(/<personnummer>.*<\/personnummer>/, '')],
  ['a number with a wrong check digit', xml.replace('199006012380', '199006012381')],
  ['no approval', xml.replace(/<godkannande>.*<\/godkannande>/, '')],
  ['an approval without a time zone', xml.replace('10:00:00.000Z', '10:00:00.000')],
  ['an age in words', xml.replace('>65<', '>sextiofem<')],
  ['a document type', `<!DOCTYPE x>${xml}`],
  ['nothing', ''],
])('%s is refused', (_name, text) => {
  expect(text).not.toBe(xml)
  expect(() => decodeRequest(text)).toThrow(UnreadableXml)
})
