/**
 * Valid messages of every vocabulary, changed at random: whatever comes, reading ends as an answer or as a ProviderError
 * that tells nothing of the message. Where messages are signed, an answer is besides what was signed, to the letter.
 * `npm test` runs some hundreds; a long check calls `fuzz` with more.
 */
import fc from 'fast-check'
import { readReply } from '../../answer.ts'
import type { AdapterName } from '../../adapters.ts'
import { adapters } from '../../adapters.ts'
import { encodeAllmanPension } from '../../authority/pensionsmyndigheten/encode.ts'
import { encodeSpv } from '../../authority/spv/encode.ts'
import { ProviderError } from '../../errors.ts'
import { encodeMis16 } from '../../mis/v1_6/encode.ts'
import { encodeMislife } from '../../mis/v2/encode.ts'
import type { Answer, ProviderEntry, Vocabulary } from '../../pension-source.ts'
import { vocabularies } from '../../pension-source.ts'
import { certificateOnFile } from '../../ssek/policy.ts'
import type { Signer } from '../../ssek/signature.ts'
import type { Xml } from '../../xml/write.ts'
import { contractHoldings, publicHoldings } from '../arbitraries.ts'
import {
  answerWith,
  arrival,
  asked,
  earlierNumber,
  expected,
  original,
  plain,
  providerEntry,
  secretName,
  transfer,
} from '../messages.ts'

const person = { number: asked, name: secretName, earlierNumber }
/** The same messages in every run, so that a seed alone tells what was tried. */
const [holding, ...moreHoldings] = fc.sample(contractHoldings, { numRuns: 3, seed: 20261122 })
const [publicHolding = null] = fc.sample(publicHoldings, { numRuns: 1, seed: 20261122 })
if (holding === undefined) throw new Error('fast-check made no holding')
const secretContract = 'HEMLIG-11223344'
const holdings = [{ ...holding, identity: { ...holding.identity, contractNumber: secretContract } }, ...moreHoldings]
const bodies: Readonly<Record<Vocabulary, Xml>> = {
  'mis-1.6': encodeMis16({ ...transfer, person, holdings }),
  'mis-2.0': encodeMislife({ ...transfer, person, holdings }),
  spv: encodeSpv({ ...transfer, person, holdings: holdings.map((each) => ({ ...each, kollektivavtal: 'PA16-1' })) }),
  pensionsmyndigheten: encodeAllmanPension({ ...transfer, person, holding: publicHolding }),
}

/** Cuts the message into its elements that hold a value alone, and the tags of the others. */
const piecesOf = (message: string): string[] =>
  message.split(/(<[^<>/][^<>]*>[^<]*<\/[^>]*>|<[^>]*>)/).filter((piece) => piece !== '')

interface Change {
  readonly kind: 'bytes' | 'drop' | 'double' | 'swap' | 'value'
  /** Where, as parts of the whole. */
  readonly at: number
  readonly to: number
  readonly length: number
  readonly by: Uint8Array
}

const values = [
  '',
  '-1',
  '1e9',
  '9999-12-31',
  'NaN',
  '0',
  '2026-02-30',
  '&amp;',
  ' ',
  '1,5',
  '20261031',
  '٣',
  secretName,
]
const scraps = [
  '<',
  '>',
  '&x;',
  '</',
  '<!--',
  ']]>',
  '<![CDATA[',
  '\0',
  '<?x',
  '"',
  ' xmlns="urn:x"',
  '<x/>',
  secretName,
]

/** Evenly, everywhere in the message: fast-check's own doubles are as often below 1e-100 as above, which is the first byte. */
const part = fc.noBias(fc.nat(2 ** 24 - 1)).map((steps) => steps / 2 ** 24)

const change: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom('bytes', 'drop', 'double', 'swap', 'value'),
  at: part,
  to: part,
  length: fc.nat(60),
  by: fc.oneof(
    fc.uint8Array({ maxLength: 20 }),
    fc.constantFrom(...scraps, ...values).map((text) => Buffer.from(text)),
  ),
})

