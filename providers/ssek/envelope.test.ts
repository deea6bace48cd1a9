import { describe, expect, test } from 'vitest'
import { UnreadableXml } from '../xml/document.ts'
import type { Xml } from '../xml/write.ts'
import { element, leaf } from '../xml/write.ts'
import type { SsekHeader } from './envelope.ts'
import { InvalidHeader, readEnvelope, writeEnvelope, writeFault, writeReceipt } from './envelope.ts'
import { ssekFaultCodes } from './faults.ts'

const header: SsekHeader = {
  senderId: '165560007777',
  receiverId: '165560001234',
  txId: '3f2b8a52-90c1-4a0e-8d4e-6a6f6f0c1d11',
  asynchMethod: 'AsynchPush',
}
const body = element('fraga', [leaf('namn', 'Åsa Öström-Lindqvist & <Co>')], { xmlns: 'urn:x' })
const message = writeEnvelope({ header, bodyXml: body })

/** What reading gives: the header and kind of body, or the error. */
function read(text: string | Uint8Array): unknown {
  try {
    using envelope = readEnvelope(Buffer.from(text))
    return { header: envelope.header, kind: envelope.body.kind }
  } catch (error) {
    if (error instanceof InvalidHeader) return error.faultCode
    if (error instanceof UnreadableXml) return error.reason
    throw error
  }
}

function changed(from: string | RegExp, to: string): unknown {
  const after = message.replace(from, to)
  expect(after).not.toBe(message)
  return read(after)
}

test('what is written is read', () => {
  expect(read(message)).toEqual({ header, kind: 'content' })
  expect(message).toContain('soap:mustUnderstand="1"')
  expect(message).toContain('<ssek:SenderId ssek:Type="ORGNR">165560007777</ssek:SenderId>')
})

test('without AsynchMethod the answer comes in the response', () => {
  expect(changed(' ssek:AsynchMethod="AsynchPush"', '')).toMatchObject({ header: { asynchMethod: null } })
})

test('an unqualified Type is read too', () => {
  expect(changed(/ssek:Type/g, 'Type')).toEqual({ header, kind: 'content' })
})

describe('the header', () => {
  test.each([
    ['misspelt AsyncMethod', 'ssek:AsynchMethod', 'ssek:AsyncMethod', 'ContentInvalid'],
    ['misspelt and unqualified', 'ssek:AsynchMethod', 'AsyncMethod', 'ContentInvalid'],
    ['right but unqualified', 'ssek:AsynchMethod', 'AsynchMethod', 'ContentInvalid'],
    ['in another spelling', 'ssek:AsynchMethod', 'ssek:asynchmethod', 'ContentInvalid'],
    ['an unknown method', '"AsynchPush"', '"AsynchMail"', 'schema'],
    ['TxId in braces', /<ssek:TxId>[^<]+/, '<ssek:TxId>{3f2b8a52-90c1-4a0e-8d4e-6a6f6f0c1d11}', 'TxIdInvalid'],
    ['TxId of 36 other characters', /<ssek:TxId>[^<]+/, `<ssek:TxId>${'x'.repeat(36)}`, 'TxIdInvalid'],
    ['sender of another type', /ssek:Type="ORGNR"/, 'ssek:Type="CN"', 'SenderIdUnknown'],
    ['sender without type', / ssek:Type="ORGNR"/, '', 'SenderIdUnknown'],
    ['sender that is no organisation number', '165560007777', 'Nordfjäll', 'SenderIdUnknown'],
    ['receiver that is no organisation number', '165560001234', '1234', 'ReceiverIdUnknown'],
    ['type that does not exist', 'ssek:Type="ORGNR"', 'ssek:Type="PNR"', 'schema'],
    ['no receiver', /<ssek:ReceiverId.*<\/ssek:ReceiverId>/, '', 'schema'],
    ['sender after receiver', /(<ssek:SenderId.*<\/ssek:SenderId>)(<ssek:Rec.*<\/ssek:ReceiverId>)/, '$2$1', 'schema'],
    ['an element more', '</ssek:SSEK>', '<ssek:More/></ssek:SSEK>', 'schema'],
    ['two of them', /(<ssek:SSEK.*<\/ssek:SSEK>)/, '$1$1', 'schema'],
    ['none', /<ssek:SSEK.*<\/ssek:SSEK>/, '', 'schema'],
    ['of another SSEK', /ssek\/2006-05-10/g, 'ssek/2003-09-01', 'ContentInvalid'],
    [
      'another block that must be understood',
      '<soap:Header>',
      '<soap:Header><x:Y xmlns:x="urn:x" soap:mustUnderstand="1"/>',
      'ContentInvalid',
    ],
  ])('%s is refused', (_name, from, to, result) => {
    expect(changed(from, to)).toBe(result)
  })

  test('a block that need not be understood is passed over', () => {
    expect(changed('<soap:Header>', '<soap:Header><x:Y xmlns:x="urn:x"/>')).toEqual({ header, kind: 'content' })
  })

  test('TxId may be absent by the schema', () => {
    expect(changed(/<ssek:TxId>.*<\/ssek:TxId>/, '')).toMatchObject({ header: { txId: null } })
  })
})

