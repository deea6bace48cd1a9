/** `hamtaForsakringar`, the question that every provider is asked; and what all of our own operations share. */
import type { Question } from './pension-source.ts'
import { PersonalNumber } from './personal-number.ts'
import { canonicalText, parseDocument, Schema, UnreadableXml } from './xml/document.ts'
import { XmlTree } from './xml/tree.ts'
import type { Xml } from './xml/write.ts'
import { element, leaf } from './xml/write.ts'

const operationsNamespace = 'urn:samlad-pension:insamling:1'
export const hamtaForsakringar = 'hamtaForsakringar'
const purpose = 'pensionsoversikt'

const schema = new Schema('schema/insamling.xsd', ['schema/typer.xsd'])

export interface AskedFor {
  readonly person: PersonalNumber
  readonly purpose: string
  readonly approval: { readonly version: string; readonly time: Date }
  /** Whole years. */
  readonly wishedAges: readonly number[]
}

/** The body's element of one of our own operations. */
export const operationElement = (name: string, children: readonly (Xml | null)[]): Xml =>
  element(name, children, { xmlns: operationsNamespace })

/** @throws UnreadableXml when the schema would refuse it: what a person wrote is not for XML, or too long */
export function withinSchema(xml: Xml): Xml {
  using document = parseDocument(Buffer.from(xml))
  schema.check(document.root)
  return xml
}

/**
 * The body of an operation, checked.
 * @throws UnreadableXml when it is none of these, or not by the schema
 */
export function readOperation(xml: string, ...names: readonly string[]): XmlTree {
  using document = parseDocument(Buffer.from(xml))
  schema.check(document.root)
  const tree = XmlTree.read(canonicalText(document.root))
  if (!names.includes(tree.name)) throw new UnreadableXml('value')
  return tree
}

export const encodeRequest = (question: Pick<Question, 'person' | 'approval' | 'wishedAges'>): Xml =>
  operationElement(hamtaForsakringar, [
    leaf('personnummer', question.person.reveal()),
    leaf('syfte', purpose),
    element('godkannande', [
      leaf('version', question.approval.version),
      leaf('tid', question.approval.time.toISOString()),
    ]),
    ...question.wishedAges.map((years) => leaf('onskadAlder', years)),
  ])

/** @throws UnreadableXml when it is not a question that we could have sent */
export function decodeRequest(xml: string): AskedFor {
  const tree = readOperation(xml, hamtaForsakringar)
  const person = PersonalNumber.parse(tree.required('personnummer'))
  if (person === null) throw new UnreadableXml('value')
  return {
    person,
    purpose: tree.required('syfte'),
    approval: {
      version: tree.required('godkannande', 'version'),
      time: new Date(tree.required('godkannande', 'tid')),
    },
    wishedAges: tree.all('onskadAlder').map((years) => Number(years.text)),
  }
}
