/**
 * Answers that a careless or hostile peer might send, and how each must end. The runner (hostile.test.ts) reads each
 * directly and over TLS. To add one: a line below, with its code; `answered` only where what is read is what was meant.
 */
import type { ContractHolding } from '#forecasting/model/holding.ts'
import { kronor } from '#forecasting/model/quantity.ts'
import type { ProviderErrorCode } from '../../errors.ts'
import { writeEnvelope, writeFault } from '../../ssek/envelope.ts'
import type { Xml } from '../../xml/write.ts'
import {
  answerHeader,
  answerWith,
  asked,
  contract,
  misMessage,
  misVersions,
  secretName,
  someoneElse,
} from '../messages.ts'

type MisVocabulary = (typeof misVersions)[number]

export interface HostileAnswer {
  readonly name: string
  readonly vocabulary: MisVocabulary
  readonly ends: ProviderErrorCode | 'answered'
  /** Made when it is sent: some are large. */
  readonly bytes: () => Buffer
}

/** Stands in the message so that a leak is seen; see also `secretName` and `asked`. */
export const secretContract = 'HEMLIG-99887766'

const held: ContractHolding = {
  ...contract,
  identity: { ...contract.identity, contractNumber: secretContract },
  premium: { amount: kronor('1234.5'), interval: 'month', paidUntil: 'not-reported' },
}

/** What the versions call the same things. */
const names = {
  'mis-1.6': { root: 'MisLife', contract: 'Forsakring', first: 'Avtalsnummer', date: 'Datering', term: 'Skatteklass' },
  'mis-2.0': {
    root: 'mislife',
    contract: 'forsakring',
    first: 'administration',
    date: 'datering',
    term: 'skatteklass',
  },
} as const

/** The answer that the others are made of. */
export const validAnswer = (vocabulary: MisVocabulary): string =>
  Buffer.from(answerWith(misMessage(vocabulary, [held])).bytes).toString()