/** Whole elements and values are moved about, so that much of it is still XML. */
function changePieces(message: string, { kind, at, to, by }: Change): string {
  const pieces = piecesOf(message)
  const [one, other] = [Math.floor(at * pieces.length), Math.floor(to * pieces.length)]
  const [first = '', second = ''] = [pieces[one], pieces[other]]
  switch (kind) {
    case 'drop':
      pieces.splice(one, 1)
      break
    case 'double':
      pieces.splice(other, 0, first)
      break
    case 'swap':
      pieces[one] = second
      pieces[other] = first
      break
    case 'value':
      pieces[one] = first.replace(/(?<=>)[^<>]*(?=<)/, () => Buffer.from(by).toString())
      break
    case 'bytes':
      break
  }
  return pieces.join('')
}

function changed(message: Buffer, by: Change): Buffer {
  if (by.kind !== 'bytes') return Buffer.from(changePieces(message.toString(), by))
  const start = Math.floor(by.at * message.length)
  return Buffer.concat([message.subarray(0, start), by.by, message.subarray(start + by.length)])
}

const secrets = [asked.reveal(), ...secretName.split(/[ -]/), secretContract]
const adapterNames = Object.keys(adapters).filter((name): name is AdapterName => Object.hasOwn(adapters, name))

/** How an answer that was read looks: what it says, and nothing of how it was written. */
const looks = (answer: Answer): string =>
  answer.kind === 'answered' ? JSON.stringify(answer.holdings.map(plain)) : answer.kind

function memo<K, V>(make: (key: K) => V): (key: K) => V {
  const made = new Map<K, V>()
  return (key) => {
    const known = made.get(key) ?? make(key)
    made.set(key, known)
    return known
  }
}

export interface FuzzOptions {
  readonly runs: number
  /** Signs some of the messages; its certificate is valid now. */
  readonly signer: Signer
  /** Gives the same changes again. */
  readonly seed: number
}

/**
 * @returns how often reading ended in which way
 * @throws Error of fast-check, which names seed and path, at anything that is neither an answer nor a silent fault
 */
export function fuzz({ runs, seed, signer }: FuzzOptions): Readonly<Record<string, number>> {
  const ends: Record<string, number> = {}
  const now = new Date()
  const signing = {
    messageSecurity: 'signature',
    certificates: [certificateOnFile(signer.certificate, 'signing')],
  } as const
  const read = (bytes: Uint8Array, vocabulary: Vocabulary, policy: Partial<ProviderEntry>): Answer =>
    readReply(
      original(bytes),
      { ...expected, provider: { ...providerEntry, vocabulary, ...policy } },
      { ...arrival, now },
    )
  const messageOf = memo((vocabulary: Vocabulary) => Buffer.from(answerWith(bodies[vocabulary]).bytes))
  const signedOf = memo((vocabulary: Vocabulary) => {
    const message = Buffer.from(signer.sign(messageOf(vocabulary), now))
    return { message, meant: looks(read(message, vocabulary, signing)) }
  })
  const count = (end: string): void => {
    ends[end] = (ends[end] ?? 0) + 1
  }
  fc.assert(
    fc.property(
      fc.constantFrom(...vocabularies),
      fc.option(fc.constantFrom(...adapterNames), { nil: 'signed' as const, freq: adapterNames.length - 1 }),
      fc.array(change, { minLength: 1, maxLength: 4 }),
      (vocabulary, adapter, changes) => {
        const isSigned = adapter === 'signed'
        const { message, meant } = isSigned ? signedOf(vocabulary) : { message: messageOf(vocabulary), meant: null }
        let answer: Answer
        try {
          answer = read(changes.reduce(changed, message), vocabulary, isSigned ? signing : { adapter })
        } catch (error) {
          if (!(error instanceof ProviderError)) throw new Error('Not a ProviderError', { cause: error })
          const told = [error.message, error.stack ?? '', JSON.stringify(error), String(error.cause)].join(' ')
          if (secrets.some((secret) => told.includes(secret))) throw new Error('A secret was told', { cause: error })
          count(error.code)
          return
        }
        if (meant !== null && looks(answer) !== meant) throw new Error('Something else was read than was signed')
        count(isSigned ? 'answered as signed' : answer.kind)
      },
    ),
    { numRuns: runs, seed },
  )
  return ends
}
