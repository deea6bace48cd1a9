import fc from 'fast-check'
import { XmlCData, XmlElement, XmlText } from 'libxml2-wasm'
import type { XmlTreeNode } from 'libxml2-wasm'
import { describe, expect, test } from 'vitest'
import { canonicalText, parseDocument, UnreadableXml } from './document.ts'
import { XmlTree } from './tree.ts'

interface Told {
  readonly name: string
  readonly namespace: string
  readonly text: string
  readonly children: readonly Told[]
}

const canonical = (xml: string): string => {
  using document = parseDocument(Buffer.from(xml))
  return canonicalText(document.root)
}

/** The same element as libxml2 sees it. */
function byLibxml2(element: XmlElement): Told {
  const children: Told[] = []
  let text = ''
  for (let node: XmlTreeNode | null = element.firstChild; node !== null; node = node.next) {
    if (node instanceof XmlElement) children.push(byLibxml2(node))
    else if (node instanceof XmlText || node instanceof XmlCData) text += node.content
  }
  const { name, namespaceUri: namespace } = element
  return { name, namespace, text: text.replace(/[ \t\r\n]+/g, ' ').replace(/^ | $/g, ''), children }
}

const namespaces = ['', 'urn:a', 'urn:b&c', 'urn:d']
const told = (tree: XmlTree): Told => ({
  name: tree.name,
  namespace: tree.namespace,
  text: tree.text,
  children: namesIn(tree).map(told),
})
/** All children, in the order of the document as far as one namespace goes. */
const namesIn = (tree: XmlTree): readonly XmlTree[] =>
  namespaces.flatMap((uri) => names.flatMap((name) => tree.all(name, uri)))
const names = ['alfa', 'beta', 'gamma-1', 'ä.ö']
const sorted = (element: Told): Told => ({
  ...element,
  children: namespaces
    .flatMap((uri) =>
      names.flatMap((name) => element.children.filter((one) => one.name === name && one.namespace === uri)),
    )
    .map(sorted),
})

/** `]]>` must not stand in a text; elsewhere `>` may. */
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll(']]>', ']]&gt;')
const texts = fc.string({
  unit: fc.constantFrom('a', 'å', '€', '😀', ' ', '\n', '>', '<', '&', '"', "'", ']', '/', '?', '='),
})
const { documents } = fc.letrec<{ documents: string }>((tie) => ({
  documents: fc
    .record({
      name: fc.constantFrom(...names),
      prefix: fc.constantFrom('', 'p:', 'q:'),
      declared: fc.constantFrom(...namespaces),
      attribute: texts,
      content: fc.array(
        fc.oneof(
          { depthSize: 'small', withCrossShrink: true },
          texts.map(escaped),
          texts.map((text) => `<![CDATA[${text.replaceAll(/]]>|]+$/g, '')}]]>`),
          fc.constantFrom('<!-- <alfa> -->', '&#13;', '&#x1F600;'),
          tie('documents'),
        ),
        { maxLength: 4 },
      ),
    })
    .map(({ name, prefix, declared, attribute, content }) => {
      // A prefix cannot be taken back, only given another namespace.
      const uri = prefix === '' ? declared : declared || 'urn:a'
      const declaration = `xmlns${prefix === '' ? '' : `:${prefix.slice(0, -1)}`}="${escaped(uri)}"`
      return `<${prefix}${name} ${declaration} xmlns:r="urn:r" r:attribute="${escaped(attribute)}">${content.join('')}</${prefix}${name}>`
    }),
}))

test('what is read of canonical text is what libxml2 sees in the document', () => {
  fc.assert(
    fc.property(documents, (xml) => {
      using document = parseDocument(Buffer.from(xml))
      expect(told(XmlTree.read(canonicalText(document.root)))).toEqual(sorted(byLibxml2(document.root)))
    }),
    { numRuns: 500 },
  )
})

describe('values', () => {
  const root = XmlTree.read(
    canonical(
      '<r xmlns="urn:a" xmlns:b="urn:b"> <one> a <!-- no --><?no <two></two> ?>  &amp; <![CDATA[<two>]]>\n</one><b:one>other</b:one><one>c</one></r>',
    ),
  )

  test('are found by name and namespace, white space collapsed', () => {
    expect(root.value('one')).toBe('a & <two>')
    expect(root.all('one').map(({ text }) => text)).toEqual(['a & <two>', 'c'])
    expect(root.all('one', 'urn:b').map(({ text }) => text)).toEqual(['other'])
    expect(root.children()).toHaveLength(2)
    expect(root.find('two')).toBeNull()
    expect(() => root.get('one', 'two')).toThrow(UnreadableXml)
  })

  test.each(['', 'no element', '<a>', '<a></a><b></b>', '</a>', '<a></a></a>'])('%j is no element', (text) => {
    expect(() => XmlTree.read(text)).toThrow(UnreadableXml)
  })
})