function corpusOf(vocabulary: MisVocabulary): HostileAnswer[] {
  const name = names[vocabulary]
  const body = misMessage(vocabulary, [held])
  const valid = validAnswer(vocabulary)
  const [head = '', rest = ''] = valid.split('?>', 2)
  const openContract = `<${name.contract}>`
  const closeContract = `</${name.contract}>`
  const namespace = vocabulary.replace('mis-', 'urn:samlad-pension:mis:')
  const one = body.slice(body.indexOf(openContract), body.indexOf(closeContract) + closeContract.length)

  const bytes = (ends: HostileAnswer['ends'], what: string, made: () => Buffer): HostileAnswer => ({
    name: what,
    vocabulary,
    ends,
    bytes: made,
  })
  const text = (ends: HostileAnswer['ends'], what: string, made: () => string): HostileAnswer =>
    bytes(ends, what, () => Buffer.from(made()))
  /** The valid message with one thing changed. */
  const changed = (
    ends: HostileAnswer['ends'],
    what: string,
    from: string | RegExp,
    to: string | (() => string),
  ): HostileAnswer =>
    text(ends, what, () => {
      const after = valid.replace(from, typeof to === 'string' ? () => to : to)
      if (after === valid) throw new Error(`Nothing to change for: ${what}`)
      return after
    })
  const withType = (what: string, type: string, reference: string): HostileAnswer =>
    text('malformed-response', what, () => `${head}?>${type}${rest.replace('412345.67', reference)}`)
  const inSlot = (ends: HostileAnswer['ends'], what: string, made: () => string): HostileAnswer =>
    changed(ends, what, closeContract, () => made() + closeContract)
  const amount = (what: string, value: string): HostileAnswer =>
    changed('malformed-response', `amount: ${what}`, '>412345.67<', `>${value}<`)
  const day = (value: string): HostileAnswer =>
    changed('malformed-response', `day: ${value}`, '>2026-10-31<', `>${value}<`)
  const contracts = (count: number): string => {
    const many = body.replace(one, one.repeat(count)).replace(/(AntalForsakringar>)1</, `$1${count}<`)
    return Buffer.from(answerWith(many as Xml).bytes).toString()
  }

  return [
    // Document types and entities.
    withType('a document type', '<!DOCTYPE x>', '1'),
    withType('a document type from elsewhere', '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">', '1'),
    withType('an entity bomb', `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">${entities(12)}]>`, '&a12;'),
    withType(
      'an entity as long as the message, many times',
      `<!DOCTYPE x [<!ENTITY a "${'1'.repeat(100_000)}">]>`,
      '&a;'.repeat(10_000),
    ),
    withType('an entity of a file', '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>', '&a;'),
    withType('an entity of an address', '<!DOCTYPE x [<!ENTITY a SYSTEM "http://127.0.0.1:9/">]>', '&a;'),
    withType('a parameter entity', '<!DOCTYPE x [<!ENTITY % a SYSTEM "http://127.0.0.1:9/"> %a;]>', '1'),
    withType('an attribute with a default', '<!DOCTYPE x [<!ATTLIST x y CDATA "z">]>', '1'),
    amount('an entity nobody declared', '&pension;'),
    changed(
      'malformed-response',
      'an inclusion',
      openContract,
      `${openContract}<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>`,
    ),

    // Depth and size.
    inSlot('malformed-response', 'a hundred thousand levels', () => '<x xmlns="urn:x">'.repeat(100_000)),
    inSlot('malformed-response', 'ten thousand levels, closed', () => nested(10_000)),
    changed(
      'malformed-response',
      'two hundred levels where none belong',
      openContract,
      () => nested(200) + openContract,
    ),
    inSlot('answered', 'a hundred levels in the open slot', () => nested(100)),
    inSlot(
      'malformed-response',
      'a thousand levels, each with a namespace of its own',
      () =>
        Array.from({ length: 1000 }, (_, level) => `<p${level}:x xmlns:p${level}="urn:${level}">`).join('') +
        Array.from({ length: 1000 }, (_, level) => `</p${999 - level}:x>`).join(''),
    ),
    inSlot('malformed-response', 'fifty thousand namespaces', () => `<x ${attributes(50_000, 'xmlns:p')}/>`),
    changed(
      'malformed-response',
      'fifty thousand attributes',
      `<${name.root} `,
      () => `<${name.root} ${attributes(50_000, 'a')} `,
    ),
    changed(
      'malformed-response',
      'a value of four million characters',
      '>412345.67<',
      () => `>${'9'.repeat(4_000_000)}<`,
    ),
    changed(
      'malformed-response',
      'a name of a million characters',
      openContract,
      () => `<${'x'.repeat(1_000_000)}/>${openContract}`,
    ),
    text('too-large', '2,001 contracts', () => contracts(2001)),
    text('too-large', '10,000 contracts', () => contracts(10_000)),
    changed(
      'too-large',
      'a million empty contracts',
      openContract,
      () => `<${name.contract}/>`.repeat(300_000) + openContract,
    ),
    changed(
      'malformed-response',
      'no contract but its name',
      new RegExp(`${openContract}.*${closeContract}`),
      `<${name.contract}/>`,
    ),

    // Cut off, and in other encodings.
    bytes('malformed-response', 'cut off in the middle', () => Buffer.from(valid.slice(0, valid.length / 2))),
    bytes('malformed-response', 'cut off before the last character', () => Buffer.from(valid).subarray(0, -1)),
    bytes('malformed-response', 'nothing', () => Buffer.alloc(1, ' ')),
    bytes('malformed-response', 'zeros', () => Buffer.alloc(10_000)),
    text('malformed-response', 'twice after itself', () => valid + rest),
    bytes('malformed-response', 'ISO-8859-1 that says UTF-8', () => Buffer.from(valid, 'latin1')),
    // What it is shows in its first bytes, so it can be read in one way alone.
    bytes('answered', 'UTF-16 that says UTF-8', () => Buffer.from(valid, 'utf16le')),
    changed('malformed-response', 'an encoding that nobody has', 'encoding="utf-8"', 'encoding="utf-99"'),
    changed('malformed-response', 'UTF-8 that says UTF-16', 'encoding="utf-8"', 'encoding="utf-16"'),
    text('answered', 'a byte order mark', () => `\uFEFF${valid}`),
    text('malformed-response', 'two byte order marks', () => `\uFEFF\uFEFF${valid}`),
    amount('a control character', '41\u00012345.67'),
    amount('a reference to nothing', '41&#0;2345.67'),
    bytes('malformed-response', 'half a character', () =>
      Buffer.concat([Buffer.from(valid.slice(0, 900)), Buffer.of(0xc3), Buffer.from(valid.slice(900))]),
    ),

    // Values in pieces.
    changed('answered', 'an amount in CDATA', '>412345.67<', '><![CDATA[412345.67]]><'),
    changed('answered', 'an amount with comments in it', '>412345.67<', '>4123<!-- 9 -->45<!-- -->.67<'),
    changed('answered', 'an amount in references', '>412345.67<', '>&#52;12345&#x2e;67<'),
    changed('malformed-response', 'an element in CDATA', `</${name.term}>`, `</${name.term}><![CDATA[<x/>]]>`),
    changed('malformed-response', 'an element within a value', '>412345.67<', '>4123<x/>45.67<'),
    changed('malformed-response', 'CDATA that does not end', '>412345.67<', '><![CDATA[412345.67<'),

    // Names and namespaces.
    changed('malformed-response', 'a namespace nobody knows', namespace, 'urn:samlad-pension:mis:9.9'),
    changed('malformed-response', 'a namespace in capitals', namespace, namespace.toUpperCase()),
    changed('malformed-response', 'no namespace', ` xmlns="${namespace}"`, ''),
    changed('malformed-response', 'a contract in another namespace', openContract, `<${name.contract} xmlns="urn:x">`),
    changed('malformed-response', 'a term in no namespace', `<${name.term}>`, `<${name.term} xmlns="">`),
    text('answered', 'another prefix for the same namespace', () => prefixed(valid, body, namespace)),
    changed('malformed-response', 'a prefix that nobody declared', openContract, `<p:x/>${openContract}`),
    changed(
      'malformed-response',
      'SOAP 1.2',
      'http://schemas.xmlsoap.org/soap/envelope/',
      'http://www.w3.org/2003/05/soap-envelope',
    ),
    changed(
      'malformed-response',
      'SSEK in another namespace',
      'http://schemas.ssek.org/ssek/2006-05-10/',
      'http://schemas.ssek.org/ssek/2009-01-01/',
    ),
    inSlot(
      'answered',
      'names that mean something to JavaScript',
      () => '<__proto__ xmlns="urn:x"><constructor>1</constructor><toString/></__proto__>',
    ),
    inSlot('answered', 'an instruction that looks like markup', () => `<?x a=" ${closeContract} <y> ?>`),
    inSlot('answered', 'an attribute that looks like markup', () => `<x xmlns="urn:x" a="/>&lt;/x>" b='"'/>`),
    inSlot(
      'answered',
      'our own terms in another namespace',
      () => `<x:${name.date} xmlns:x="urn:x">1900-01-01</x:${name.date}>`,
    ),
    changed(
      'malformed-response',
      'a type of the sender’s choice',
      '<soap:Body><',
      '<soap:Body xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><x xsi:type="y"/><',
    ),
    changed(
      'malformed-response',
      'a value that says it is nil',
      `<${name.term}>T<`,
      `<${name.term} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"><`,
    ),
    changed(
      'malformed-response',
      'the same id twice',
      new RegExp(`<${name.term}>`),
      `<${name.term} xml:id="a"><x xml:id="a"/>`,
    ),
    changed('malformed-response', 'the same attribute twice', openContract, `<${name.contract} a="1" a="2">`),

    // Envelopes that show one face to one reader and another to the next.
    changed('malformed-response', 'two Bodies', '</soap:Body>', () => `</soap:Body><soap:Body>${body}</soap:Body>`),
    changed('malformed-response', 'two messages in the Body', '</soap:Body>', () => `${body}</soap:Body>`),
    changed('malformed-response', 'two Headers', '<soap:Body>', '<soap:Header/><soap:Body>'),
    changed('malformed-response', 'two SSEK headers', /(<ssek:SSEK.*<\/ssek:SSEK>)/, () =>
      (/<ssek:SSEK.*<\/ssek:SSEK>/.exec(valid)?.[0] ?? '').repeat(2),
    ),
    text('malformed-response', 'the Body in the Header', () =>
      valid
        .replace(/<soap:Body>.*<\/soap:Body>/, '')
        .replace('</soap:Header>', () => `<soap:Body>${body}</soap:Body></soap:Header>`),
    ),
    changed('malformed-response', 'no Header', /<soap:Header>.*<\/soap:Header>/, ''),
    changed('malformed-response', 'an empty Body', /<soap:Body>.*<\/soap:Body>/, '<soap:Body/>'),
    text('malformed-response', 'no envelope', () => body),
    text('malformed-response', 'an envelope within an envelope', () => valid.replace(body, rest)),
    changed(
      'malformed-response',
      'a header block that must be understood',
      '<soap:Header>',
      '<soap:Header><x soap:mustUnderstand="1"/>',
    ),
    text('malformed-response', 'a list of contracts in a receipt', () =>
      valid.replace(
        body,
        `<ssek:Receipt xmlns:ssek="http://schemas.ssek.org/ssek/2006-05-10/"><ssek:ResponseCode>OK</ssek:ResponseCode>${body}</ssek:Receipt>`,
      ),
    ),
    text('fault', 'a fault that tells what it should not', () =>
      writeEnvelope({ header: answerHeader, bodyXml: writeFault('MessageNotProcessed', null) }).replace(
        '<faultstring>',
        () => `<faultstring>${secretName} ${asked.reveal()} ${secretContract} `,
      ),
    ),

    // Others' data.
    text('unknown-sender', 'the right TxId from another sender', () =>
      Buffer.from(answerWith(body, { ...answerHeader, senderId: '165560009999' }).bytes).toString(),
    ),
    text('unknown-sender', 'an answer to another receiver', () =>
      Buffer.from(answerWith(body, { ...answerHeader, receiverId: '165560009999' }).bytes).toString(),
    ),
    text('wrong-transaction', 'another TxId', () =>
      Buffer.from(answerWith(body, { ...answerHeader, txId: '00000000-0000-4000-8000-000000000000' }).bytes).toString(),
    ),
    text('wrong-transaction', 'no TxId', () =>
      Buffer.from(answerWith(body, { ...answerHeader, txId: null }).bytes).toString(),
    ),
    changed(
      'wrong-transaction',
      'another transaction in the message',
      /(ransaktionsid>)[^<]+/,
      'ransaktionsid>00000000-0000-4000-8000-000000000000',
    ),
    text('wrong-person', 'an answer about another person', () =>
      Buffer.from(answerWith(misMessage(vocabulary, [held], someoneElse)).bytes).toString(),
    ),
    text('wrong-person', 'one contract of another person among many', () =>
      contracts(20).replace(new RegExp(`^(.*)${asked.reveal()}`), `$1${someoneElse.reveal()}`),
    ),

    // Amounts and days.
    amount('negative', '-412345.67'),
    amount('of a million million kronor', '1000000000000'),
    amount('with five decimals', '1.00001'),
    amount('with an exponent', '4e5'),
    amount('not a number', 'NaN'),
    amount('infinite', 'INF'),
    amount('with a plus', '+1'),
    amount('with thousands apart', '412 345.67'),
    amount('hexadecimal', '0x10'),
    amount('in other digits', '٤١٢'),
    amount('in full-width digits', '４１２'),
    amount('empty', ''),
    changed('malformed-response', 'an amount in another currency', 'valuta="SEK"', 'valuta="EUR"'),
    ...['9999-12-31', '2200-01-01', '1899-12-31', '0000-01-01', '-2026-10-31', '12026-10-31'].map(day),
    ...['2026-02-30', '2026-13-01', '2026-10-31Z', '2026-10-31T00:00:00', '31/10/2026', ''].map(day),
  ]
}

function entities(levels: number): string {
  return Array.from({ length: levels }, (_, level) => {
    const below = level === 0 ? 'a' : `a${level}`
    return `<!ENTITY a${level + 1} "${`&${below};`.repeat(10)}">`
  }).join('')
}

const nested = (levels: number): string =>
  `<x xmlns="urn:x">${'<x>'.repeat(levels - 1)}${'</x>'.repeat(levels - 1)}</x>`

const attributes = (count: number, prefix: string): string =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}="urn:${index}"`).join(' ')

/** The same message with a prefix on each of its elements. */
function prefixed(valid: string, body: string, namespace: string): string {
  const written = body
    .replace(` xmlns="${namespace}"`, ` xmlns:m="${namespace}"`)
    .replace(/<(\/?)(?=[A-Za-z])/g, (_, slash: string) => `<${slash}m:`)
  return valid.replace(body, () => written)
}

export const hostileAnswers: readonly HostileAnswer[] = misVersions.flatMap(corpusOf)
