/** What every decoder is told and gives back, and the checks that hold for every vocabulary. */
import type { XmlElement, XmlTreeNode } from 'libxml2-wasm'
import { XmlElement as ElementNode } from 'libxml2-wasm'
import type { Holding } from '#forecasting/model/holding.ts'
import { ProviderError } from './errors.ts'
import type { PersonalNumber } from './personal-number.ts'
import { UnreadableXml } from './xml/document.ts'
import type { XmlTree } from './xml/tree.ts'

export interface AnswerAbout {
  readonly asked: PersonalNumber
  readonly earlierNumbers: readonly PersonalNumber[]
  readonly txId: string
}

export interface DecodedAnswer {
  /** Empty: the provider says that nothing is held. */
  readonly holdings: readonly Holding[]
}

/** More contracts than this in one answer is refused: nobody has them, and a reader must have a bound. */
const maximumContracts = 2000

/**
 * Counts before the schema is held against it, which takes time in proportion. Comments and white space between the
 * elements have a bound too.
 * @param others how many elements stand beside the contracts
 * @returns the elements
 * @throws ProviderError `too-large`
 */
export function refuseTooMany(parent: XmlElement, others: number): readonly XmlElement[] {
  const elements: XmlElement[] = []
  let nodes = 0
  for (let node: XmlTreeNode | null = parent.firstChild; node !== null; node = node.next) {
    nodes += 1
    if (node instanceof ElementNode) elements.push(node)
    if (elements.length > maximumContracts + others || nodes > 5 * maximumContracts) {
      throw new ProviderError('too-large', `More than ${maximumContracts} contracts`)
    }
  }
  return elements
}

/** Reads a part of the message; what is wrong with it is told with its line. */
export function readAt<T>(element: XmlElement, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof UnreadableXml && error.line === null) throw new UnreadableXml(error.reason, element.line)
    if (error instanceof ProviderError) throw new ProviderError(error.code, error.message, { line: element.line })
    throw error
  }
}

/**
 * Whether a number in an answer is an earlier one of the person asked about.
 * @throws ProviderError `wrong-person` when it is somebody else's
 */
export function isUnderEarlierNumber(digits: string, about: AnswerAbout): boolean {
  if (digits === about.asked.reveal()) return false
  if (about.earlierNumbers.some((number) => number.reveal() === digits)) return true
  throw new ProviderError('wrong-person', 'The answer holds data about somebody else')
}

/** @throws UnreadableXml for another version, ProviderError `wrong-transaction` for another transaction */
export function checkTransfer(transfer: XmlTree, versionName: string, version: string, about: AnswerAbout): void {
  const given = transfer.required(versionName)
  if (given !== version && !given.startsWith(`${version}.`)) throw new UnreadableXml('value')
  const txId = transfer.value('transaktionsid')
  if (txId !== null && txId.toLowerCase() !== about.txId.toLowerCase()) {
    throw new ProviderError('wrong-transaction', 'The message names another transaction than its envelope')
  }
}
