import { expect, test } from 'vitest'
import { isoDateOf } from '#forecasting/model/year-month.ts'
import { decodeRecalculation, encodeRecalculation } from './recalculation.ts'
import { UnreadableXml } from './xml/document.ts'

const recalculation = { date: isoDateOf('2026-11-01'), stock: 'Traditionell försäkring ITP 2 & "äldre" <1998>' }
const xml = encodeRecalculation(recalculation)

test('arrives as it was sent', () => {
  expect(decodeRecalculation(xml)).toEqual(recalculation)
})

test.each(['', ' ', 'x'.repeat(201), 'a\u0000'])('a stock called %j is not sent', (stock) => {
  expect(() => encodeRecalculation({ ...recalculation, stock })).toThrow(UnreadableXml)
})

test.each([
  ['another operation', xml.replaceAll('meddelaOmrakning', 'anmalFel')],
  ['another namespace', xml.replace('insamling:1', 'insamling:2')],
  ['a day that does not exist', xml.replace('2026-11-01', '2026-11-31')],
  ['a time for a day', xml.replace('2026-11-01', '2026-11-01Z')],
  ['no stock', xml.replace(/<bestand>.*<\/bestand>/, '')],
  ['two', xml.replace('</meddelaOmrakning>', '<bestand>x</bestand></meddelaOmrakning>')],
])('%s is refused', (_name, text) => {
  expect(text).not.toBe(xml)
  expect(() => decodeRecalculation(text)).toThrow(UnreadableXml)
})
