/** Checked XML as plain objects, by xml2js; elements are found by name *and* namespace. */
import { Parser } from 'xml2js'
import { UnreadableXml } from './document.ts'
import type { Spelling } from './spelling.ts'
import { asWritten } from './spelling.ts'

// Neither `$` nor `<` can stand in an XML name: no element of a message can pose as one of these, nor as what every
// object has of its own (`constructor`, `__proto__`).
const textKey = '$text'
const namespaceKey = '$attributesns'
const elementKey = '<'

type Parsed = Readonly<Record<string, unknown>>
const isParsed = (value: unknown): value is Parsed => typeof value === 'object' && value !== null

function namespaceOf(parsed: Parsed): { readonly uri: string; readonly local: string } {
  const namespace = parsed[namespaceKey]
  if (!isParsed(namespace)) throw new UnreadableXml('not-xml')
  return { uri: String(namespace['uri']), local: String(namespace['local']) }
}

export class XmlTree {
  readonly namespace: string
  readonly name: string
  /** Leading, trailing and doubled white space gone, as xs:token has it. */
  readonly text: string
  readonly #children: readonly XmlTree[]

  private constructor(parsed: Parsed, spelling: Spelling) {
    const { uri, local } = namespaceOf(parsed)
    this.namespace = uri
    this.name = spelling.read(local)
    const text = parsed[textKey]
    this.text = typeof text === 'string' ? text.replace(/[ \t\r\n]+/g, ' ').replace(/^ | $/g, '') : ''
    this.#children = Object.keys(parsed)
      .filter((key) => key.startsWith(elementKey))
      .flatMap((key) => {
        const nodes = parsed[key]
        return Array.isArray(nodes) ? nodes.filter(isParsed).map((node) => new XmlTree(node, spelling)) : []
      })
  }

  /**
   * @param text canonical text of one checked element
   * @param spelling how its names are spelled; they are found by our own spelling
   */
  static read(text: string, spelling: Spelling = asWritten): XmlTree {
    const read: { error: Error | null; parsed: unknown } = { error: null, parsed: null }
    new Parser({
      xmlns: true,
      explicitRoot: false,
      attrkey: '$attributes',
      charkey: textKey,
      ignoreAttrs: true,
      tagNameProcessors: [(name) => elementKey + name],
    }).parseString(text, (error, parsed: unknown) => {
      Object.assign(read, { error, parsed })
    })
    if (read.error !== null || !isParsed(read.parsed)) throw new UnreadableXml('not-xml')
    return new XmlTree(read.parsed, spelling)
  }

  /** Children of this name, in this element's namespace unless another is given. */
  all(name: string, namespace: string = this.namespace): readonly XmlTree[] {
    return this.#children.filter((child) => child.name === name && child.namespace === namespace)
  }

  /** All children in this element's namespace, grouped by name. */
  children(): readonly XmlTree[] {
    return this.#children.filter((child) => child.namespace === this.namespace)
  }

  /** The first such child, following a path of names, or null. */
  find(...path: readonly string[]): XmlTree | null {
    const [name, ...rest] = path
    if (name === undefined) return this
    const found = this.#children.find((child) => child.name === name && child.namespace === this.namespace)
    return found?.find(...rest) ?? null
  }

  /** @throws UnreadableXml when it is not there; for what the schema requires */
  get(...path: readonly string[]): XmlTree {
    const found = this.find(...path)
    if (found === null) throw new UnreadableXml('value')
    return found
  }

  /** The value at a path, or null when the element is not there. */
  value(...path: readonly string[]): string | null {
    return this.find(...path)?.text ?? null
  }

  /** @throws UnreadableXml when it is not there */
  required(...path: readonly string[]): string {
    return this.get(...path).text
  }
}
