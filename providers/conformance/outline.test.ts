import { expect, test } from 'vitest'
import { hostileAnswers, secretContract, validAnswer } from '../testing/hostile/corpus.ts'
import { asked, secretName } from '../testing/messages.ts'
import { outlineOf } from './outline.ts'

test('names of elements, how many, and no values', () => {
  const two = validAnswer('mis-2.0').replace(/<forsakring>.*<\/forsakring>/s, (one) => one.repeat(2))
  expect(outlineOf(Buffer.from(two))).toBe(
    'soap:Envelope > (soap:Header > ssek:SSEK > (ssek:SenderId, ssek:ReceiverId, ssek:TxId), ' +
      'soap:Body > mislife > (overforing, forsakring ×2))',
  )
})

test.each([
  ['no XML', 'Service unavailable', null],
  ['half a message', '<a><b>', null],
  ['nothing', '', null],
  ['a page', '<html><head><title>x</title></head><body/></html>', 'html > (head > title, body)'],
  ['a number for a name', '<a><p199006012380/><b/></a>', 'a > b'],
])('%s', (_name, text, outline) => {
  expect(outlineOf(Buffer.from(text))).toBe(outline)
})

test('a hostile message gives nothing away, and breaks nothing', () => {
  for (const { bytes } of hostileAnswers.filter(({ vocabulary }) => vocabulary === 'mis-2.0')) {
    const outline = outlineOf(bytes()) ?? ''
    expect(outline.length).toBeLessThan(2000)
    for (const secret of [asked.reveal(), secretName, secretContract, '412345']) expect(outline).not.toContain(secret)
  }
})
