/**
 * A message outside of its exchange: read from a file by whoever makes or examines one. Everything that holds for an
 * answer holds here too, but there is no question to compare it with, so its own header is taken at its word; and no
 * register to hold a signature against, so that is passed over.
 */
import type { XmlElement } from 'libxml2-wasm'
import type { AdapterName } from './adapters.ts'
import { adapters } from './adapters.ts'
import { decodeBody, vocabularyOf } from './answer.ts'
import type { DecodedAnswer } from './decoded.ts'
import { ProviderError } from './errors.ts'
import type { Vocabulary } from './pension-source.ts'
import { PersonalNumber } from './personal-number.ts'
import { readUnverifiedEnvelope } from './ssek/envelope.ts'
import { parseDocument, UnreadableXml } from './xml/document.ts'

export interface Inspected extends DecodedAnswer {
  readonly vocabulary: Vocabulary
}

const firstText = (element: XmlElement, ...names: readonly string[]): string | null => {
  const condition = names.map((name) => `local-name() = '${name}'`).join(' or ')
  return element.get(`.//*[${condition}]`)?.content.trim() ?? null
}

/** Whom the message is about, by its own first word. */
function personIn(element: XmlElement): PersonalNumber {
  const number = firstText(element, 'personnummer', 'Personnummer')
  // A message that says that nothing is held names nobody: anyone will do, there is nothing to compare.
  const person = PersonalNumber.parse(number ?? '19900601-2380')
  if (person === null) throw new ProviderError('malformed-response', 'The personal number cannot exist')
  return person
}

function inspect(message: XmlElement, person: PersonalNumber | null): Inspected {
  const vocabulary = vocabularyOf(message)
  if (vocabulary === null) throw new UnreadableXml('schema', message.line)
  const txId = firstText(message, 'transaktionsid', 'Transaktionsid') ?? ''
  const about = { asked: person ?? personIn(message), earlierNumbers: [], txId }
  return { vocabulary, ...decodeBody(vocabulary, message, about) }
}

/**
 * @param bytes a whole SSEK message, or the bare message of a vocabulary
 * @param person whom the contracts must belong to; null takes whomever the first one belongs to
 * @param adapter how the message is mended first
 * @throws ProviderError, UnreadableXml and InvalidHeader, with the line where it is known
 */
export function inspectMessage(
  bytes: Uint8Array,
  person: PersonalNumber | null,
  adapter: AdapterName = 'none',
): Inspected {
  const mended = adapters[adapter].bytes(bytes)
  using document = parseDocument(mended)
  const { root } = document
  if (root.name !== 'Envelope') return inspect(adapters[adapter].content(root), person)
  using envelope = readUnverifiedEnvelope(mended)
  const { body } = envelope
  if (body.kind === 'fault')
    throw new ProviderError('fault', `The message is a fault (${body.code ?? 'of no known code'})`)
  if (body.kind === 'receipt') throw new ProviderError('malformed-response', 'The message is a receipt, not an answer')
  return inspect(adapters[adapter].content(body.element), person)
}
