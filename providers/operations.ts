/** `hamtaForsakringar`: the question that every provider is asked. */
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

export const encodeRequest = (question: Pick<Question, 'person' | 'approval' | 'wishedAges'>): Xml =>
  element(
    hamtaForsakringar,
    [
      leaf('personnummer', question.person.reveal()),
      leaf('syfte', purpose),
      element('godkannande', [
        leaf('version', question.approval.version),
        leaf('tid', question.approval.time.toISOString()),
      ]),
      ...question.wishedAges.map((years) => leaf('onskadAlder', years)),
    ],
    { xmlns: operationsNamespace },
  )

/** @throws UnreadableXml when it is not a question that we could have sent */
export function decodeRequest(xml: string): AskedFor {
  using document = parseDocument(Buffer.from(xml))
  schema.check(document.root)
  const tree = XmlTree.read(canonicalText(document.root))
  const person = PersonalNumber.parse(tree.required('personnummer'))
  if (person === null || tree.name !== hamtaForsakringar) throw new UnreadableXml('value')
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
