/**
 * Some of each kind of hostile answer, for tests where each one costs a question with database and TLS. All of them are
 * read in hostile.test.ts.
 */
import { txId } from '../messages.ts'
import { hostileAnswers } from './corpus.ts'
import { signedHostileAnswers } from './signed.ts'

function pick<T extends { readonly name: string }>(corpus: readonly T[], names: readonly string[]): readonly T[] {
  return names.map((name) => {
    const found = corpus.find((one) => one.name === name)
    if (found === undefined) throw new Error(`Not in the corpus: ${name}`)
    return found
  })
}

const mis20 = hostileAnswers.filter(({ vocabulary }) => vocabulary === 'mis-2.0')

export const hostileSample = pick(mis20, [
  'an entity bomb',
  'an entity of a file',
  'a hundred thousand levels',
  'fifty thousand attributes',
  'fifty thousand namespaces',
  'a value of four million characters',
  '2,001 contracts',
  '10,000 contracts',
  'cut off in the middle',
  'ISO-8859-1 that says UTF-8',
  'an element in CDATA',
  'a contract in another namespace',
  'two Bodies',
  'the same id twice',
  'no envelope',
  'a fault that tells what it should not',
  'the right TxId from another sender',
  'another TxId',
  'another transaction in the message',
  'an answer about another person',
  'one contract of another person among many',
  'amount: negative',
  'day: 9999-12-31',
])

/** Strange, but right. */
export const oddSample = pick(mis20, [
  'UTF-16 that says UTF-8',
  'a byte order mark',
  'an amount in CDATA',
  'an amount with comments in it',
  'another prefix for the same namespace',
])

export const signedHostileSample = [
  ...signedHostileAnswers.filter(({ name }) => name.startsWith('wrapping: ')).slice(0, 3),
  ...pick(signedHostileAnswers, [
    'an amount changed',
    'a wrong digest',
    'no Timestamp',
    'no Signature',
    'signed by the right key: SHA-1 as the digest',
    'an hour old',
    'a revoked certificate',
    'a certificate that is not on file',
    'rightly signed: another transaction',
    'rightly signed: about another person',
    'rightly signed: 2,001 contracts',
  ]),
]

/** The corpus is written for one transaction; whatever a message's encoding, it is turned to this one. */
export function inTransaction(message: Buffer, to: string): Buffer {
  const encoding = message.includes(Buffer.from(txId, 'utf16le')) ? 'utf16le' : 'latin1'
  return Buffer.from(message.toString(encoding).replaceAll(txId, to), encoding)
}