describe('the envelope', () => {
  test.each([
    ['no body', /<soap:Body>.*<\/soap:Body>/, '', 'schema'],
    ['an empty body', /<soap:Body>.*<\/soap:Body>/, '<soap:Body/>', 'schema'],
    ['two bodies', /(<soap:Body>.*<\/soap:Body>)/, '$1$1', 'schema'],
    ['two elements in the body', /(<fraga.*<\/fraga>)/, '$1$1', 'schema'],
    ['two headers', /(<soap:Header>.*<\/soap:Header>)/, '$1$1', 'schema'],
    ['no header', /<soap:Header>.*<\/soap:Header>/, '', 'schema'],
    [
      'SOAP 1.2',
      /http:\/\/schemas.xmlsoap.org\/soap\/envelope\//g,
      'http://www.w3.org/2003/05/soap-envelope',
      'schema',
    ],
    ['cut off', /<\/soap:Body>.*/, '', 'not-xml'],
    ['a document type', '?>', '?><!DOCTYPE soap:Envelope>', 'dtd'],
    ['an entity', '?>', '?><!DOCTYPE soap:Envelope [<!ENTITY a "b">]>', 'dtd'],
    ['an external entity', '?>', '?><!DOCTYPE x SYSTEM "file:///etc/passwd">', 'dtd'],
  ])('%s is refused', (_name, from, to, result) => {
    expect(changed(from, to)).toBe(result)
  })

  test.each([
    ['nothing', ''],
    ['white space', ' \n '],
    ['HTML', '<!doctype html><html><body><p>Internal error<br></body></html>'],
    ['JSON', '{"error":true}'],
    ['bytes that are not UTF-8', Buffer.from(message, 'latin1')],
    [
      'a billion laughs',
      `<!DOCTYPE l [<!ENTITY a "${'x'.repeat(99)}"><!ENTITY b "${'&a;'.repeat(99)}"><!ENTITY c "${'&b;'.repeat(99)}">]><l>${'&c;'.repeat(99)}</l>`,
    ],
    ['an abyss', '<a>'.repeat(100_000)],
  ])('%s is not XML', (_name, text) => {
    expect(['not-xml', 'dtd']).toContain(read(text))
  })
})

describe('receipts and faults', () => {
  test('a receipt', () => {
    const receipt = writeEnvelope({ header, bodyXml: writeReceipt() })
    expect(read(receipt)).toEqual({ header, kind: 'receipt' })
    expect(read(receipt.replace('>OK<', '>MAYBE<'))).toBe('schema')
  })

  test.each(ssekFaultCodes)('fault %s', (code) => {
    for (const with_ of [header, null]) {
      using envelope = readEnvelope(
        Buffer.from(writeEnvelope({ header: with_, bodyXml: writeFault(code, header.txId) })),
      )
      expect(envelope.body).toEqual({ kind: 'fault', code })
    }
  })

  test('a fault of somebody else has no code', () => {
    const fault =
      '<soap:Fault><faultcode>soap:Server</faultcode><faultstring>Åsa Öström-Lindqvist 199006012380</faultstring></soap:Fault>'
    using envelope = readEnvelope(Buffer.from(writeEnvelope({ header: null, bodyXml: fault as Xml })))
    expect(envelope.body).toEqual({ kind: 'fault', code: null })
  })
})
