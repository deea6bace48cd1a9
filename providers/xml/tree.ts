/** Checked XML as plain objects; elements are found by name *and* namespace. */
import { UnreadableXml } from './document.ts'
import type { Spelling } from './spelling.ts'
import { asWritten } from './spelling.ts'

/**
 * A tag or processing instruction of canonical XML: its comments and CDATA sections are gone, every value stands between
 * double quotes, no element is written as one tag, and `<` begins nothing else.
 */
const tags = /<(?:\?[^]*?\?|\/[^>]*|([^\s/>]+)((?:\s[^\s=]+="[^"]*")*))>/g
const namespaceDeclarations = /\sxmlns(?::([^\s=]+))?="([^"]*)"/g
const references = /&(?:(amp|lt|gt|quot)|#x([0-9A-F]+));/g
const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' }

const resolved = (text: string): string =>
  text.includes('&')
    ? text.replace(references, (_, name: string | undefined, code: string) =>
        name === undefined ? String.fromCodePoint(Number.parseInt(code, 16)) : (named[name] ?? ''),
      )
    : text

/** Prefix to namespace; `''` is the namespace of names without a prefix. */
type Scope = ReadonlyMap<string, string>

function scopeWithin(scope: Scope, attributes: string): Scope {
  if (!attributes.includes('xmlns')) return scope
  const inner = new Map(scope)
  for (const [, prefix = '', uri = ''] of attributes.matchAll(namespaceDeclarations)) inner.set(prefix, resolved(uri))
  return inner
}

export class XmlTree {
  readonly namespace: string
  readonly name: string
  readonly #children: XmlTree[] = []
  #text = ''

  private constructor(namespace: string, name: string) {
    this.namespace = namespace
    this.name = name
  }

  /**
   * @param text canonical text of one checked element
   * @param spelling how its names are spelled; they are found by our own spelling
   */
  static read(text: string, spelling: Spelling = asWritten): XmlTree {
    const root = new XmlTree('', '')
    const open: { readonly tree: XmlTree; readonly scope: Scope }[] = [{ tree: root, scope: new Map() }]
    let end = 0
    for (const { 0: tag, 1: qualified, 2: attributes = '', index } of text.matchAll(tags)) {
      const parent = open.at(-1)
      if (parent === undefined) throw new UnreadableXml('not-xml')
      if (index > end) parent.tree.#text += resolved(text.slice(end, index))
      end = index + tag.length
      if (qualified !== undefined) {
        const scope = scopeWithin(parent.scope, attributes)
        const colon = qualified.indexOf(':')
        const namespace = scope.get(qualified.slice(0, Math.max(0, colon))) ?? ''
        const tree = new XmlTree(namespace, spelling.read(qualified.slice(colon + 1)))
        parent.tree.#children.push(tree)
        open.push({ tree, scope })
      } else if (tag[1] === '/') open.pop()
    }
    const [element, another] = root.#children
    if (element === undefined || another !== undefined || open.length !== 1) throw new UnreadableXml('not-xml')
    return element
  }

  /** Leading, trailing and doubled white space gone, as xs:token has it. */
  get text(): string {
    return this.#text.replace(/[ \t\r\n]+/g, ' ').replace(/^ | $/g, '')
  }

  /** Children of this name, in this element's namespace unless another is given. */
  all(name: string, namespace: string = this.namespace): readonly XmlTree[] {
    return this.#children.filter((child) => child.name === name && child.namespace === namespace)
  }

  /** All children in this element's namespace. */
  children(): readonly XmlTree[] {
    return this.#children.filter((child) => child.namespace === this.namespace)
  }

  /** The first such child, following a path of names, or null. */
  find(...path: readonly string[]): XmlTree | null {
    return path.reduce<XmlTree | null>((tree, name) => tree && tree.#child(name), this)
  }

  #child(name: string): XmlTree | null {
    return this.#children.find((child) => child.name === name && child.namespace === this.namespace) ?? null
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
