/** Finding one's way among the elements of a parsed document. */
import type { XmlTreeNode } from 'libxml2-wasm'
import { XmlElement } from 'libxml2-wasm'
import { UnreadableXml } from './document.ts'

/** No part of an envelope has more; a bound keeps a message of a million small nodes from taking our time. */
const maximumChildren = 1000

/** @throws UnreadableXml when there are absurdly many */
export function childElements(parent: XmlElement): XmlElement[] {
  const found: XmlElement[] = []
  let count = 0
  for (let node: XmlTreeNode | null = parent.firstChild; node !== null; node = node.next) {
    count += 1
    if (count > maximumChildren) throw new UnreadableXml('schema')
    if (node instanceof XmlElement) found.push(node)
  }
  return found
}

export const is = (node: XmlElement, namespace: string, name: string): boolean =>
  node.name === name && node.namespaceUri === namespace

/** The value of the attribute of exactly this name and namespace (`''` for none), or null. */
export const attributeOf = (node: XmlElement, namespace: string, name: string): string | null =>
  node.attrs.find((attribute) => attribute.name === name && attribute.namespaceUri === namespace)?.value ?? null
